import { outcomeOf } from '../../feedback/outcome.js';
import type { Outcome } from '../../feedback/problem.js';
import { DOCUMENTED_MESSAGES, passableMessage } from './passable-message.js';

/** The parts of Haptik's answer that the relay uses. */
export interface HaptikAnswer {
  status: number;
  retryAfter: string | null;
  /** The body. `undefined` when it is too long, breaks off or has an encoding that cannot be decoded. */
  text: string | undefined;
}

/** The relay's answer to feedback that passed its checks. */
export interface RelayAnswer {
  status: number;
  body: { success: true } | { error_message: string };
  retryAfter?: string | undefined;
  outcome: Outcome['kind'] | 'timeout';
}

/** Haptik's documented messages by outcome: each replaces a message that must not be passed on. */
const REPLACEMENTS: Partial<Record<Outcome['kind'], string>> = {
  duplicate: DOCUMENTED_MESSAGES.duplicate,
  'no-conversation': DOCUMENTED_MESSAGES.noConversation,
  'invalid-user': DOCUMENTED_MESSAGES.invalidUser,
  unauthorized: DOCUMENTED_MESSAGES.unauthorized,
};

/** Answers that Haptik recorded the feedback. */
export function success(status = 201): RelayAnswer {
  return { status, body: { success: true }, outcome: 'recorded' };
}

/** Answers that Haptik could not be reached, or that the connection was lost. */
export const UNREACHABLE: RelayAnswer = {
  status: 502,
  body: { error_message: 'Haptik could not be reached' },
  outcome: 'unreachable',
};

/** Answers that Haptik took longer than the relay waits. */
export const TOO_SLOW: RelayAnswer = {
  status: 504,
  body: { error_message: 'Haptik did not answer in time' },
  outcome: 'timeout',
};

/** Tells whether Haptik may have recorded the feedback although the answer is no success. */
export function mayHaveBeenRecorded({ outcome }: RelayAnswer): boolean {
  return outcome === 'unreachable' || outcome === 'timeout' || outcome === 'server-error';
}

/**
 * Turns Haptik's answer into the relay's. A success must say so in its body. A 4xx or 5xx keeps its status, whatever
 * its body. Everything else becomes a 502.
 *
 * @param secrets - texts that must not come back: the token, the client id, the `auth_id`, the comment
 */
export function toRelayAnswer(haptik: HaptikAnswer, secrets: readonly string[]): RelayAnswer {
  const { status } = haptik;
  const body = parseJson(haptik.text);
  const { kind } = outcomeOf({ status, body }, 0);
  // An answer with status 204 or 205 cannot carry the relay's body.
  if (kind === 'recorded') return success(status === 204 || status === 205 ? 201 : status);

  const message = passableMessage(body, secrets) ?? REPLACEMENTS[kind];
  if (status >= 400 && status <= 599) {
    const fallback = status < 500 ? 'Haptik refused the feedback' : 'Haptik had a problem';
    return {
      status,
      body: { error_message: message ?? fallback },
      retryAfter: passableRetryAfter(haptik.retryAfter),
      outcome: kind,
    };
  }
  return {
    status: 502,
    body: { error_message: message ?? 'Haptik did not confirm the feedback' },
    outcome: kind === 'duplicate' ? kind : 'server-error',
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns `Retry-After` if it is a number of seconds or a date; drops any other text. */
function passableRetryAfter(value: string | null): string | undefined {
  if (value === null) return undefined;
  if (/^\d{1,6}$/.test(value)) return value;
  const date = /^[A-Za-z]{3}, \d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : new Date(date).toUTCString();
}
