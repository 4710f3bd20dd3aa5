import type { Redis } from 'ioredis';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js';
import { flexibleLimiter } from '../limits/flexible-limiter.js';
import { LIMIT_SECONDS, type Limits, USER_LIMIT_PER_MINUTE } from '../limits/limiter.js';

/**
 * Keeps limits in Redis, and in this process while Redis is down.
 *
 * @param hideKey - hashes a key
 */
export function redisLimits(redis: Redis, hideKey: (key: string) => string, addressPerMinute: number): Limits {
  const limiter = (name: string, points: number) =>
    flexibleLimiter(
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `haptik-feedback:${name}`,
        points,
        duration: LIMIT_SECONDS,
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory({ points, duration: LIMIT_SECONDS }),
      }),
      hideKey,
    );
  return { address: limiter('address', addressPerMinute), user: limiter('user', USER_LIMIT_PER_MINUTE) };
}
