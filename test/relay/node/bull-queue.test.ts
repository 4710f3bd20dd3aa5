import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { readRedisAddress } from '../../../src/relay/config/redis-address.js';
import { TRIES } from '../../../src/relay/handover/handover-queue.js';
import { createBullQueue } from '../../../src/relay/node/bull-queue.js';
import { createRedisServer } from '../redis-server.js';

test('erases a hand-over whose last try failed', async () => {
  const server = await createRedisServer();
  await server.start();
  const redis = new Redis(server.url);
  const job = '{haptik-feedback}:handovers:msg_1';
  const tries: boolean[] = [];
  const queue = createBullQueue({
    address: readRedisAddress(server.url)!,
    ca: undefined,
    secret: 'token',
    async deliver(_handover, isLast) {
      tries.push(isLast);
      throw new Error('not taken');
    },
  });
  const add = () => queue.add({ id: 'msg_1', target: 'link', body: '{}' });
  await expect.poll(() => add().then(() => 'added')).toBe('added');
  await expect.poll(() => redis.hget(job, 'atm')).toBe('1');

  // Skips to the last try: the waits between all tries last half an hour.
  await redis.hset(job, 'atm', TRIES - 1);

  await expect.poll(() => tries, { timeout: 10_000 }).toEqual([false, true]);
  await expect.poll(() => redis.hget(job, 'data')).toBe('""');
  await queue.close();
  redis.disconnect();
  await server.kill();
}, 30_000);
