import type { Options } from './options.js';

// The loader knows the names of options and nothing else about them; the form checks their values.

type OptionName = keyof Options;

/** Options whose attribute is the value itself. */
const TEXT_OPTIONS: OptionName[] = [
  'relayUrl',
  'authId',
  'identityToken',
  'display',
  'position',
  'launcher',
  'theme',
  'locale',
  'askOn',
  'conversationId',
  'dataLayer',
];

/** Options whose attribute is JSON: a number, a boolean or an object. */
const JSON_OPTIONS: OptionName[] = [
  'businessId',
  'headingLevel',
  'messages',
  'commentMaxLength',
  'timeoutMs',
  'retries',
  'remember',
  'askDelayMs',
  'askShare',
  'askAgainAfterHours',
  'debug',
];

/** The name of every option. */
export const OPTION_NAMES: readonly OptionName[] = [...TEXT_OPTIONS, ...JSON_OPTIONS];

/** Converts an option's name to that of its attribute: `relayUrl` to `relay-url`. */
export function attributeOf(option: OptionName): string {
  return option.replace(/[A-Z]/g, '-$&').toLowerCase();
}

/** Finds the option that an attribute spells, as `relay-url` or `relayurl`. */
export function optionOf(attribute: string): OptionName {
  return OPTION_NAMES.find((option) => option.toLowerCase() === attribute.replace(/-/g, ''))!;
}

/**
 * Converts an attribute's text to the option's value.
 *
 * @returns the text itself if it is not JSON, so that the form can report it
 */
export function parseAttribute(option: OptionName, text: string | null): unknown {
  // Texts are not parsed: a failed JSON.parse() costs a slow phone a frame, and `auth-id="42"` must stay a text.
  if (TEXT_OPTIONS.includes(option)) return text;
  try {
    return JSON.parse(text!);
  } catch {
    return text;
  }
}
