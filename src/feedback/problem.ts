/**
 * Every kind of problem, and the key of the text in `Messages` that explains it to the visitor.
 *
 * A new kind starts here. `outcomeOf` decides when it occurs.
 */
export const MESSAGE_KEYS = {
  duplicate: 'duplicate',
  'no-conversation': 'noConversation',
  'invalid-user': 'invalidUser',
  unauthorized: 'unauthorized',
  'rate-limited': 'rateLimited',
  rejected: 'rejected',
  unreachable: 'unreachable',
  'server-error': 'serverError',
  expired: 'expired',
} as const;

/** Why feedback was not accepted. */
export type ProblemKind = keyof typeof MESSAGE_KEYS;

/** A reason why feedback was not accepted, as events and callbacks report it. */
export interface Problem {
  kind: ProblemKind;
  /** Seconds, 1 to 60, that a `rate-limited` visitor has to wait; absent when the answer named none. */
  retryAfter?: number | undefined;
  /** The relay's `X-Request-Id`, by which an operator finds the log line; absent when no answer came. */
  requestId?: string | undefined;
}

/** What one try led to: the feedback was recorded, or there was a problem. */
export type Outcome = { kind: 'recorded' } | Problem;

/** True when the feedback may have been recorded although the try failed. Such a try is repeated. */
export function isAmbiguous({ kind }: { kind: Outcome['kind'] }): boolean {
  return kind === 'unreachable' || kind === 'server-error';
}
