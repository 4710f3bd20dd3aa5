import { isLoopback } from '../../feedback/loopback.js';
import type { Messages } from '../../messages/messages.js';
import type { Options } from './options.js';

// Each function reads a property's value or an attribute's text. It returns `undefined` for a value that the option does
// not accept.

/** Reads an absolute `https:` URL (`http:` for loopback), or a path on the page's origin. */
export function readRelayUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\/(?![/\\])/.test(value)) return value;
  const [, protocol, hostname] = ABSOLUTE_URL.exec(value) ?? [];
  return protocol?.toLowerCase() === 'https' || (hostname && isLoopback(hostname)) ? value : undefined;
}

/** Scheme and host name, without user and password. No `URL`, because some pages have a variable `URL` of their own. */
const ABSOLUTE_URL = /^(https?):\/\/([^\s/?#@\\:[]+|\[[\da-f:]+\])(?::\d+)?(?:[/?#]|$)/i;

/** Reads a token of visible ASCII characters, or a function that returns one. */
export function readIdentityToken(value: unknown): Options['identityToken'] {
  if (typeof value === 'function') return value as () => string;
  return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? value : undefined;
}

/** Reads a BCP 47 tag, and returns it in its canonical form. */
export function readLocale(value: unknown): string | undefined {
  try {
    return typeof value === 'string' ? Intl.getCanonicalLocales(value)[0] : undefined;
  } catch {
    return undefined;
  }
}

/** Reads texts from an object, or from its JSON. */
export function readMessages(value: unknown): Partial<Messages> | undefined {
  try {
    const texts: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    if (typeof texts !== 'object' || texts === null || Array.isArray(texts)) return undefined;
    const given = Object.entries(texts).filter(([, text]) => text !== undefined);
    return given.every(([name, text]) => isText(name, text)) ? Object.fromEntries(given) : undefined;
  } catch {
    return undefined;
  }
}

const PLURALS: readonly string[] = ['star', 'charactersLeft', 'retryIn'] satisfies (keyof Messages)[];

function isText(name: string, text: unknown): boolean {
  if (name === 'ratingWords') return Array.isArray(text) && [0, 5].includes(text.length) && text.every(isString);
  if (!PLURALS.includes(name)) return typeof text === 'string';
  return typeof text === 'object' && text !== null && 'other' in text && Object.values(text).every(isString);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** Reads a boolean; the empty text of a bare attribute is `true`. */
export function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === '' ? true : value === 'false' ? false : undefined;
}

/** Reads the name of a global variable. */
export function readVariableName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w$]+$/.test(value) ? value : undefined;
}

/** Reads a list of triggers, with valid selectors and seconds. */
export function readAskOn(value: unknown): string | undefined {
  return typeof value === 'string' && value.split(',').every((trigger) => isTrigger(trigger.trim()))
    ? value
    : undefined;
}

function isTrigger(trigger: string): boolean {
  const [, kind, argument = ''] = /^(event|haptik|gone|delay):\s*(\S.*)$/.exec(trigger) ?? [];
  if (kind === 'delay') return /^\d+(\.\d+)?$/.test(argument) && Number(argument) <= 86_400;
  if (kind !== 'gone') return !!kind;
  try {
    document.createDocumentFragment().querySelector(argument);
    return true;
  } catch {
    return false;
  }
}

/** Reads a text of 1 to 256 characters. */
export function readConversationId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 256 ? value : undefined;
}

/** Converts digits to a number; returns any other value as it is. */
export function readNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}
