import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';
import type { Limiter } from './limiter.js';

/**
 * Makes a limiter of one of rate-limiter-flexible's, which rejects with a result when the limit is reached.
 *
 * @param nameKey - what the key is called in the store; the key itself by default
 */
export function createFlexibleLimiter(
  store: { consume(key: string): Promise<unknown> },
  nameKey: (key: string) => string = (key) => key,
): Limiter {
  return {
    async consume(key) {
      try {
        await store.consume(nameKey(key));
        return 0;
      } catch (result) {
        if (result instanceof RateLimiterRes) return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
        throw result;
      }
    },
  };
}
