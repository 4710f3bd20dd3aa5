import type { Log } from './log.js';

/** The shortest time between two lines, in milliseconds. */
const REPEAT_MS = 60 * 60 * 1000;

/**
 * Creates a function that writes a line for something that may happen often: at once, and then at most once an hour. The
 * field `count` says how often it happened since the last line.
 *
 * @param now - returns milliseconds since the epoch
 */
export function createThrottledLine(
  log: Log,
  level: 'warn' | 'error',
  message: string,
  now: () => number = Date.now,
): (fields?: object) => void {
  let count = 0;
  let writtenAt = Number.NEGATIVE_INFINITY;
  return (fields = {}) => {
    count += 1;
    if (now() - writtenAt < REPEAT_MS) return;
    log[level]({ ...fields, count }, message);
    writtenAt = now();
    count = 0;
  };
}
