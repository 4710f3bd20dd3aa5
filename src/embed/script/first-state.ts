import { isAuthId, isBusinessId } from '../../feedback/limits.js';
import { HOUR_MS, isWithin } from '../../feedback/submission.js';
import type { Messages } from '../../messages/messages.js';
import type { Options } from '../options/options.js';

/**
 * Tells whether the form will begin with the empty questions in this language. When in doubt it says no, and the form's
 * code decides.
 */
export function isFirstStateKnown(locale: string, options: Options, texts: Messages | undefined): boolean {
  const { relayUrl, authId, identityToken, theme = 'auto', headingLevel = 2, messages = {} } = options;
  const businessId: unknown = options.businessId ?? window.haptikInitSettings?.['business-id'];
  return (
    isBusinessId(businessId) &&
    RELAY_URL.test(relayUrl!) &&
    (authId ? isAuthId(authId) : typeof identityToken === 'function') &&
    /^(auto|light|dark)$/.test(theme) &&
    /^[1-6]$/.test(`${headingLevel}`) &&
    typeof messages === 'object' &&
    Object.entries(messages).every(([name, text]) => typeof text === 'string' && !STRUCTURED_TEXT.test(name)) &&
    SIMPLE_TAG.test(locale) &&
    !!(texts || /^en/.test(locale))
  );
}

/** The usual relay URLs. The form's code accepts others too. */
const RELAY_URL = /^((https:\/\/\w[\w.-]*|http:\/\/(localhost|127\.0\.0\.1))(:\d+)?)?\/\w[\w./-]*$/;
/** A tag that is canonical. */
const SIMPLE_TAG = /^[a-z]{2}(-[A-Z]{2})?$/;
/** The names of texts that are no strings. */
const STRUCTURED_TEXT = /^(star|ratingWords|charactersLeft|retryIn)$/;

/**
 * True when this browser holds a draft, feedback that waits, or the time of feedback within the last hour, of any visitor.
 *
 * `keysOf` in src/memory/memory.ts names the keys.
 */
export function isVisitorRemembered(): boolean {
  try {
    return [localStorage, sessionStorage].some((store) =>
      Object.keys(store).some(
        (key) =>
          /^hf:(draft|waiting)/.test(key) ||
          (/^hf:sent/.test(key) && isWithin(HOUR_MS, Number(store.getItem(key)), Date.now())),
      ),
    );
  } catch {
    return false; // The browser blocks storage.
  }
}
