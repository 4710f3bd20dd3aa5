import type { RelayConfig } from '../config/relay-config.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { createThrottledLine } from '../telemetry/throttled-line.js';
import type { Handover, HandoverTarget, Receivers } from './handover-queue.js';
import { signWebhook } from './sign-webhook.js';

/** How long a receiver may take to answer, in milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * Creates the receivers that the configuration names. They are posted to, signed by Standard Webhooks. A receiver takes a
 * hand-over by answering 2xx. The log says once that a receiver fails, and once that it works again.
 *
 * @param post - global `fetch` by default
 */
export function createReceivers(
  config: Pick<RelayConfig, 'handover' | 'notify'>,
  { log, metrics }: { log: Log; metrics: Metrics },
  post: typeof fetch = fetch,
): Receivers {
  const failing = new Set<HandoverTarget>();
  const createGivenUpLine = (target: HandoverTarget) =>
    createThrottledLine(
      log,
      'warn',
      `hand-overs to ${VARIABLES[target]} are given up and lost: they were not taken in time`,
    );
  const warnOfGivenUp = { link: createGivenUpLine('link'), notify: createGivenUpLine('notify') };
  const reportUnreadable = createThrottledLine(
    log,
    'error',
    'hand-overs in Redis cannot be decrypted, because relays had another HAPTIK_TOKEN when they were stored. ' +
      'Give all relays the same one, and restart them. What only the earlier token can decrypt is given up after half an hour',
  );
  return {
    async deliver(handover) {
      const { target } = handover;
      const receiver = target === 'link' ? config.handover : config.notify;
      if (!receiver) return;
      const failure = await findFailure(() => postTo(receiver, handover, post));
      metrics.count('handovers', target, failure === undefined ? 'delivered' : 'failed');
      if (failure === undefined) {
        if (failing.delete(target)) log.info({ target }, 'hand-overs are taken again');
        return;
      }
      if (!failing.has(target)) {
        failing.add(target);
        log.warn(
          { target, reason: failure },
          `${VARIABLES[target]} does not take hand-overs: they are repeated for half an hour`,
        );
      }
      throw new Error(failure);
    },
    giveUp(target) {
      metrics.count('handovers', target, 'given-up');
      warnOfGivenUp[target]();
    },
    reportUnreadable(target) {
      metrics.count('handovers', target, 'failed');
      reportUnreadable({ target });
    },
  };
}

const VARIABLES: Record<HandoverTarget, string> = { link: 'LINK_HANDOVER_URL', notify: 'NOTIFY_URL' };

/** Returns why a try failed, in words that may be logged; `undefined` when it did not. */
async function findFailure(tryOnce: () => Promise<Response>): Promise<string | undefined> {
  try {
    const { ok, status } = await tryOnce();
    return ok ? undefined : `status ${status}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'no answer';
  }
}

async function postTo(
  { url, secret }: { url: string; secret?: string | undefined },
  { id, body }: Handover,
  post: typeof fetch,
): Promise<Response> {
  const signature = secret && (await signWebhook(id, body, secret));
  // Not `AbortSignal.timeout`, whose timer lives until it fires.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('too slow', 'TimeoutError')), TIMEOUT_MS);
  try {
    const answer = await post(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: controller.signal,
      headers: { 'content-type': 'application/json', ...signature },
    });
    // An unread body would keep the connection.
    await answer.body?.cancel();
    return answer;
  } finally {
    clearTimeout(timer);
  }
}
