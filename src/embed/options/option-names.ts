import type { Options } from './options.js';

/** The attributes of all options. Names are all that the loader knows of options; the form checks their values. */
export const OPTION_ATTRIBUTES =
  'relay-url,business-id,auth-id,identity-token,display,position,theme,locale,messages,comment-max-length,timeout-ms,retries,remember'.split(
    ',',
  );

/** The option that an attribute says, in camel case. */
export function optionOf(attribute: string): keyof Options {
  return attribute.replace(/-./g, (letter) => letter[1]!.toUpperCase()) as keyof Options;
}

/** Every option. */
export const OPTION_NAMES = OPTION_ATTRIBUTES.map(optionOf);

/**
 * What a text says as an option's value: the JSON that it holds. Any other value says itself, as does that of an option
 * that is a text: digits may well be somebody's name, and each failure to read JSON takes a slow phone a frame.
 */
export function readOption(option: keyof Options, value: unknown): unknown {
  try {
    return value === undefined || /^([adilp]|rel|th)/.test(option) ? value : JSON.parse(value as string);
  } catch {
    return value;
  }
}
