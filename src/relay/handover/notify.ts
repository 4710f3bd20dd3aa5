import type { VisitorFeedback } from '../../feedback/wire.js';
import type { NotifyConfig } from '../config/handover-variables.js';
import type { Notify } from '../http/route-parts.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { createThrottledLine } from '../telemetry/throttled-line.js';
import { addInTime, type HandoverQueue } from './handover-queue.js';

/**
 * Creates the function that hands on recorded feedback. Feedback that the queue does not take in time is dropped: counted, and
 * warned about now and then.
 *
 * @param now - returns milliseconds since the epoch
 */
export function createNotify(
  config: NotifyConfig,
  queue: HandoverQueue,
  { log, metrics, now }: { log: Log; metrics: Metrics; now: () => number },
): Notify {
  const warnOfDropped = createThrottledLine(
    log,
    'warn',
    'recorded feedback is not handed on to NOTIFY_URL: the queue does not take it, because Redis is down or too many hand-overs wait',
  );
  return (feedback, waitUntil) => {
    const { query_rating: rating, query_resolved: resolved } = feedback;
    if (rating > config.ratingMax || (config.isUnresolvedOnly && resolved)) return;
    const notice = noticeOf(feedback, config, now());
    const body = JSON.stringify(config.format === 'slack' ? { text: slackText(notice) } : notice);
    const handover = { id: `msg_${crypto.randomUUID()}`, target: 'notify', body } as const;
    const added = addInTime(queue, handover, waitUntil).catch(() => {
      metrics.count('handovers', 'notify', 'dropped');
      warnOfDropped();
    });
    waitUntil?.(added);
  };
}

/** The content that is handed on. */
interface Notice {
  rating: number;
  resolved: boolean;
  business_id: number;
  /** ISO 8601. */
  recorded_at: string;
  comment?: string;
  auth_id?: string;
}

function noticeOf(feedback: VisitorFeedback, { fields }: NotifyConfig, now: number): Notice {
  return {
    rating: feedback.query_rating,
    resolved: feedback.query_resolved,
    business_id: feedback.business_id,
    recorded_at: new Date(now).toISOString(),
    ...(fields.includes('comment') && feedback.feedback !== undefined && { comment: feedback.feedback }),
    ...(fields.includes('auth_id') && { auth_id: feedback.auth_id }),
  };
}

/** Formats a notice as a message for Slack, and escapes the three special characters (Slack: Formatting text). */
function slackText({ rating, resolved, business_id, comment, auth_id }: Notice): string {
  const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const stars = '★'.repeat(rating) + '☆'.repeat(5 - rating);
  const facts = [stars, resolved ? 'resolved' : 'not resolved', `business ${business_id}`];
  if (auth_id !== undefined) facts.push(escapeText(auth_id));
  const quote =
    comment === undefined
      ? []
      : escapeText(comment)
          .split('\n')
          .map((line) => `> ${line}`);
  return [facts.join(' · '), ...quote].join('\n');
}
