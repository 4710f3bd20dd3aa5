import { AUTH_ID_MAX_LENGTH, COMMENT_MAX_UNITS, isAuthId, isBusinessId, isRating } from './limits.js';
import { ownField } from './own-field.js';
import type { WireFeedback } from './wire.js';

/** A mistake in a request body. The message names the field and the expected value, never the value that was sent. */
export interface WireMistake {
  field: 'body' | keyof WireFeedback;
  message: string;
}

/** Half a surrogate pair, or a character that changes the direction of the text around it. */
const UNSAFE_IN_ID = /[\p{Surrogate}\p{Bidi_Control}]/u;

/** A visible character. */
const VISIBLE = /[^\p{Other}\p{Separator}\p{Default_Ignorable_Code_Point}]/u;

/** Control characters except tab and line breaks, and the embeddings, overrides and isolates of bidirectional text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern finds control characters
const UNSAFE_IN_COMMENT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

const FIELDS: readonly { name: keyof WireFeedback; expected: string; accepts: (value: unknown) => boolean }[] = [
  {
    name: 'auth_id',
    expected: `must be a string of 1 to ${AUTH_ID_MAX_LENGTH} characters without control characters, and not invisible`,
    accepts: isWireAuthId,
  },
  { name: 'business_id', expected: 'must be a positive integer', accepts: isBusinessId },
  { name: 'query_resolved', expected: 'must be true or false', accepts: (value) => typeof value === 'boolean' },
  { name: 'query_rating', expected: 'must be an integer from 1 to 5', accepts: isRating },
  {
    name: 'feedback',
    expected: `must be a string of at most ${COMMENT_MAX_UNITS} UTF-16 units`,
    accepts: (value) => value === undefined || (typeof value === 'string' && value.length <= COMMENT_MAX_UNITS),
  },
];

/** True for an `auth_id` with a visible character, and without characters that can disguise the text around it. */
export function isWireAuthId(value: unknown): value is string {
  return isAuthId(value) && !UNSAFE_IN_ID.test(value) && VISIBLE.test(value);
}

/**
 * Validates a request body. Reads only the five fields of Haptik's API, and none from a prototype.
 *
 * @param body - parsed JSON of unknown shape
 * @param authIdRequired - `false` when an identity token already identifies the visitor
 * @returns the five fields (an absent one is `undefined`), or the first mistake
 */
export function parseWire(body: unknown, authIdRequired = true): WireFeedback | WireMistake {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { field: 'body', message: 'body must be a JSON object' };
  }
  const parsed: Record<keyof WireFeedback, unknown> = {
    auth_id: undefined,
    business_id: undefined,
    query_resolved: undefined,
    query_rating: undefined,
    feedback: undefined,
  };
  for (const { name, expected, accepts } of FIELDS) {
    const value = ownField(body, name);
    if (value === undefined && name === 'auth_id' && !authIdRequired) continue;
    if (!accepts(value)) return { field: name, message: `${name} ${expected}` };
    parsed[name] = name === 'feedback' ? cleanComment(value as string | undefined) : value;
  }
  return parsed as WireFeedback;
}

/**
 * Makes a comment well-formed Unicode without control characters. Invisible characters that languages need stay, such as
 * the joiners in Persian and in emoji. Returns `undefined` for a comment without a visible character.
 */
function cleanComment(comment: string | undefined): string | undefined {
  const clean = comment?.replace(/\p{Surrogate}/gu, '\ufffd').replace(UNSAFE_IN_COMMENT, '');
  return clean !== undefined && VISIBLE.test(clean) ? clean : undefined;
}

/** True when `parseWire` returned a mistake. */
export function isWireMistake(result: WireFeedback | WireMistake): result is WireMistake {
  return 'field' in result && 'message' in result;
}
