import { HOUR_MS, isWithin } from '../../feedback/submission.js';
import type { AskMemory } from '../../memory/ask-memory.js';
import type { ResolvedAskOptions } from '../options/resolve-ask-options.js';

/** What is known when a visitor could be asked. */
export interface AskState {
  /** Whether the panel is open. */
  isOpen: boolean;
  /** The visitor's place among all visitors, from 0 to below 100. */
  share: number;
  /** When feedback was last recorded, in milliseconds since the epoch. */
  sentAt: number | undefined;
  memory: Pick<AskMemory, 'readAskedAt' | 'hasAskedAbout'>;
}

/**
 * Returns why the visitor is not asked, in words for the console; `undefined` when there is no reason against it.
 *
 * @param now - milliseconds since the epoch
 */
export function findReasonAgainst(
  { isOpen, share, sentAt, memory }: AskState,
  {
    askShare,
    askAgainAfterHours,
    conversationId,
  }: Pick<ResolvedAskOptions, 'askShare' | 'askAgainAfterHours' | 'conversationId'>,
  now: number,
): string | undefined {
  if (isOpen) return 'the form is open';
  if (share >= askShare) return `askShare is ${askShare}, and this visitor is not in that share`;
  if (isWithin(HOUR_MS, sentAt, now)) return 'feedback was shared less than an hour ago';
  if (conversationId !== undefined)
    return memory.hasAskedAbout(conversationId) ? 'the visitor was asked about this conversation' : undefined;
  const isRecent = isWithin(askAgainAfterHours * HOUR_MS, memory.readAskedAt(), now);
  return isRecent ? `the visitor was asked less than ${askAgainAfterHours} hours ago` : undefined;
}
