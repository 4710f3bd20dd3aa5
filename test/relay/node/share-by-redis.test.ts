import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT } from '../account.js';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { type FakeHaptik, startFakeHaptik } from '../fake-haptik.js';
import { createRedisServer, type RedisServer } from '../redis-server.js';
import { type RelayProcess, runRelay } from '../relay-process.js';

const ADDRESS_LIMIT = 20;
let built: BuiltRelay;
let haptik: FakeHaptik;
let redis: RedisServer;
let relays: [RelayProcess, RelayProcess];
let addresses = 0;

beforeAll(async () => {
  redis = await createRedisServer();
  await redis.start();
  built = await buildRelay();
  haptik = await startFakeHaptik();
  const run = () =>
    runRelay(built, {
      ...ACCOUNT,
      HAPTIK_BASE_URL: haptik.origin,
      RATE_LIMIT_PER_MINUTE: String(ADDRESS_LIMIT),
      TRUST_PROXY: '1',
      REDIS_URL: redis.url,
    });
  relays = await Promise.all([run(), run()]);
  // Warms up the relays. On a cold relay, a burst may outlast the timeout of Redis: then the relay counts alone.
  for (let sent = 0; sent < 20; sent++) await post(relays[sent % 2]!, `warm-up-${sent}`);
}, 120_000);

beforeEach(() => haptik.reset());

afterAll(async () => {
  await Promise.all((relays ?? []).map((relay) => relay.stop()));
  await haptik?.close();
  await redis?.kill();
  built?.remove();
});

/** Makes an address that no limit has counted. */
const newAddress = () => `203.0.113.${++addresses}`;

const post = async (
  relay: RelayProcess,
  authId: string,
  { address = newAddress(), key, rating = 5 }: { address?: string; key?: string; rating?: number } = {},
) => {
  const response = await fetch(`${relay.url}feedback`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: 'https://a.example',
      'x-forwarded-for': address,
      ...(key && { 'idempotency-key': key }),
    },
    body: JSON.stringify({ auth_id: authId, business_id: 1, query_resolved: true, query_rating: rating }),
  });
  await response.body?.cancel();
  return response.status;
};

/** Sends posts at once to both relays in turn, and counts the answers by status. */
async function flood(count: number, send: (relay: RelayProcess, index: number) => Promise<number>) {
  const statuses = await Promise.all(Array.from({ length: count }, (_, index) => send(relays[index % 2]!, index)));
  return Object.fromEntries([...new Set(statuses)].sort().map((s) => [s, statuses.filter((one) => one === s).length]));
}

test('shares the limits of an address and of a visitor between two relays exactly', async () => {
  const address = newAddress();

  expect(await flood(50, (relay, index) => post(relay, `a-${index}`, { address }))).toEqual({
    201: ADDRESS_LIMIT,
    429: 50 - ADDRESS_LIMIT,
  });
  expect(await flood(20, (relay) => post(relay, 'ann'))).toEqual({ 201: 6, 429: 14 });
});

test('answers a submission that the other relay delivered without asking Haptik', async () => {
  const key = crypto.randomUUID();

  expect(await post(relays[0], 'bea', { key })).toBe(201);

  haptik.setAnswer(400, { error_message: 'duplicate feedback' });

  expect(await post(relays[1], 'bea', { key })).toBe(201);
  expect(haptik.seen).toHaveLength(1);
});

test('lets a repeat at the other relay wait for the first try', async () => {
  const key = crypto.randomUUID();
  let finish = () => {};
  haptik.answer = (response) => {
    finish = () => response.writeHead(201).end('{"success":true}');
  };
  const first = post(relays[0], 'cem', { key });
  await haptik.waitForRequests(1);
  const repeat = post(relays[1], 'cem', { key });

  // When this later request has its answer, the repeat has tried to claim the submission.
  expect(await post(relays[1], '')).toBe(400);

  finish();

  expect(await Promise.all([first, repeat])).toEqual([201, 201]);
  expect(haptik.seen).toHaveLength(1);
});

test('asks Haptik again about a submission that the other relay left open, and then a duplicate is a success', async () => {
  const key = crypto.randomUUID();
  haptik.setAnswer(503, {});

  expect(await post(relays[0], 'dan', { key })).toBe(503);

  haptik.setAnswer(400, { error_message: 'duplicate feedback' });

  expect(await post(relays[1], 'dan', { key })).toBe(201);
});

