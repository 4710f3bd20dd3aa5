import { errorForLog, type Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { AskHaptik } from './ask-haptik.js';
import { type RelayAnswer, TOO_SLOW, toRelayAnswer, UNREACHABLE } from './haptik-answer.js';

/** Asks Haptik, once, and never rejects. Also returns how long Haptik took, in milliseconds. */
export type AskInTime = (
  requestId: string,
  body: string,
  secrets: readonly string[],
) => Promise<{ answer: RelayAnswer; milliseconds: number }>;

/**
 * Creates the function that asks Haptik, cancels the request when the time is up, and measures how long it took.
 *
 * @param timeoutMs - how long to wait for Haptik, in milliseconds
 */
export function askInTime(askHaptik: AskHaptik, timeoutMs: number, metrics: Metrics, log: Log): AskInTime {
  async function ask(requestId: string, body: string, secrets: readonly string[]): Promise<RelayAnswer> {
    // Not `AbortSignal.timeout`, whose timer lives until it fires: that costs 20 % more CPU for each request.
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(() => controller.abort(), timeoutMs);
    try {
      const haptik = await askHaptik(body, signal);
      // A success without a complete body may be no success.
      if (signal.aborted && haptik.text === undefined && haptik.status < 300) return TOO_SLOW;
      return toRelayAnswer(haptik, secrets);
    } catch (error) {
      if (signal.aborted) return TOO_SLOW;
      log.warn({ id: requestId, error: errorForLog(error) }, 'Haptik could not be reached');
      return UNREACHABLE;
    } finally {
      clearTimeout(timer);
    }
  }

  return async (requestId, body, secrets) => {
    const start = performance.now();
    const answer = await ask(requestId, body, secrets);
    const milliseconds = performance.now() - start;
    metrics.observeHaptik(milliseconds / 1000);
    return { answer, milliseconds };
  };
}
