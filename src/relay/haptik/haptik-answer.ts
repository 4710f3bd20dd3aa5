import { outcomeOf } from '../../feedback/outcome.js';
import type { Outcome } from '../../feedback/problem.js';

/** What Haptik said, as far as the relay looks. */
export interface HaptikAnswer {
  status: number;
  retryAfter: string | null;
  /** The body; `undefined` when it was too long, broken off or in an encoding that cannot be read. */
  text: string | undefined;
}

/** What a caller of the relay gets for it. */
export interface RelayAnswer {
  status: number;
  body: { success: true } | { error_message: string };
  retryAfter?: string | undefined;
  outcome: Outcome['kind'] | 'timeout';
}

/** The longest `error_message` that is passed on, in UTF-16 units. */
const MESSAGE_MAX_UNITS = 500;

/** A run of this many units that also occurs in something secret counts as a leak of it. */
const LEAK_UNITS = 12;

/** Every `error_message` that Haptik documents. They are public, so that they pass whatever an `auth_id` looks like. */
const DOCUMENTED = [
  'duplicate feedback',
  'Failed to submit feedback, please make sure there is an active conversation with the agent',
  'Invalid_User',
  'invalid authorization details',
  'user is not registered',
] as const;

/** What stands in for a message that is not passed on, where its meaning is known. */
const STAND_INS: Partial<Record<Outcome['kind'], (typeof DOCUMENTED)[number]>> = {
  duplicate: DOCUMENTED[0],
  'no-conversation': DOCUMENTED[1],
  'invalid-user': DOCUMENTED[2],
  unauthorized: DOCUMENTED[3],
};

/** True for an answer after which Haptik may have recorded the feedback all the same. */
export function mayHaveBeenRecorded({ outcome }: RelayAnswer): boolean {
  return outcome === 'unreachable' || outcome === 'timeout' || outcome === 'server-error';
}

/** Haptik could not be reached, or its connection was lost. */
export const UNREACHABLE: RelayAnswer = {
  status: 502,
  body: { error_message: 'Haptik could not be reached' },
  outcome: 'unreachable',
};

/** Haptik took longer than the relay waits. */
export const TOO_SLOW: RelayAnswer = {
  status: 504,
  body: { error_message: 'Haptik did not answer in time' },
  outcome: 'timeout',
};

/**
 * Turns Haptik's answer into the relay's. Success is passed on only when it says so; a 4xx or 5xx keeps its status
 * whatever its body; everything else is a 502.
 *
 * @param secrets - what must not come back: the token, the `auth_id`, the comment
 */
export function toRelayAnswer(haptik: HaptikAnswer, secrets: readonly string[]): RelayAnswer {
  const body = parse(haptik.text);
  const { kind } = outcomeOf({ status: haptik.status, body }, 0);
  if (kind === 'recorded') {
    // 204 and 205 cannot carry the body that makes a success one.
    const status = haptik.status === 204 || haptik.status === 205 ? 201 : haptik.status;
    return { status, body: { success: true }, outcome: kind };
  }
  const message = passableMessage(body, secrets) ?? STAND_INS[kind];
  if (haptik.status >= 400 && haptik.status <= 599) {
    return {
      status: haptik.status,
      body: {
        error_message: message ?? (haptik.status < 500 ? 'Haptik refused the feedback' : 'Haptik had a problem'),
      },
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

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function passableMessage(body: unknown, secrets: readonly string[]): string | undefined {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'error_message')) return undefined;
  const message = (body as { error_message: unknown }).error_message;
  if (typeof message !== 'string') return undefined;
  const documented = DOCUMENTED.find((known) => known === message);
  if (documented) return documented;
  const passes =
    message.length <= MESSAGE_MAX_UNITS &&
    !/\p{Cc}/u.test(message) &&
    secrets.every((secret) => !leaks(message.toLowerCase(), secret.toLowerCase()));
  return passes ? message : undefined;
}

/** True when the message contains the secret, or a run of it, plainly or as JSON or a URL would write it. */
function leaks(message: string, secret: string): boolean {
  return spellings(secret).some((spelling) => {
    if (spelling.length <= LEAK_UNITS) return spelling !== '' && message.includes(spelling);
    for (let at = 0; at + LEAK_UNITS <= message.length; at++) {
      if (spelling.includes(message.slice(at, at + LEAK_UNITS))) return true;
    }
    return false;
  });
}

function spellings(secret: string): string[] {
  const lowered = [secret, JSON.stringify(secret).slice(1, -1)];
  // Half a surrogate pair has no spelling in a URL.
  if (!/\p{Cs}/u.test(secret)) lowered.push(encodeURIComponent(secret).toLowerCase());
  return lowered;
}

/** Seconds, or a date; nothing else that a header could carry. */
function passableRetryAfter(value: string | null): string | undefined {
  if (value === null) return undefined;
  if (/^\d{1,6}$/.test(value)) return value;
  const date = /^[A-Za-z]{3}, \d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : new Date(date).toUTCString();
}
