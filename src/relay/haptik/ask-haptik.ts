import type { HaptikAnswer } from './haptik-answer.js';

/**
 * Posts a body to Haptik, once. Rejects when no answer arrives: the connection fails, or `signal` aborts before the
 * status is known. `text` is undefined when the body breaks off or is too long.
 */
export type AskHaptik = (body: string, signal: AbortSignal) => Promise<HaptikAnswer>;

/** The address of Haptik's Log Feedback API and the account's credentials. */
export interface Account {
  haptikUrl: string;
  haptikToken: string;
  haptikClientId: string;
}

/** Returns the three headers that the Log Feedback API requires, for one request: the credentials can change. */
export function haptikHeaders({ haptikToken, haptikClientId }: Account): Record<string, string> {
  return {
    authorization: `Bearer ${haptikToken}`,
    'client-id': haptikClientId,
    'content-type': 'application/json',
  };
}
