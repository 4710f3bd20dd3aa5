import { Cluster } from 'ioredis';
import { CONNECT_TIMEOUT_MS, type RedisClient } from './redis-client.js';
import { RedisHealth, type RedisHealthOptions } from './redis-health.js';

/** Writes by a script, as limits and submissions do. Fails when they would: Redis is full, read-only or forbids it. */
const PROBE = `return redis.call('SET', KEYS[1], '1', 'PX', 1000)`;

/** A connection to Redis or Valkey. */
export interface RedisConnection {
  redis: RedisClient;
  health: RedisHealth;
  close(): void;
}

/** Watches a connecting client. Resolves when it is ready, has failed, or is not ready in time. */
export async function connectToRedis(
  redis: RedisClient,
  options: Omit<RedisHealthOptions, 'probe'>,
): Promise<RedisConnection> {
  const health = new RedisHealth({ ...options, probe: () => probe(redis) });
  const onLost = (error?: unknown) => health.reportLost(error);
  redis.on('error', onLost);
  redis.on('close', onLost);

  await new Promise<void>((resolve) => {
    redis.on('ready', () => health.check().then(resolve));
    redis.once('error', () => resolve());
    setTimeout(resolve, CONNECT_TIMEOUT_MS).unref();
  });
  return {
    redis,
    health,
    close() {
      health.close();
      redis.disconnect();
    },
  };
}

async function probe(redis: RedisClient): Promise<void> {
  // A cluster connects to a node with the first command for it, and would refuse further commands until it is connected.
  if (redis instanceof Cluster) await Promise.all(redis.nodes('master').map((node) => node.ping()));
  await redis.eval(PROBE, 1, 'haptik-feedback:probe');
}
