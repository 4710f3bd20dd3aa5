import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { createFlexibleLimiter } from './flexible-limiter.js';
import { LIMIT_SECONDS, type Limits, USER_LIMIT_PER_MINUTE } from './limiter.js';

/**
 * Keeps limits in this process or isolate. A timer deletes each key after its minute. On Workers a timer ends with its
 * request, so a key stays until the isolate ends; the bindings of `createBindingLimits` avoid that.
 */
export function createMemoryLimits(addressPerMinute: number): Limits {
  const limiter = (points: number) => createFlexibleLimiter(new RateLimiterMemory({ points, duration: LIMIT_SECONDS }));
  return { address: limiter(addressPerMinute), user: limiter(USER_LIMIT_PER_MINUTE) };
}
