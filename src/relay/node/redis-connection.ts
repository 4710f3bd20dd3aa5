import { Redis } from 'ioredis';
import type { Log } from '../telemetry/log.js';

/** How long a command may take before the relay goes on without Redis, in milliseconds. */
const COMMAND_TIMEOUT_MS = 500;

/** How long a start waits for Redis, in milliseconds. */
const CONNECT_TIMEOUT_MS = 2000;

/** The longest wait between two tries to connect again, in milliseconds. */
const RECONNECT_MAX_MS = 2000;

/** Connects to Redis or Valkey and logs when it goes and comes back. Resolves also when it is not there in time. */
export async function connectToRedis(url: string, log: Log): Promise<{ redis: Redis; close(): void }> {
  const redis = new Redis(url, {
    // A visitor is waiting: a command that cannot be sent now fails at once.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), RECONNECT_MAX_MS),
  });

  let isDown = false;
  const reportDown = () => {
    if (isDown) return;
    isDown = true;
    log.warn({}, 'Redis cannot be reached: until it is back, every relay keeps its own limits');
  };
  redis.on('error', reportDown);
  redis.on('close', reportDown);
  redis.on('ready', () => {
    if (isDown) log.info({}, 'Redis is back: limits are shared again');
    isDown = false;
  });

  await new Promise<void>((resolve) => {
    redis.once('ready', resolve);
    redis.once('error', () => resolve());
    setTimeout(resolve, CONNECT_TIMEOUT_MS).unref();
  });
  return {
    redis,
    close() {
      redis.off('close', reportDown);
      redis.disconnect();
    },
  };
}
