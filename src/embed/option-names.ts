import type { Options } from './options.js';

/** Every option. Names are all that the loader knows of them; their values are checked by the form. */
export const OPTION_NAMES =
  'relayUrl,businessId,authId,identityToken,display,position,theme,locale,messages,commentMaxLength,timeoutMs,retries,remember'.split(
    ',',
  ) as readonly (keyof Options)[];

/** The attribute of an option, in kebab case. */
export function attributeOf(option: string): string {
  return option.replace(/[A-Z]/g, '-$&').toLowerCase();
}

/** What an attribute says as a property: the JSON that it holds, else its text. */
export function readAttribute(attribute: string, text: string | null): unknown {
  try {
    // Digits may well be somebody's name.
    return /^auth|^id/.test(attribute) ? text : JSON.parse(text!);
  } catch {
    return text;
  }
}
