import { RETRY_AFTER_MAX_SECONDS } from './limits.js';

/** Why feedback was not accepted. */
export type ProblemKind =
  | 'duplicate'
  | 'no-conversation'
  | 'invalid-user'
  | 'unauthorized'
  | 'rate-limited'
  | 'rejected'
  | 'unreachable'
  | 'server-error'
  | 'expired';

export interface Problem {
  kind: ProblemKind;
  /** Seconds, 1 to 60, that a `rate-limited` visitor is asked to wait; absent when the answer named none. */
  retryAfter?: number | undefined;
}

/** What one try came to: the feedback was recorded, or a problem. */
export type Outcome = { kind: 'recorded' } | Problem;

/** An answer as far as it matters here. */
export interface Answer {
  /** The HTTP status; 0 for a redirect that the browser hides (`opaqueredirect`). */
  status: number;
  /** The parsed JSON, or `undefined` when the body is not JSON. */
  body?: unknown;
  /** The `Retry-After` header. */
  retryAfter?: string | null | undefined;
}

const NO_CONVERSATION = /active\s+conversation/i;
const INVALID_USER = /^\s*invalid[_\s]+user\s*$/i;
const DUPLICATE = /duplicate[_\s]+feedback/i;

/**
 * Decides what an answer means. It is a table, read from the top; the first row that fits is taken.
 *
 * @param answer - `undefined` when none came: connection lost, time out, or blocked
 * @param now - milliseconds since the epoch, against which a date in `Retry-After` is read
 */
export function outcomeOf(answer: Answer | undefined, now: number): Outcome {
  if (!answer) return { kind: 'unreachable' };
  const { status, body } = answer;
  const says = own(body, 'error_message');
  const message = typeof says === 'string' ? says : '';

  if (DUPLICATE.test(message)) return { kind: 'duplicate' };
  if (status >= 200 && status < 300) return { kind: own(body, 'success') === true ? 'recorded' : 'server-error' };
  if (status === 404 && NO_CONVERSATION.test(message)) return { kind: 'no-conversation' };
  if (status === 403 && INVALID_USER.test(message)) return { kind: 'invalid-user' };
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 429) return { kind: 'rate-limited', retryAfter: readRetryAfter(answer.retryAfter, now) };
  if (status === 0 || (status >= 300 && status < 500)) return { kind: 'rejected' };
  return { kind: 'server-error' };
}

/** True for a problem after which the feedback may have been recorded all the same, so that it is tried again. */
export function isAmbiguous({ kind }: { kind: Outcome['kind'] }): boolean {
  return kind === 'unreachable' || kind === 'server-error';
}

function own(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, name)
    ? (body as Record<string, unknown>)[name]
    : undefined;
}

function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return seconds > 0 ? Math.min(seconds, RETRY_AFTER_MAX_SECONDS) : undefined;
}
