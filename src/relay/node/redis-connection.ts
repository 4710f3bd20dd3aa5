import { Redis } from 'ioredis';
import { RedisHealth, type RedisHealthOptions } from './redis-health.js';

/** How long a command may take before the relay goes on without Redis, in milliseconds. */
const COMMAND_TIMEOUT_MS = 500;

/** How long a start waits for Redis, in milliseconds. */
const CONNECT_TIMEOUT_MS = 2000;

/** The longest wait between two tries to connect again, in milliseconds. */
const RECONNECT_MAX_MS = 2000;

/** Writes by a script, as limits and submissions do. Fails where they would fail: full, read-only, or not permitted. */
const PROBE = `return redis.call('SET', KEYS[1], '1', 'PX', 1000)`;

/** A connection to Redis or Valkey. */
export interface RedisConnection {
  redis: Redis;
  health: RedisHealth;
  close(): void;
}

/** Connects to Redis or Valkey and watches over it. Resolves also when it is not there in time. */
export async function connectToRedis(
  url: string,
  options: Omit<RedisHealthOptions, 'probe'>,
): Promise<RedisConnection> {
  const redis = new Redis(url, {
    // A visitor is waiting: a command that cannot be sent now fails at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), RECONNECT_MAX_MS),
  });
  const health = new RedisHealth({ ...options, probe: () => redis.eval(PROBE, 1, 'haptik-feedback:probe') });
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
