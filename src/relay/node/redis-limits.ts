import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js';
import { createFlexibleLimiter } from '../limits/flexible-limiter.js';
import { LIMIT_SECONDS, type Limiter, type Limits, USER_LIMIT_PER_MINUTE } from '../limits/limiter.js';
import { createMemoryLimits } from '../limits/memory-limits.js';
import type { RedisClient } from './redis-client.js';
import type { RedisHealth } from './redis-health.js';

/**
 * Keeps limits in Redis, and in this process while Redis does not work.
 *
 * @param hideKey - hashes a key
 */
export function redisLimits(
  redis: RedisClient,
  health: RedisHealth,
  hideKey: (key: string) => string,
  addressPerMinute: number,
): Limits {
  const own = createMemoryLimits(addressPerMinute);
  const limiter = (name: keyof Limits, points: number): Limiter => {
    const shared = createFlexibleLimiter(
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `haptik-feedback:${name}`,
        points,
        duration: LIMIT_SECONDS,
        rejectIfRedisNotReady: true,
      }),
      hideKey,
    );
    return { consume: (key) => health.run(() => shared.consume(key)).catch(() => own[name].consume(key)) };
  };
  return { address: limiter('address', addressPerMinute), user: limiter('user', USER_LIMIT_PER_MINUTE) };
}
