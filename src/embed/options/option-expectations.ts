import { COMMENT_MAX_UNITS } from '../../feedback/limits.js';
import { DISPLAYS, POSITIONS, RETRIES_MAX, THEMES, TIMEOUT_MAX_MS } from './option-values.js';
import type { Options } from './options.js';

/** What each option must be, for the developer who is told that it is not. */
export const OPTION_EXPECTATIONS: { readonly [Name in keyof Options]-?: string } = {
  relayUrl: 'an https: URL, or a path that begins with "/"',
  businessId: 'a positive integer',
  authId: 'a string of 1 to 256 characters without control characters',
  identityToken: 'a token of visible ASCII characters, or a function that returns one',
  display: DISPLAYS.join(', '),
  position: POSITIONS.join(', '),
  theme: THEMES.join(', '),
  locale: 'a BCP 47 language tag',
  messages: 'an object of texts',
  commentMaxLength: `an integer from 1 to ${COMMENT_MAX_UNITS}`,
  timeoutMs: `an integer from 1 to ${TIMEOUT_MAX_MS}`,
  retries: `an integer from 0 to ${RETRIES_MAX}`,
  remember: 'true or false',
};
