import { createHmac } from 'node:crypto';
import { Redis } from 'ioredis';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, it, type TestContext } from 'vitest';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { type FakeHaptik, startFakeHaptik } from '../fake-haptik.js';
import { createRedisServer } from '../redis-server.js';
import { type RelayProcess, runRelay, runToEnd } from '../relay-process.js';

const WEBHOOK_SECRET = 'secret-of-the-webhook';
const LINK_SECRET = 'a-link-secret-of-at-least-32-bytes';
const SECRET = `whsec_${btoa('a'.repeat(32))}`;

let built: BuiltRelay;
let haptik: FakeHaptik;
let conversations = 0;

/** Starts a receiver for one test, because tests run at the same time. `run` runs a relay until the test ends. */
const createWorld = async ({ onTestFinished }: TestContext) => {
  const receiver = await startFakeHaptik();
  const running: RelayProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(running.map((relay) => relay.stop('SIGKILL')));
    await receiver.close();
  });
  const run = async (variables: Record<string, string> = {}) => {
    const relay = await runRelay(built, {
      HAPTIK_BASE_URL: haptik.origin,
      HAPTIK_TOKEN: 'token',
      HAPTIK_CLIENT_ID: 'client',
      ALLOWED_ORIGINS: 'https://a.example',
      PUBLIC_URL: 'https://feedback.example.com',
      LINK_SECRET,
      HAPTIK_WEBHOOK_SECRET: WEBHOOK_SECRET,
      LINK_HANDOVER_URL: receiver.origin,
      LINK_HANDOVER_SECRET: SECRET,
      LOG_LEVEL: 'debug',
      ...variables,
    });
    running.push(relay);
    return relay;
  };
  return { receiver, run };
};

/** Creates a world with a Redis of its own. Relays that shared one would hand over the links of another test. */
const createWorldWithRedis = async (context: TestContext) => {
  const redis = await createRedisServer();
  await redis.start();
  context.onTestFinished(() => redis.kill());
  const { receiver, run } = await createWorld(context);
  return {
    redis,
    receiver,
    run: (variables: Record<string, string> = {}) => run({ REDIS_URL: redis.url, ...variables }),
  };
};
/**
 * Changes the queue of a killed relay as 15 seconds would: its locks end, and the first check has found its jobs.
 * Returns how many milliseconds were left.
 */
const passTime = async (redisUrl: string) => {
  const queue = '{haptik-feedback}:handovers-link';
  const client = new Redis(redisUrl);
  const lockKeys = await client.keys(`${queue}:*:lock`);
  const locks = await Promise.all(lockKeys.map((key) => client.pttl(key)));
  const nextCheck = await client.pttl(`${queue}:stalled-check`);
  await client.sadd(`${queue}:stalled`, await client.lrange(`${queue}:active`, 0, -1));
  await client.del(...lockKeys, `${queue}:stalled-check`);
  client.disconnect();
  return { locks, nextCheck };
};