describe('with a relay of the earlier version on the same Redis', () => {
  /** The name under which that version stores a submission. */
  const nameOf = (key: string, authId: string) =>
    `haptik-feedback:submission:${createHmac('sha256', 'token').update(`${key} ${authId}`).digest('base64url')}`;
  const withRedis = async <Value>(use: (client: Redis) => Promise<Value>) => {
    const client = new Redis(redis.url);
    try {
      return await use(client);
    } finally {
      client.disconnect();
    }
  };

  test('repeats the success of a submission that it recorded', async () => {
    const key = crypto.randomUUID();
    await withRedis((client) => client.set(nameOf(key, 'old-1'), 'r201', 'PX', 60_000));

    expect(await post(relays[0], 'old-1', { key })).toBe(201);
    expect(haptik.seen).toHaveLength(0);
  });

  test('asks again for a submission that it left open', async () => {
    const key = crypto.randomUUID();
    await withRedis((client) => client.set(nameOf(key, 'old-2'), 'o', 'PX', 60_000));
    haptik.setAnswer(400, { error_message: 'duplicate feedback' });

    expect(await post(relays[0], 'old-2', { key })).toBe(201);
  });

  test('waits for a submission that it has claimed', async () => {
    const key = crypto.randomUUID();
    await withRedis((client) => client.set(nameOf(key, 'old-3'), `p${Date.now() + 60_000}`, 'PX', 60_000));
    const waiting = post(relays[0], 'old-3', { key });
    await withRedis((client) => client.set(nameOf(key, 'old-3'), 'r201', 'PX', 60_000));

    expect(await waiting).toBe(201);
    expect(haptik.seen).toHaveLength(0);
  });

  test('stores values that it understands', async () => {
    const [recorded, open] = [crypto.randomUUID(), crypto.randomUUID()];
    await post(relays[0], 'old-4', { key: recorded });
    haptik.setAnswer(503, {});
    await post(relays[0], 'old-5', { key: open });

    expect(await withRedis((client) => client.get(nameOf(recorded, 'old-4')))).toBe('r201');
    expect(await withRedis((client) => client.get(nameOf(open, 'old-5')))).toBe('o');
  });
});

test('refuses a key that the other relay knows with other content', async () => {
  const key = crypto.randomUUID();
  await post(relays[0], 'jan', { key });

  expect(await post(relays[1], 'jan', { key, rating: 1 })).toBe(422);
});

test('stores no visitor and no address in Redis in a readable form', async () => {
  await post(relays[0], 'eve-the-visitor', { key: crypto.randomUUID() });
  const client = new Redis(redis.url);
  const keys = await client.keys('*');
  client.disconnect();

  expect(keys.length).toBeGreaterThan(0);
  for (const key of keys) {
    expect(key).toMatch(
      /^haptik-feedback:(address:[\w-]{43}|user:[\w-]{43}|submission:[\w-]{43}|content:\{haptik-feedback:submission:[\w-]{43}\}|probe)$/,
    );
  }
});

const readiness = async (query = '') => {
  const response = await fetch(`${relays[0].url}readyz${query}`);
  return [response.status, await response.json()];
};

test('goes on with its own limits when Redis is killed, says so once, and shares again when Redis is back', async () => {
  const key = crypto.randomUUID();
  await redis.kill();

  expect(await flood(20, (relay) => post(relay, 'fay'))).toEqual({ 201: 12, 429: 8 });
  expect(await post(relays[0], 'gus', { key })).toBe(201);

  haptik.setAnswer(400, { error_message: 'duplicate feedback' });

  expect(await post(relays[0], 'gus', { key })).toBe(201);

  haptik.reset();
  for (const relay of relays) await relay.waitForOutput('Redis cannot be reached');

  expect(await readiness()).toEqual([503, { status: 'not ready', failing: ['redis'] }]);
  expect(await readiness('?exclude=redis')).toEqual([200, { status: 'ok' }]);

  await redis.start();
  for (const relay of relays) await relay.waitForOutput('Redis is back');

  expect(await readiness()).toEqual([200, { status: 'ok' }]);

  expect(await flood(20, (relay) => post(relay, 'hal'))).toEqual({ 201: 6, 429: 14 });
  expect(await post(relays[0], 'gus', { key })).toBe(201);
  for (const relay of relays) {
    expect(relay.output().split('Redis cannot be reached')).toHaveLength(2);
    expect(relay.process.exitCode).toBeNull();
  }
}, 20_000);

test('starts without Redis, says so, and serves', async () => {
  const relay = await runRelay(built, {
    ...ACCOUNT,
    HAPTIK_BASE_URL: haptik.origin,
    REDIS_URL: 'redis://:the-password@127.0.0.1:1',
  });

  expect(await post(relay, 'ida')).toBe(201);

  await relay.waitForOutput('Redis cannot be reached');

  expect(relay.output()).not.toContain('the-password');
  expect(await relay.stop()).toBe(0);
});

test('reports a Redis that keeps failing once', async () => {
  let connections = 0;
  const events = new EventEmitter();
  const broken = createServer((socket) => {
    connections += 1;
    socket.destroy();
    events.emit('connection');
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const relay = await runRelay(built, {
    ...ACCOUNT,
    HAPTIK_BASE_URL: haptik.origin,
    REDIS_URL: `redis://127.0.0.1:${(broken.address() as AddressInfo).port}`,
  });
  while (connections < 4) await once(events, 'connection');

  expect(await post(relay, 'joe')).toBe(201);

  await relay.stop();
  broken.close();

  expect(relay.output().split('Redis cannot be reached')).toHaveLength(2);
});
