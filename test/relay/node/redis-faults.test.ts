import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { createRelay } from '../../../src/relay/create-relay.js';
import { type Shared, shareByRedis } from '../../../src/relay/node/share-by-redis.js';
import { silentLog } from '../../../src/relay/telemetry/log.js';
import { Metrics } from '../../../src/relay/telemetry/metrics.js';
import { ACCOUNT } from '../account.js';
import { createRedisServer, type RedisServer } from '../redis-server.js';

const PROBE_EVERY_MS = 50;
const config = readConfig({
  ...ACCOUNT,
  UPSTREAM_TIMEOUT_MS: '1000',
});

/** What reached Haptik, and what it answers. */
const haptik = { asked: [] as string[], status: 201, text: '{"success":true}' };
let redis: RedisServer;
let admin: Redis;
const open: { close(): void }[] = [];

beforeAll(async () => {
  redis = await createRedisServer();
  await redis.start();
  admin = new Redis(redis.url);
});

beforeEach(() => Object.assign(haptik, { asked: [], status: 201, text: '{"success":true}' }));

afterAll(async () => {
  for (const one of open) one.close();
  admin?.disconnect();
  await redis?.kill();
});

interface TestRelay {
  post(key: string, authId?: string): Promise<number>;
  shared: Shared;
  warnings: string[];
  metrics: Metrics;
  /** Waits until Redis is used, or not used. */
  until(isWorking: boolean): Promise<void>;
}

/** Creates a relay that shares by Redis. */
async function createTestRelay(url = redis.url, probeEveryMs = PROBE_EVERY_MS): Promise<TestRelay> {
  const metrics = new Metrics();
  const warnings: string[] = [];
  const log = {
    debug() {},
    info() {},
    error() {},
    warn: (fields: object, message: string) => warnings.push(`${JSON.stringify(fields)} ${message}`),
  };
  const shared = await shareByRedis(url, config, { log, metrics, probeEveryMs });
  open.push(shared);
  const relay = createRelay(config, {
    ...shared,
    log: silentLog,
    metrics,
    askHaptik: async (body) => {
      haptik.asked.push(JSON.parse(body).auth_id);
      return { status: haptik.status, retryAfter: null, text: haptik.text };
    },
  });
  return {
    shared,
    warnings,
    metrics,
    async post(key, authId = 'ann') {
      const response = await relay.fetch(
        new Request('http://relay.example/feedback', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'https://a.example', 'idempotency-key': key },
          body: JSON.stringify({ auth_id: authId, business_id: 1, query_resolved: true, query_rating: 5 }),
        }),
      );
      return response.status;
    },
    async until(isWorking) {
      while (shared.isWorking() !== isWorking) await wait(5);
    },
  };
}

const faults: { name: string; start: () => Promise<unknown>; end: () => Promise<unknown> }[] = [
  {
    name: 'OOM',
    start: () => admin.config('SET', 'maxmemory', '1'),
    end: () => admin.config('SET', 'maxmemory', '0'),
  },
  {
    name: 'READONLY',
    start: () => admin.replicaof('127.0.0.1', '1'),
    end: () => admin.replicaof('NO', 'ONE'),
  },
  {
    name: 'NOREPLICAS',
    start: () => admin.config('SET', 'min-replicas-to-write', '1'),
    end: () => admin.config('SET', 'min-replicas-to-write', '0'),
  },
  {
    name: 'NOPERM',
    start: () => admin.acl('SETUSER', 'default', '-eval', '-evalsha'),
    end: () => admin.acl('SETUSER', 'default', '+eval', '+evalsha'),
  },
];

describe.each(faults)('a Redis that answers $name', ({ name, start, end }) => {
  test('lets relays repeat no known submission, lose none and warn once, and is used again afterwards', async () => {
    const visitor = `visitor-${name}`;
    const [first, second] = [await createTestRelay(), await createTestRelay()];
    const [known, open, fresh] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    await first.post(known, visitor);
    haptik.status = 503;
    await first.post(open, visitor);
    await start();

    haptik.status = 400;
    haptik.text = '{"error_message":"duplicate feedback"}';

    // Redis still reads: the second relay learns what the first one did.
    expect(await second.post(known, visitor)).toBe(201);
    expect(await second.post(open, visitor)).toBe(201);
    expect(haptik.asked).toHaveLength(3);

    haptik.status = 201;
    haptik.text = '{"success":true}';

    expect(await second.post(fresh, visitor)).toBe(201);
    expect(await second.post(fresh, visitor)).toBe(201);
    expect(haptik.asked).toHaveLength(4);
    expect(second.shared.isWorking()).toBe(false);
    expect(second.warnings).toEqual([expect.stringMatching(`"error":"${name}".*Redis refuses commands`)]);
    expect(second.metrics.print()).toMatch(`haptik_feedback_redis_failures_total{error="${name}"} `);

    await end();
    await second.until(true);
    await first.until(true);

    const shared = crypto.randomUUID();

    expect(await first.post(shared, `${visitor}-2`)).toBe(201);
    expect(await second.post(shared, `${visitor}-2`)).toBe(201);
    expect(haptik.asked).toHaveLength(5);
    expect(second.warnings).toHaveLength(1);
  });

  test('lets each relay keep its own limits meanwhile', async () => {
    const relay = await createTestRelay();
    await start();

    const statuses: number[] = [];
    for (let sent = 0; sent < 8; sent++) statuses.push(await relay.post(crypto.randomUUID(), `limited-${name}`));
    await end();

    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 429, 429]);
  });
});

