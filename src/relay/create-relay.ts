import { configWarnings } from './config/config-warnings.js';
import { needsIdentity } from './config/identity-variables.js';
import type { RelayConfig } from './config/relay-config.js';
import { createApp } from './create-app.js';
import type { HandoverQueue } from './handover/handover-queue.js';
import { MemoryQueue } from './handover/memory-queue.js';
import { createNotify } from './handover/notify.js';
import { createReceivers } from './handover/receivers.js';
import type { AskHaptik } from './haptik/ask-haptik.js';
import { askInTime } from './haptik/ask-in-time.js';
import { askWithFetch } from './haptik/ask-with-fetch.js';
import { refuseMalformedRequest } from './http/malformed-request.js';
import type { RequestInfo } from './http/relay-context.js';
import { createIdentify } from './identity/identify.js';
import type { Limits } from './limits/limiter.js';
import { createMemoryLimits } from './limits/memory-limits.js';
import { DAY_SECONDS } from './links/link-token.js';
import { LocalUsedLinks, type UsedLinks } from './links/used-links.js';
import { abandonedAfterMs } from './submissions/abandoned-after-ms.js';
import { LocalSubmissionStore } from './submissions/local-submission-store.js';
import type { SubmissionStore } from './submissions/submission-store.js';
import { Submissions } from './submissions/submissions.js';
import { createConsoleLog } from './telemetry/console-log.js';
import type { Log } from './telemetry/log.js';
import { Metrics } from './telemetry/metrics.js';

/** Replaces the relay's defaults with what a runtime does better. */
export interface RelayParts {
  /** Asks Haptik; with global `fetch` by default. */
  askHaptik?: AskHaptik | undefined;
  /** Limits requests; in the memory of this process or isolate by default. */
  limits?: Limits | undefined;
  /** Remembers submissions; in the memory of this process or isolate by default. */
  submissionStore?: SubmissionStore | undefined;
  /** Remembers used links; in the memory of this process or isolate by default. */
  usedLinks?: UsedLinks | undefined;
  /** Hands links and feedback over; from the memory of this process or isolate by default. */
  handoverQueue?: HandoverQueue | undefined;
  /** The URL of the script of the page `/rate`, relative to the relay's; `haptik-feedback.page.js` by default. */
  pageScript?: string | undefined;
  /** Writes a JSON line for each event to the console by default. */
  log?: Log | undefined;
  /** False when the caller itself reports the configuration's warnings; true by default: the log has them. */
  logsWarnings?: boolean | undefined;
  /** Counts what the relay does; counters of its own by default. */
  metrics?: Metrics | undefined;
  /** Names the services that `/readyz` reports as failing, as in `redis`; none by default. */
  failingServices?: (() => readonly string[]) | undefined;
  /** Returns milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
}

/** A relay as a fetch handler of web standards. */
export interface Relay {
  /** Answers `POST /feedback`, its preflight, and the operator's `GET /livez`, `/readyz`, `/healthz` and `/metrics`; all else with 404. Never rejects. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  /** Makes `/healthz` and `/readyz` answer 503 from now on. */
  stop(): void;
}

/**
 * Creates a relay, which runs wherever `Request` and `Response` exist.
 *
 * @example
 * const relay = createRelay(readConfig(process.env));
 * const answer = await relay.fetch(request, { clientAddress: '192.0.2.1' });
 */
export function createRelay(config: RelayConfig, parts: RelayParts = {}): Relay {
  const { now = Date.now, log = createConsoleLog(config.logLevel), metrics = new Metrics() } = parts;
  const { askHaptik = askWithFetch(config, (request) => fetch(request)) } = parts;
  const waitMs = abandonedAfterMs(config.upstreamTimeoutMs);
  const queue = parts.handoverQueue ?? new MemoryQueue(createReceivers(config, { log, metrics }), log);
  if (parts.logsWarnings !== false) for (const warning of configWarnings(config)) log.warn({}, warning);
  let isStopping = false;
  const app = createApp({
    config,
    log,
    metrics,
    identify: needsIdentity(config) ? createIdentify(config, now, log) : undefined,
    limits: parts.limits ?? createMemoryLimits(config.rateLimitPerMinute),
    submissions: new Submissions(parts.submissionStore ?? new LocalSubmissionStore(now, waitMs), waitMs),
    webhook: config.handover && config.links && { config: config.handover, links: config.links, queue, now },
    notify: config.notify && createNotify(config.notify, queue, { log, metrics, now }),
    links: config.links && {
      config: config.links,
      used: parts.usedLinks ?? new LocalUsedLinks(config.links.maxDays * DAY_SECONDS * 1000, waitMs, now),
      pageScript: parts.pageScript ?? 'haptik-feedback.page.js',
      now,
    },
    ask: askInTime(askHaptik, config.upstreamTimeoutMs, metrics, log),
    isStopping: () => isStopping,
    failingServices: parts.failingServices ?? (() => []),
  });
  return {
    // Not every runtime checks `Host`.
    fetch: async (request, info = {}) =>
      URL.canParse(request.url) ? app.fetch(request, info) : refuseMalformedRequest(),
    stop() {
      isStopping = true;
    },
  };
}
