import { COMMENT_MAX_UNITS, DEFAULT_COMMENT_MAX_LENGTH, isAuthId, isBusinessId } from '../../feedback/limits.js';
import type { Options } from './options.js';
import {
  readAskOn,
  readBoolean,
  readConversationId,
  readIdentityToken,
  readLocale,
  readMessages,
  readNumber,
  readRelayUrl,
  readVariableName,
} from './read-option-values.js';

/** What one option accepts. */
export interface OptionRule<Value> {
  /** Reads a property's value or an attribute's text; `undefined` for a value that is not as expected. */
  read(value: unknown): Value | undefined;
  /** What the value must be, for the error message. */
  expected: string;
}

type OptionRules<Name extends keyof Options> = { readonly [Key in Name]-?: OptionRule<NonNullable<Options[Key]>> };

/** The options that say when to ask. Only the code that asks needs them. */
export type AskOptionName = 'askOn' | 'askDelayMs' | 'askShare' | 'askAgainAfterHours' | 'conversationId';

/** What each option accepts, except those that say when to ask. */
export const OPTION_RULES: OptionRules<Exclude<keyof Options, AskOptionName>> = {
  relayUrl: { read: readRelayUrl, expected: 'an https: URL, or a path that begins with "/"' },
  businessId: {
    read: (value) => accept(isBusinessId, readNumber(value)),
    expected: 'a positive integer',
  },
  authId: {
    read: (value) => accept(isAuthId, value),
    expected: 'a string of 1 to 256 characters without control characters',
  },
  identityToken: {
    read: readIdentityToken,
    expected: 'a token of visible ASCII characters, or a function that returns one',
  },
  display: oneOf(['inline', 'popover']),
  position: oneOf(['bottom-right', 'bottom-left', 'top-right', 'top-left']),
  launcher: oneOf(['button', 'tab', 'none']),
  headingLevel: integer(1, 6),
  theme: oneOf(['auto', 'light', 'dark']),
  locale: { read: readLocale, expected: 'a BCP 47 language tag' },
  messages: { read: readMessages, expected: 'an object of texts' },
  commentMaxLength: integer(1, COMMENT_MAX_UNITS),
  timeoutMs: integer(1, 600_000),
  retries: integer(0, 10),
  remember: { read: readBoolean, expected: 'true or false' },
  dataLayer: { read: readVariableName, expected: 'the name of an array on window' },
  debug: { read: readBoolean, expected: 'true or false' },
};

/** What each option accepts that says when to ask. */
export const ASK_OPTION_RULES: OptionRules<AskOptionName> = {
  askOn: {
    read: readAskOn,
    expected: 'a list of event:NAME, haptik:NAME, gone:SELECTOR or delay:SECONDS, separated by commas',
  },
  askDelayMs: integer(0, 600_000),
  askShare: integer(0, 100),
  askAgainAfterHours: integer(0, 8760),
  conversationId: { read: readConversationId, expected: 'a string of 1 to 256 characters' },
};

/** The values of options that are missing or malformed. */
export const OPTION_DEFAULTS = {
  headingLevel: 2,
  theme: 'auto',
  messages: {},
  commentMaxLength: DEFAULT_COMMENT_MAX_LENGTH,
  timeoutMs: 10_000,
  retries: 2,
  remember: true,
} as const satisfies Options;

function accept<Value>(isExpected: (value: unknown) => value is Value, value: unknown): Value | undefined {
  return isExpected(value) ? value : undefined;
}

function oneOf<const Value extends string>(values: readonly Value[]): OptionRule<Value> {
  return { read: (value) => values.find((known) => known === value), expected: values.join(', ') };
}

function integer(min: number, max: number): OptionRule<number> {
  const isInRange = (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
  return { read: (value) => accept(isInRange, readNumber(value)), expected: `an integer from ${min} to ${max}` };
}
