/** Limits how often a key may do something within a minute. */
export interface Limiter {
  /** Counts one use. Returns 0 while the key is within its limit, else the seconds until it may try again. */
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