const newConversation = () => ({
  event_name: 'webhook_conversation_complete',
  business_id: 343,
  user: { auth_id: 'eve-the-visitor' },
  data: { conversation_no: ++conversations, completion_type: 'agent' },
});
const end = async (relay: RelayProcess, conversation: object) => {
  const body = JSON.stringify(conversation);
  const signature = `sha1=${createHmac('sha1', WEBHOOK_SECRET).update(body).digest('hex')}`;
  const answer = await fetch(`${relay.url}webhooks/haptik`, {
    method: 'POST',
    headers: { 'x-hub-signature': signature },
    body,
  });
  return answer.status;
};
const send = (relay: RelayProcess, visitor = 'eve-the-visitor') =>
  fetch(`${relay.url}feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://a.example' },
    body: JSON.stringify({ auth_id: visitor, business_id: 343, query_resolved: true, query_rating: 5 }),
  });

beforeAll(async () => {
  built = await buildRelay();
  haptik = await startFakeHaptik();
}, 120_000);

afterAll(async () => {
  await haptik?.close();
  built?.remove();
});

describe.concurrent('with Redis', { timeout: 60_000 }, () => {
  it('hands over one link for 100 simultaneous webhooks at two relays', async (context) => {
    const { expect } = context;
    const { receiver, run } = await createWorldWithRedis(context);
    const relays = await Promise.all([run(), run()]);
    const conversation = newConversation();
    const later = newConversation();

    const statuses = await Promise.all(
      Array.from({ length: 100 }, (_, index) => end(relays[index % 2]!, conversation)),
    );
    await receiver.waitForRequests(1);
    // A later conversation is handed over after all waiting ones.
    await end(relays[0]!, later);
    await receiver.waitForRequests(2);
    await Promise.all(relays.map((relay) => relay.stop()));

    expect(new Set(statuses)).toEqual(new Set([200]));
    const numbers = receiver.seen.map(({ body }) => JSON.parse(body).conversation_no);
    expect(numbers).toEqual([conversation, later].map(({ data }) => String(data.conversation_no)));
    const [{ body, headers }] = receiver.seen as [(typeof receiver.seen)[0]];
    expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body));
  });

  it('hands a link over after a restart when the relay was killed in between', async (context) => {
    const { expect } = context;
    const { redis, receiver, run } = await createWorldWithRedis(context);
    const conversation = newConversation();
    receiver.answer = () => {};
    const relay = await run();
    await end(relay, conversation);
    await receiver.waitForRequests(1);
    await relay.stop('SIGKILL');

    receiver.reset();
    const { locks, nextCheck } = await passTime(redis.url);
    await run();
    await receiver.waitForRequests(1);

    expect(receiver.seen.map(({ body }) => JSON.parse(body).conversation_no)).toEqual([
      String(conversation.data.conversation_no),
    ]);
    expect(locks).toHaveLength(1);
    expect(locks[0]).toBeLessThanOrEqual(10_000);
    expect(nextCheck).toBeLessThanOrEqual(5000);
  });

  it('stores no visitor and no link in Redis in a readable form', async (context) => {
    const { expect } = context;
    const { redis, receiver, run } = await createWorldWithRedis(context);
    receiver.setAnswer(500, '');
    const relay = await run();
    await end(relay, newConversation());
    await receiver.waitForRequests(1);

    const client = new Redis(redis.url);
    const dumps = await Promise.all(
      (await client.keys('*')).map(async (key) => key + (await client.dump(key).catch(() => ''))),
    );
    const jobs = await Promise.all(
      (await client.keys('{haptik-feedback}:handovers-link:msg_*')).map((key) => client.hgetall(key).catch(() => ({}))),
    );
    client.disconnect();

    expect(jobs.length).toBeGreaterThan(0);
    expect(JSON.stringify([dumps, jobs])).not.toMatch(/eve-the-visitor|\/rate#/);
  });

  it('answers 503 while Redis is down, so that Haptik repeats the webhook', async (context) => {
    const { expect } = context;
    const { redis, run } = await createWorldWithRedis(context);
    const relay = await run();
    await redis.kill();

    expect(await end(relay, newConversation())).toBe(503);
  });
});

describe.concurrent('without Redis', { timeout: 60_000 }, () => {
  it('hands a link over once, says that it waits in memory, and logs no token and no visitor', async (context) => {
    const { expect } = context;
    const { receiver, run } = await createWorld(context);
    const relay = await run();
    const conversation = newConversation();

    expect(await Promise.all([end(relay, conversation), end(relay, conversation)])).toEqual([200, 200]);
    await receiver.waitForRequests(1);
    await relay.stop();

    expect(receiver.seen).toHaveLength(1);
    expect(relay.output()).toContain('hand-overs wait in memory');
    expect(relay.output()).not.toMatch(/eve-the-visitor|\/rate#|eyJ/);
  });

  it('logs a dead receiver of feedback once, and visitors do not notice it', async (context) => {
    const { expect } = context;
    const { receiver, run } = await createWorld(context);
    receiver.answer = (response) => void response.destroy();
    const relay = await run({ NOTIFY_URL: receiver.origin, NOTIFY_SECRET: SECRET });

    const statuses = [await send(relay), await send(relay), await send(relay)].map(({ status }) => status);
    await receiver.waitForRequests(3);
    await relay.stop();

    expect(statuses).toEqual([201, 201, 201]);
    expect(relay.output().match(/NOTIFY_URL does not take hand-overs/g)).toHaveLength(1);
  });
});

describe.concurrent.each(['with', 'without'])('a dead receiver of feedback, %s Redis', { timeout: 60_000 }, (redis) => {
  it('is tried only a few times for 200 feedbacks, and receives all of them when it works again', async (context) => {
    const { expect } = context;
    const world = redis === 'with' ? await createWorldWithRedis(context) : await createWorld(context);
    const { receiver } = world;
    const triedAt: number[] = [];
    const longestRest = () => Math.max(...triedAt.map((at, index) => at - (triedAt[index - 1] ?? at)));
    receiver.answer = (response) => {
      triedAt.push(performance.now());
      response.destroy();
    };
    const relay = await world.run({ NOTIFY_URL: receiver.origin, NOTIFY_SECRET: SECRET, NOTIFY_FIELDS: 'auth_id' });
    const visitors = Array.from({ length: 200 }, (_, index) => `visitor-${index}`);

    const answers = await Promise.all(visitors.map((visitor) => send(relay, visitor)));
    // The first rest lasts one second, the second rest two.
    await expect.poll(longestRest, { timeout: 20_000 }).toBeGreaterThan(1500);
    receiver.reset();
    await receiver.waitForRequests(200);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(triedAt.length).toBeLessThan(30);
    const taken = receiver.seen.map(({ body }) => JSON.parse(body).auth_id);
    expect(new Set(taken)).toEqual(new Set(visitors));
  });
});

describe.concurrent('the command link', { timeout: 60_000 }, () => {
  const variables = { PUBLIC_URL: 'https://feedback.example.com', LINK_SECRET };
  const visitor = ['link', '--auth-id', 'visitor-1', '--business-id', '343'];

  it('prints a link, or the five star links', async ({ expect }) => {
    const one = await runToEnd(built, variables, [...visitor, '--rating', '4', '--lang', 'hi']);
    const all = await runToEnd(built, variables, [...visitor, '--all']);

    expect(one.stdout).toMatch(/^https:\/\/feedback\.example\.com\/rate#[\w.-]+&rating=4&lang=hi\n$/);
    const links = all.stdout.trim().split('\n');
    expect(links.map((link) => link.slice(-9))).toEqual([1, 2, 3, 4, 5].map((stars) => `&rating=${stars}`));
    expect(new Set(links.map((link) => link.split('&')[0])).size).toBe(1);
  });

  it('says which variable or option is missing', async ({ expect }) => {
    const noSecret = await runToEnd(built, {}, visitor);
    const noVisitor = await runToEnd(built, variables, ['link', '--business-id', '343']);

    expect([noSecret.exitCode, noVisitor.exitCode]).toEqual([1, 1]);
    expect(noSecret.stderr).toContain('PUBLIC_URL and LINK_SECRET are missing');
    expect(noVisitor.stderr).toContain('authId must be a string');
  });
});
