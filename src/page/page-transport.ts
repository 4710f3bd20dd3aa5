import { outcomeOf } from '../feedback/outcome.js';
import type { Transport } from '../feedback/ports.js';
import { isAmbiguous, type Outcome } from '../feedback/problem.js';
import { toWire } from '../feedback/wire.js';
import { readJson } from '../transport/read-json.js';

/** How long one try may take, in milliseconds. */
const TIMEOUT_MS = 10_000;
/** The waits before the second and the third try, in milliseconds. */
const WAITS_MS = [500, 1000];
/** How long the relay may take to show that it can be reached, in milliseconds. */
const REACH_MS = 3000;

/**
 * Creates a transport that posts feedback to the page's own relay. It is smaller than the widget's by 4.3 kB (brotli), the
 * size of ky: here there are no other origins, no identity function and no scripts of a site that replace `fetch`.
 *
 * @param token - the link's token
 */
export function createPageTransport(url: string, token: string): Transport {
  const tryOnce = async (body: string, key: string): Promise<Outcome> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'idempotency-key': key, authorization: `Bearer ${token}` },
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        // The browser finishes the post even if the visitor closes the page. It refuses more than 64 KiB under way. This
        // cannot happen here: one try runs at a time, and a comment of at most 10,000 UTF-16 units is less, even escaped.
        keepalive: true,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const retryAfter = response.headers.get('retry-after');
      const answer = { status: response.status, body: await readJson(response, TIMEOUT_MS), retryAfter };
      return outcomeOf(answer, Date.now());
    } catch {
      return { kind: 'unreachable' };
    }
  };

  return {
    // The page came from the relay, so the connection is open.
    preconnect() {},
    async canReachRelay() {
      try {
        await fetch(url, { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(REACH_MS) });
        return true;
      } catch {
        return false;
      }
    },
    async send(feedback, { key, mayTry, onOutcome }) {
      const body = JSON.stringify(toWire(feedback));
      let last: Outcome | undefined;
      for (const wait of [0, ...WAITS_MS]) {
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random() / 2)));
        if (!(await mayTry())) break;
        last = await tryOnce(body, key);
        onOutcome(last);
        if (!isAmbiguous(last)) break;
      }
      return last;
    },
  };
}
