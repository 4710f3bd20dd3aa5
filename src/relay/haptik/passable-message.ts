import { ownField } from '../../feedback/own-field.js';

/** The longest `error_message` that is passed on, in UTF-16 units. */
const MESSAGE_MAX_UNITS = 500;

/** A message leaks a secret if both contain the same text of this many UTF-16 units. */
const LEAK_UNITS = 12;

/** Every `error_message` that Haptik documents. They are public, so they always pass. Haptik: Log Feedback API. */
export const DOCUMENTED_MESSAGES = {
  duplicate: 'duplicate feedback',
  noConversation: 'Failed to submit feedback, please make sure there is an active conversation with the agent',
  invalidUser: 'Invalid_User',
  unauthorized: 'invalid authorization details',
  notRegistered: 'user is not registered',
} as const;

/**
 * Reads the `error_message` of Haptik's answer, if it may be passed on.
 *
 * @param secrets - texts that must not come back: the token, the client id, the `auth_id`, the comment
 */
export function passableMessage(body: unknown, secrets: readonly string[]): string | undefined {
  const message = ownField(body, 'error_message');
  if (typeof message !== 'string') return undefined;
  if (Object.values<string>(DOCUMENTED_MESSAGES).includes(message)) return message;
  const isPassable =
    message.length <= MESSAGE_MAX_UNITS &&
    !/\p{Cc}/u.test(message) &&
    secrets.every((secret) => !leaks(message.toLowerCase(), secret.toLowerCase()));
  return isPassable ? message : undefined;
}

/** Tells whether a message contains a secret, or `LEAK_UNITS` units of it, as plain text, as JSON or as part of a URL. */
function leaks(message: string, secret: string): boolean {
  return spellings(secret).some((spelling) => {
    if (spelling.length <= LEAK_UNITS) return spelling !== '' && message.includes(spelling);
    for (let start = 0; start + LEAK_UNITS <= message.length; start++) {
      if (spelling.includes(message.slice(start, start + LEAK_UNITS))) return true;
    }
    return false;
  });
}

function spellings(secret: string): string[] {
  const plainAndJson = [secret, JSON.stringify(secret).slice(1, -1)];
  // `encodeURIComponent` throws on half a surrogate pair.
  return /\p{Cs}/u.test(secret) ? plainAndJson : [...plainAndJson, encodeURIComponent(secret).toLowerCase()];
}
