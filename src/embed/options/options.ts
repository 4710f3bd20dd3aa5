import { COMMENT_MAX_UNITS, DEFAULT_COMMENT_MAX_LENGTH, isAuthId, isBusinessId } from '../../feedback/limits.js';
import { isLoopback } from '../../feedback/loopback.js';
import type { Messages } from '../../messages/messages.js';
import { DISPLAYS, POSITIONS, RETRIES_MAX, THEMES, TIMEOUT_MAX_MS } from './option-values.js';

/** How a site sets the widget up: as props of the component, properties or attributes of the element. */
export interface Options {
  /** Where feedback is posted: an absolute `https:` URL (`http:` for loopback), or a path on the page's origin. Required. */
  relayUrl?: string | undefined;
  /** The Haptik channel that the feedback is about. Required, unless Haptik's Web SDK on the page says it. */
  businessId?: number | undefined;
  /** The visitor's identifier, 1–256 characters. Nothing is shown until this or `identityToken` is given. */
  authId?: string | undefined;
  /** A token that the site has signed, or a function that gives one or a promise of one. */
  identityToken?: string | (() => string | Promise<string>) | undefined;
  /** `popover`: a launcher button opens the form; `inline` is the default. Element and script only. */
  display?: 'inline' | 'popover' | undefined;
  /** The corner of the launcher; `bottom-right` is the default. Element and script only. */
  position?: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left' | undefined;
  /** `auto`, the default, follows the page's own `color-scheme`. */
  theme?: 'auto' | 'light' | 'dark' | undefined;
  /** A BCP 47 tag; else `<html lang>`, else the browser's. */
  locale?: string | undefined;
  /** Texts that take the place of the locale's. */
  messages?: Partial<Messages> | undefined;
  /** In characters as a person counts them, 1–10000; 1000. */
  commentMaxLength?: number | undefined;
  /** How long one try may take, in milliseconds; 10000. */
  timeoutMs?: number | undefined;
  /** How often a try is repeated by itself when no clear answer came; 2. */
  retries?: number | undefined;
  /** Whether the browser remembers the draft, the time of the last feedback and what waits to be sent; `true`. */
  remember?: boolean | undefined;
}

/** Options with their defaults, each of them good. */
export interface ResolvedOptions {
  relayUrl: string;
  businessId: number;
  authId: string | undefined;
  identityToken: Options['identityToken'];
  theme: 'auto' | 'light' | 'dark';
  locale: string | undefined;
  messages: Partial<Messages>;
  commentMaxLength: number;
  timeoutMs: number;
  retries: number;
  remember: boolean;
}

/**
 * - `absent`: no visitor is known yet, or the page is not there yet that says the business, so nothing is shown
 * - `unusable`: a required option is missing or malformed, so the form could not work
 */
export type Resolution = ResolvedOptions | 'absent' | 'unusable';

/** Each reads a property's value or an attribute's text; `undefined` for what is not as expected. */
const READERS: { [Name in keyof Options]-?: (value: unknown) => NonNullable<Options[Name]> | undefined } = {
  relayUrl: readRelayUrl,
  businessId: (value) => when(isBusinessId, toNumber(value)),
  authId: (value) => when(isAuthId, value),
  identityToken: (value) =>
    typeof value === 'function'
      ? (value as () => string)
      : when((text): text is string => typeof text === 'string' && /^[\x21-\x7e]+$/.test(text), value),
  display: oneOf(DISPLAYS),
  position: oneOf(POSITIONS),
  theme: oneOf(THEMES),
  locale: readLocale,
  messages: readMessages,
  commentMaxLength: (value) => integer(value, 1, COMMENT_MAX_UNITS),
  timeoutMs: (value) => integer(value, 1, TIMEOUT_MAX_MS),
  retries: (value) => integer(value, 0, RETRIES_MAX),
  remember: readBoolean,
};

const DEFAULTS = {
  theme: 'auto',
  messages: {},
  commentMaxLength: DEFAULT_COMMENT_MAX_LENGTH,
  timeoutMs: 10_000,
  retries: 2,
  remember: true,
} satisfies Partial<ResolvedOptions>;

/**
 * Reads options and gives them their defaults.
 *
 * @param report - hears the name of each bad option
 */
export function resolveOptions(options: Options, report: (name: keyof Options) => void): Resolution {
  const authId = options.authId || undefined;
  const identityToken = options.identityToken || undefined;
  const businessId: unknown = options.businessId ?? globalThis.window?.haptikInitSettings?.['business-id'];
  if (!authId && !identityToken) return 'absent';
  // Haptik's settings may stand further down the page.
  if (!businessId && globalThis.document?.readyState === 'loading') return 'absent';

  const given: Record<string, unknown> = { ...options, authId, identityToken, businessId };
  const resolved: Partial<ResolvedOptions> = { ...DEFAULTS };
  for (const [name, read] of Object.entries(READERS)) {
    const value = given[name] ?? undefined;
    const good = value === undefined ? undefined : read(value);
    if (good !== undefined) Object.assign(resolved, { [name]: good });
    else if (value !== undefined || /^(relayU|business)/.test(name)) report(name as keyof Options);
  }
  const isUsable = resolved.relayUrl && resolved.businessId && (resolved.authId || resolved.identityToken);
  return isUsable ? (resolved as ResolvedOptions) : 'unusable';
}

function when<Value>(accepts: (value: unknown) => value is Value, value: unknown): Value | undefined {
  return accepts(value) ? value : undefined;
}

function oneOf<Value extends string>(values: readonly Value[]): (value: unknown) => Value | undefined {
  return (value) => values.find((known) => known === value);
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === '' ? true : value === 'false' ? false : undefined;
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

function integer(value: unknown, min: number, max: number): number | undefined {
  const number = toNumber(value);
  return Number.isInteger(number) && (number as number) >= min && (number as number) <= max
    ? (number as number)
    : undefined;
}

function readRelayUrl(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\/(?![/\\])/.test(value)) return value;
  try {
    const { protocol, hostname, username, password } = new URL(value);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return isSafe && !username && !password ? value : undefined;
  } catch {
    return undefined;
  }
}

function readLocale(value: unknown): string | undefined {
  try {
    return typeof value === 'string' ? Intl.getCanonicalLocales(value)[0] : undefined;
  } catch {
    return undefined;
  }
}

function readMessages(value: unknown): Partial<Messages> | undefined {
  try {
    const texts: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    if (typeof texts !== 'object' || texts === null || Array.isArray(texts)) return undefined;
    const given = Object.entries(texts).filter(([, text]) => text !== undefined);
    return given.every(([name, text]) => isText(name, text)) ? Object.fromEntries(given) : undefined;
  } catch {
    return undefined;
  }
}

const PLURALS: readonly string[] = ['star', 'charactersLeft'] satisfies (keyof Messages)[];

function isText(name: string, text: unknown): boolean {
  if (!PLURALS.includes(name)) return typeof text === 'string';
  return typeof text === 'object' && text !== null && 'other' in text && Object.values(text).every(isString);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

declare global {
  interface Window {
    /** Haptik: Web SDK. */
    haptikInitSettings?: { 'business-id'?: unknown };
  }
}
