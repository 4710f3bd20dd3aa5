import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { originForLog } from './record-requests.js';

/** How long an origin is not warned about again, in milliseconds. */
const WARN_EVERY_MS = 60 * 60 * 1000;

/** How many origins are warned about in that time. A limit, because anybody can send any number of origins. */
const ORIGINS_MAX = 10;

/** Counts a request of an origin that is not allowed, and warns of the origin now and then. */
export type ReportRefusedOrigin = (request: 'preflight' | 'post', origin: string | undefined) => void;

/**
 * Creates the function that warns the operator of an origin that `ALLOWED_ORIGINS` does not name. Visitors of that origin
 * read only that the feedback service could not be reached.
 *
 * @param now - returns milliseconds since the epoch
 */
export function createReportRefusedOrigin(
  log: Log,
  metrics: Metrics,
  now: () => number = Date.now,
): ReportRefusedOrigin {
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
