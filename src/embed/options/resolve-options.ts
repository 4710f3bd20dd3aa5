import { type AskOptionName, OPTION_DEFAULTS, OPTION_RULES } from './option-rules.js';
import type { Options } from './options.js';

type Settled = 'relayUrl' | 'businessId' | keyof typeof OPTION_DEFAULTS;

/** The options that the form checks. */
export type FormOptionName = Exclude<keyof Options, AskOptionName>;

/** Options that were checked, with their defaults. */
export type ResolvedOptions = {
  [Name in FormOptionName]-?: Name extends Settled ? NonNullable<Options[Name]> : Options[Name] | undefined;
};

/**
 * - `absent`: the visitor is not known yet, or the part of the page that may name the business is not parsed yet, so
 *   nothing is shown
 * - `unusable`: a required option is missing or malformed, so the form could not work
 */
export type Resolution = ResolvedOptions | 'absent' | 'unusable';

/**
 * Checks options and adds defaults.
 *
 * @param report - called with the name of each option that is malformed, or required and missing
 */
export function resolveOptions(options: Options, report: (name: FormOptionName) => void): Resolution {
  const authId = options.authId || undefined;
  const identityToken = options.identityToken || undefined;
  const businessId: unknown = options.businessId ?? globalThis.window?.haptikInitSettings?.['business-id'];
  if (!authId && !identityToken) return 'absent';
  // Haptik's settings may stand further down the page.
  if (!businessId && globalThis.document?.readyState === 'loading') return 'absent';

  const given: Record<string, unknown> = { ...options, authId, identityToken, businessId };
  const resolved: Options = { ...OPTION_DEFAULTS };
  for (const name of Object.keys(OPTION_RULES) as FormOptionName[]) {
    const isMissing = given[name] === undefined || given[name] === null;
    const value = isMissing ? undefined : OPTION_RULES[name].read(given[name]);
    if (value !== undefined) Object.assign(resolved, { [name]: value });
    else if (!isMissing || name === 'relayUrl' || name === 'businessId') report(name);
  }
  const isUsable = resolved.relayUrl && resolved.businessId && (resolved.authId || resolved.identityToken);
  return isUsable ? (resolved as ResolvedOptions) : 'unusable';
}

declare global {
  interface Window {
    /** Haptik: Web SDK, initialization settings. */
    haptikInitSettings?: { 'business-id'?: unknown; 'initialize-language'?: unknown; sdkEvents?: unknown };
  }
}
