import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';

/** Counts what a key does within a minute. */
export interface Limiter {
  /** @returns 0 while the key is within its limit, else the seconds after which it may try again */
  consume(key: string): Promise<number>;
}

/** The two limits of a relay. */
export interface Limits {
  address: Limiter;
  user: Limiter;
}

/** Requests a minute for each user (`auth_id`). */
export const USER_LIMIT_PER_MINUTE = 6;

/** The period of every limit, in seconds. */
export const LIMIT_SECONDS = 60;

/** Limits that this process, or isolate, keeps to itself. */
export function memoryLimits(addressPerMinute: number): Limits {
  return { address: memoryLimiter(addressPerMinute), user: memoryLimiter(USER_LIMIT_PER_MINUTE) };
}

function memoryLimiter(points: number): Limiter {
  const limiter = new RateLimiterMemory({ points, duration: LIMIT_SECONDS });
  return { consume: (key) => secondsToWait(limiter.consume(key)) };
}

/** Reads what a limiter of rate-limiter-flexible says: it rejects with a result when the limit is reached. */
export async function secondsToWait(consumption: Promise<unknown>): Promise<number> {
  try {
    await consumption;
    return 0;
  } catch (result) {
    if (result instanceof RateLimiterRes) return Math.max(1, Math.ceil(result.msBeforeNext / 1000));
    throw result;
  }
}
