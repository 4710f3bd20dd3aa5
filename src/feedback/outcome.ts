import { RETRY_AFTER_MAX_SECONDS } from './limits.js';
import { ownField } from './own-field.js';
import type { Outcome } from './problem.js';

/** The parts of an HTTP answer that decide the outcome. */
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
 * Decides what an answer means. The checks run from the top; the first that matches decides.
 *
 * Source of the messages: Haptik, Log Feedback API. The status of a duplicate is not documented, so its message decides.
 *
 * @param answer - `undefined` when no answer came: connection lost, timeout, or blocked by CORS
 * @param now - milliseconds since the epoch; a date in `Retry-After` is compared with it
 */
export function outcomeOf(answer: Answer | undefined, now: number): Outcome {
  if (!answer) return { kind: 'unreachable' };
  const { status, body } = answer;
  const errorMessage = ownField(body, 'error_message');
  const message = typeof errorMessage === 'string' ? errorMessage : '';

  if (DUPLICATE.test(message)) return { kind: 'duplicate' };
  if (status >= 200 && status < 300) return { kind: ownField(body, 'success') === true ? 'recorded' : 'server-error' };
  if (status === 404 && NO_CONVERSATION.test(message)) return { kind: 'no-conversation' };
  if (status === 403 && INVALID_USER.test(message)) return { kind: 'invalid-user' };
  if (status === 401) return { kind: 'unauthorized' };
  if (status === 429) return { kind: 'rate-limited', retryAfter: readRetryAfter(answer.retryAfter, now) };
  if (status === 0 || (status >= 300 && status < 500)) return { kind: 'rejected' };
  return { kind: 'server-error' };
}

function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return seconds > 0 ? Math.min(seconds, RETRY_AFTER_MAX_SECONDS) : undefined;
}
