import type { RelayConfig } from '../config/relay-config.js';
import type { Notify } from '../handover/notify.js';
import type { WebhookParts } from '../handover/webhook-routes.js';
import type { AskInTime } from '../haptik/ask-in-time.js';
import type { Identify } from '../identity/identify.js';
import type { Limits } from '../limits/limiter.js';
import type { LinkParts } from '../links/rate-routes.js';
import type { Submissions } from '../submissions/submissions.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

/** Holds what the relay's app and its routes need. */
export interface AppParts {
  config: RelayConfig;
  /** Identifies visitors by a token. Undefined when the body says who the visitor is. */
  identify: Identify | undefined;
  limits: Limits;
  submissions: Submissions;
  ask: AskInTime;
  /** Undefined when links are off. */
  links: LinkParts | undefined;
  /** Undefined when no links are handed over. */
  webhook: WebhookParts | undefined;
  /** Undefined when recorded feedback is not handed on. */
  notify: Notify | undefined;
  metrics: Metrics;
  log: Log;
  isStopping: () => boolean;
  /** Names the services that the relay needs and that do not work now, as in `redis`. */
  failingServices: () => readonly string[];
}
