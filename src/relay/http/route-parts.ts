import type { VisitorFeedback } from '../../feedback/wire.js';
import type { RelayConfig } from '../config/relay-config.js';
import type { AskInTime } from '../haptik/ask-in-time.js';
import type { Identify } from '../identity/identify.js';
import type { Limits } from '../limits/limiter.js';
import type { Submissions } from '../submissions/submissions.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

/** Hands on feedback that Haptik has recorded, if the operator wants it. The visitor's answer does not wait for this. */
export type Notify = (feedback: VisitorFeedback, waitUntil?: (promise: Promise<unknown>) => void) => void;

/** Holds what all routes share. */
export interface RouteParts {
  config: RelayConfig;
  /** Identifies visitors by a token. Undefined when the body says who the visitor is. */
  identify: Identify | undefined;
  limits: Limits;
  submissions: Submissions;
  ask: AskInTime;
  /** Undefined when recorded feedback is not handed on. */
  notify: Notify | undefined;
  metrics: Metrics;
  log: Log;
  isStopping: () => boolean;
  /** Names the services that the relay needs and that do not work now, as in `redis`. */
  failingServices: () => readonly string[];
}