test('a relay whose cluster node has none of the keys goes on alone and says so', async () => {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'redis-')));
  const nodes = await Promise.all(folders.map((dir) => createRedisServer(['--cluster-enabled', 'yes', '--dir', dir])));
  await Promise.all(nodes.map((node) => node.start()));
  const [empty, full] = nodes.map(({ url }) => new Redis(url)) as [Redis, Redis];
  await full.cluster('ADDSLOTSRANGE', 0, 16_383);
  await empty.cluster('MEET', '127.0.0.1', Number(new URL(nodes[1]!.url).port));
  while (!String(await empty.cluster('INFO')).includes('cluster_state:ok')) await wait(20);

  const relay = await createTestRelay(nodes[0]!.url);

  expect(await relay.post(crypto.randomUUID(), 'moved')).toBe(201);
  expect(relay.shared.isWorking()).toBe(false);
  expect(relay.warnings).toEqual([expect.stringMatching('"error":"MOVED".*Redis refuses commands')]);

  relay.shared.close();
  for (const client of [empty, full]) client.disconnect();
  await Promise.all(nodes.map((node) => node.kill()));
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test('only the first post waits for a Redis that hangs, and Redis is used again when it answers', async () => {
  const relay = await createTestRelay(redis.url, 1000);
  redis.signal('SIGSTOP');
  const took: number[] = [];
  for (let sent = 0; sent < 5; sent++) {
    const start = performance.now();
    expect(await relay.post(crypto.randomUUID(), `hang-${sent}`)).toBe(201);
    took.push(performance.now() - start);
  }
  redis.signal('SIGCONT');

  // Only one command waits for 500 ms, not each of the four commands of every post.
  expect(took.filter((ms) => ms > 400)).toHaveLength(1);
  expect(took[0]).toBeLessThan(1000);
  expect(relay.warnings).toEqual([expect.stringMatching('"error":"timeout".*Redis cannot be reached')]);

  await relay.until(true);

  expect(relay.warnings).toHaveLength(1);
});

describe('a claim', () => {
  test('ends by the clock of Redis, whatever the clocks of the relays say', async () => {
    const [first, second] = [await createTestRelay(), await createTestRelay()];
    const now = Date.now;
    const key = `${crypto.randomUUID()} ann`;

    try {
      Date.now = () => now() - 3_600_000;
      expect(await first.shared.submissionStore.claim(key, 'content')).toEqual({ state: 'new' });
      Date.now = () => now() + 3_600_000;
      expect(await second.shared.submissionStore.claim(key, 'content')).toEqual({ state: 'pending' });
    } finally {
      Date.now = now;
    }
  });

  test('that another relay took over is not ended by its first owner, but is replaced by a recorded result', async () => {
    const [first, second] = [await createTestRelay(), await createTestRelay()];
    const key = `${crypto.randomUUID()} ann`;
    const { submissionStore: slow } = first.shared;
    const { submissionStore: other } = second.shared;
    await slow.claim(key, 'content');
    // The claim of the first relay counts as abandoned from here on.
    const name = `haptik-feedback:submission:${createHmac('sha256', 'token').update(key).digest('base64url')}`;
    await admin.set(name, 'p1.5', 'PX', 60_000);

    expect(await other.claim(key, 'content')).toEqual({ state: 'open' });

    await slow.forget(key);
    expect(await slow.claim(key, 'content')).toEqual({ state: 'pending' });

    await slow.markOpen(key);
    expect(await slow.claim(key, 'content')).toEqual({ state: 'pending' });

    await slow.markRecorded(key, 201);
    await other.forget(key);
    expect(await other.claim(key, 'content')).toEqual({ state: 'recorded', status: 201 });
  });
});
