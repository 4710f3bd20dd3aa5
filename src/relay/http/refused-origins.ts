import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { originForLog } from './record-requests.js';

/** How often an origin is warned about, and when further origins are warned about again, in milliseconds. */
const WARN_EVERY_MS = 60 * 60 * 1000;

/** How many origins are warned about in that time. Anybody can send any number of origins. */
const ORIGINS_MAX = 10;

/** Counts a request of an origin that is not allowed, and warns of the origin now and then. */
export type ReportRefusedOrigin = (request: 'preflight' | 'post', origin: string | undefined) => void;

/**
 * Makes the function that tells an operator of an origin that `ALLOWED_ORIGINS` does not name. Its visitors read only that
 * the feedback service could not be reached.
 *
 * @param now - returns milliseconds since the epoch
 */
export function reportRefusedOrigins(log: Log, metrics: Metrics, now: () => number = Date.now): ReportRefusedOrigin {
  const warned = new Set<string>();
  let since = Number.NEGATIVE_INFINITY;
  return (request, origin) => {
    metrics.count('refusedOrigins', request);
    if (!origin) return;
    if (now() - since >= WARN_EVERY_MS) {
      warned.clear();
      since = now();
    }
    const shown = originForLog(origin);
    if (warned.has(shown) || warned.size >= ORIGINS_MAX) return;
    warned.add(shown);
    log.warn({ origin: shown }, 'ALLOWED_ORIGINS does not name this origin, so its visitors cannot give feedback');
  };
}
