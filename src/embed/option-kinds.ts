import type { Options } from './options.js';

/** What an option is as a property of the element: read from its attribute, an option becomes of this kind. */
type Kind = 'text' | 'number' | 'boolean' | 'json';

/** Every option, which the loader knows by name and kind alone; their values are checked by the form. */
export const OPTION_KINDS: { [Name in keyof Options]-?: Kind } = {
  relayUrl: 'text',
  businessId: 'number',
  authId: 'text',
  identityToken: 'text',
  display: 'text',
  position: 'text',
  theme: 'text',
  locale: 'text',
  messages: 'json',
  commentMaxLength: 'number',
  timeoutMs: 'number',
  retries: 'number',
  remember: 'boolean',
};

export const OPTION_NAMES = Object.keys(OPTION_KINDS) as (keyof Options)[];
