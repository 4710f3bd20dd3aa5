import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { readRedisAddress } from '../../../src/relay/config/redis-address.js';
import { type Handover, type HandoverTarget, TRIES } from '../../../src/relay/handover/handover-queue.js';
import { createBullQueue } from '../../../src/relay/node/bull-queue.js';
import { createRedisServer } from '../redis-server.js';

/** Starts a Redis and a queue in it. */
const setUp = async (deliver: (handover: Handover) => Promise<void>) => {
  const server = await createRedisServer();
  await server.start();
  const redis = new Redis(server.url);
  const givenUp: HandoverTarget[] = [];
  const unreadable: HandoverTarget[] = [];
  const start = (secret: string) =>
    createBullQueue({
      address: readRedisAddress(server.url)!,
      ca: undefined,
      secret,
      receivers: {
        deliver,
        giveUp: (target) => void givenUp.push(target),
        reportUnreadable: (target) => void unreadable.push(target),
      },
    });
  let queue = start('token');
  const restart = async (secret: string) => {
    await queue.close();
    queue = start(secret);
  };
  onTestFinished(async () => {
    await queue.close();
    redis.disconnect();
    await server.kill();
  });
  // A queue that is not connected yet, or whose Redis is slow, refuses hand-overs.
  const add = (id: string, target: HandoverTarget = 'link') =>
    expect.poll(() => queue.add({ id, target, body: '{}' }).then(() => 'added'), { timeout: 10_000 }).toBe('added');
  return { redis, add, givenUp, unreadable, restart };
};

test('erases a hand-over whose last try failed', async () => {
  const job = '{haptik-feedback}:handovers-link:msg_1';
  let tries = 0;
  const { redis, add, givenUp } = await setUp(async () => {
    tries += 1;
    throw new Error('not taken');
  });
  await add('msg_1');
  await expect.poll(() => redis.hget(job, 'atm')).toBe('1');

  // Skips to the last try: the waits between all tries last half an hour.
  await redis.hset(job, 'atm', TRIES - 1);

  await expect.poll(() => tries, { timeout: 10_000 }).toBe(2);
  await expect.poll(() => redis.hget(job, 'data')).toBe('""');
  expect(givenUp).toEqual(['link']);
}, 30_000);

test('gives up a hand-over that has waited for more than 40 minutes', async () => {
  const job = '{haptik-feedback}:handovers-link:msg_1';
  let tries = 0;
  const { redis, add, givenUp } = await setUp(async () => {
    tries += 1;
    throw new Error('not taken');
  });
  await add('msg_1');
  await expect.poll(() => redis.hget(job, 'atm')).toBe('1');

  await redis.hset(job, 'timestamp', Date.now() - 41 * 60_000);

  await expect.poll(() => redis.hget(job, 'data'), { timeout: 10_000 }).toBe('""');
  expect(tries).toBe(1);
  expect(givenUp).toEqual(['link']);
}, 30_000);

test('tries a receiver that is down with one hand-over at a time, and hands everything over when it works again', async () => {
  const taken: string[] = [];
  const triedAt: number[] = [];
  let isDown = true;
  const { add, givenUp } = await setUp(async ({ id, target }) => {
    if (target === 'notify') triedAt.push(performance.now());
    if (target === 'notify' && isDown) throw new Error('not taken');
    taken.push(id);
  });
  const longestRest = () => Math.max(...triedAt.map((at, index) => at - (triedAt[index - 1] ?? at)));
  const ids = Array.from({ length: 200 }, (_, index) => `msg_${index}`);
  for (const id of ids) await add(id, 'notify');
  await add('msg_link', 'link');

  // The receiver of links is not down, so its hand-over is not delayed.
  await expect.poll(() => taken).toEqual(['msg_link']);
  // The first rest lasts one second, the second rest two.
  await expect.poll(longestRest, { timeout: 20_000 }).toBeGreaterThan(1500);
  expect(triedAt.length).toBeLessThan(20);

  isDown = false;
  await expect.poll(() => taken.length, { timeout: 40_000 }).toBe(201);
  expect(new Set(taken)).toEqual(new Set([...ids, 'msg_link']));
  expect(givenUp).toEqual([]);
}, 60_000);

test('reports a hand-over that another secret encrypted, and gives it up after the last try', async () => {
  const job = '{haptik-feedback}:handovers-link:msg_1';
  const { add, redis, givenUp, unreadable, restart } = await setUp(async () => {
    throw new Error('not taken');
  });
  await add('msg_1');
  await expect.poll(() => redis.hget(job, 'atm')).toBe('1');

  await restart('another token');
  await expect.poll(() => unreadable, { timeout: 10_000 }).toContain('link');
  await redis.hset(job, 'atm', TRIES - 1);

  await expect.poll(() => givenUp, { timeout: 10_000 }).toEqual(['link']);
}, 30_000);
