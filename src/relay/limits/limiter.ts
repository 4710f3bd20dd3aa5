import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';

/** Counts what a key does within a minute. */
export interface Limiter {
  /** @returns 0 while the key is within its limit, else the seconds after which it may try again */
  consume(key: string): number | Promise<number>;
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
const LIMIT_MS = LIMIT_SECONDS * 1000;

/** Limits that this process, or isolate, keeps to itself. */
export function memoryLimits(addressPerMinute: number): Limits {
  return { address: memoryLimiter(addressPerMinute), user: memoryLimiter(USER_LIMIT_PER_MINUTE) };
}

/** A window of a key's: it begins with the key's first request. */
interface Window {
  count: number;
  until: number;
}

/** Without a timer for each key, whose upkeep would cost more than the counting. */
function memoryLimiter(points: number): Limiter {
  // A window is as long as a generation, so that one that still counts is in one of two.
  let young = new Map<string, Window>();
  let old = new Map<string, Window>();
  let youngUntil = 0;
  return {
    consume(key) {
      const now = performance.now();
      if (now >= youngUntil) {
        old = young;
        young = new Map();
        youngUntil = now + LIMIT_MS;
      }
      const window = young.get(key) ?? old.get(key);
      if (window === undefined || window.until <= now) {
        young.set(key, { count: 1, until: now + LIMIT_MS });
        return 0;
      }
      window.count += 1;
      return window.count <= points ? 0 : Math.ceil((window.until - now) / 1000);
    },
  };
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
