/** How long Haptik may take for what was begun. */
export interface TimeLimit {
  /** Aborted when the time is up. */
  readonly signal: AbortSignal;
  /** What was begun has ended. */
  end(): void;
}

/** Milliseconds within which those who begin share a limit. */
const SHARED_MS = 50;

/** A limit of its own for each. */
export function ownTimeLimit(milliseconds: number): TimeLimit {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), milliseconds);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

/**
 * One limit for all that begin at about the same time: signals and timers are dear on Node. Nobody has less than the
 * time given, and the first have a little more. Not for Workers, where requests may share nothing that waits.
 */
export function sharedTimeLimit(milliseconds: number): () => TimeLimit {
  let current: TimeLimit | undefined;
  let until = 0;
  return () => {
    const now = performance.now();
    if (current && now < until) return current;
    const controller = new AbortController();
    setTimeout(() => controller.abort(), milliseconds + SHARED_MS).unref();
    until = now + SHARED_MS;
    current = { signal: controller.signal, end() {} };
    return current;
  };
}
