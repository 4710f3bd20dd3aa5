import { ASK_OPTION_RULES, type AskOptionName } from './option-rules.js';
import type { Options } from './options.js';

/** The options that say when to ask, checked. */
export type ResolvedAskOptions = Pick<Options, 'askDelayMs' | 'conversationId'> &
  Required<{ [Name in 'askShare' | 'askAgainAfterHours']: number }> & { askOn: string };

const DEFAULTS = { askShare: 100, askAgainAfterHours: 24 };

/**
 * Checks the options that say when to ask, and adds defaults.
 *
 * @param report - called with the name of each option that is malformed
 * @returns `undefined` when nothing opens the panel by itself
 */
export function resolveAskOptions(
  options: Options,
  report: (name: AskOptionName) => void,
): ResolvedAskOptions | undefined {
  const resolved: Options = { ...DEFAULTS };
  for (const name of Object.keys(ASK_OPTION_RULES) as AskOptionName[]) {
    const given = options[name];
    if (given === undefined || given === null || given === '') continue;
    const value = ASK_OPTION_RULES[name].read(given);
    if (value === undefined) report(name);
    else Object.assign(resolved, { [name]: value });
  }
  return resolved.askOn ? (resolved as ResolvedAskOptions) : undefined;
}
