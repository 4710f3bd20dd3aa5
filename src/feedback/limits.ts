import type { Rating } from './feedback.js';

/** All ratings, lowest first. Haptik: Log Feedback API, `query_rating`. */
export const RATINGS: readonly Rating[] = [1, 2, 3, 4, 5];

/** The longest `authId`, in UTF-16 units. */
export const AUTH_ID_MAX_LENGTH = 256;

/** The longest comment that goes on the wire, in UTF-16 units. */
export const COMMENT_MAX_UNITS = 10_000;

/** The default of `commentMaxLength`, in characters as a person counts them. */
export const DEFAULT_COMMENT_MAX_LENGTH = 1000;

/** The longest pause of *Send feedback* after a `rate-limited` answer, in seconds. */
export const RETRY_AFTER_MAX_SECONDS = 60;

/** True for a string of 1 to 256 UTF-16 units without control characters of ASCII and Latin-1. */
export function isAuthId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= AUTH_ID_MAX_LENGTH &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern refuses control characters
    !/[\u0000-\u001f\u007f-\u009f]/.test(value)
  );
}

/** True for a positive integer that JSON represents exactly. */
export function isBusinessId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** True for an integer from 1 to 5. */
export function isRating(value: unknown): value is Rating {
  return RATINGS.includes(value as Rating);
}
