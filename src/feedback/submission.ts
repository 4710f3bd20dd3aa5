import type { Feedback } from './feedback.js';

/** Feedback that a visitor has sent and that is neither recorded nor refused yet. */
export interface Submission {
  /** A UUID by which all tabs recognise the submission. It stays the same when the visitor edits the feedback. */
  id: string;
  /** A UUID that stands for this content; sent as `Idempotency-Key` with all its tries. An edit changes it. */
  key: string;
  /** When the visitor first sent it, in milliseconds since the epoch. */
  began: number;
  /** Never holds the `authId`, because the scope under which it is stored identifies the visitor. */
  feedback: Omit<Feedback, 'authId'>;
}

/** Feedback that was sent before the delivery queue was loaded. */
export type UnsentFeedback = Pick<Submission, 'began' | 'feedback'>;

/** Everything known about the delivery of one visitor's feedback. Times are milliseconds since the epoch. */
export interface OutboxRecord {
  /** The feedback that waits to be delivered. */
  submission?: Submission | undefined;
  /** When the first ambiguous try began. */
  ambiguousSince?: number | undefined;
  /** When the last ambiguous try began. */
  ambiguousLast?: number | undefined;
  /** When feedback was last recorded. */
  sentAt?: number | undefined;
  /** True when the clock went backwards. The times above are wrong then, so nothing is sent automatically. */
  hasWrongTimes?: true | undefined;
}

/** How long Haptik calls further feedback of a user a duplicate, in milliseconds. Haptik: Log Feedback API. */
export const HOUR_MS = 60 * 60_000;
/** How long after an ambiguous try feedback is sent automatically: Haptik's hour, less 5 minutes for the last request. */
const AMBIGUITY_MS = 55 * 60_000;
/** How long feedback without an ambiguous try is sent automatically. */
const WAITING_MS = 24 * HOUR_MS;
/** The clocks of two tabs may differ by this many milliseconds, because browsers run tabs in separate processes. */
const CLOCK_TOLERANCE_MS = 1000;

/** True when less than `milliseconds` have passed since `time`. False for a time in the future. */
export function isWithin(milliseconds: number, time: number | undefined, now: number): boolean {
  return time !== undefined && time <= now && now - time < milliseconds;
}

/**
 * Marks a record when one of its times lies in the future: the clock went backwards.
 *
 * The mark is stored. Otherwise a time that lies in the future today could look recent in a few days, and feedback would
 * be sent a second time.
 *
 * @param writtenAt - when the record was last stored, in milliseconds since the epoch
 */
export function checkClock(record: OutboxRecord, now: number, writtenAt = 0): OutboxRecord {
  const { submission, ambiguousLast = 0, hasWrongTimes } = record;
  if (hasWrongTimes || !(submission || ambiguousLast)) return record;
  const latest = Math.max(writtenAt, ambiguousLast, submission?.began ?? 0);
  return latest > now + CLOCK_TOLERANCE_MS ? { ...record, hasWrongTimes: true } : record;
}

/** True when a submission may no longer be sent automatically: it could be recorded twice, or is a day old. */
export function isTooLate({ submission, ambiguousSince, hasWrongTimes }: OutboxRecord, now: number): boolean {
  if (hasWrongTimes) return true;
  if (ambiguousSince !== undefined) return !isWithin(AMBIGUITY_MS, ambiguousSince, now);
  return submission !== undefined && !isWithin(WAITING_MS, submission.began, now);
}

/**
 * Returns the record for a new submission, when the old one was too late to be sent automatically.
 *
 * It keeps the ambiguous tries of Haptik's last hour: a duplicate may be caused by them, and they limit how long the new
 * submission is sent automatically.
 */
export function startAfresh(record: OutboxRecord, now: number): OutboxRecord {
  const { ambiguousSince, ambiguousLast, hasWrongTimes } = record;
  if (!isWithin(HOUR_MS, ambiguousLast, now)) return {};
  const isRecent = isWithin(HOUR_MS, ambiguousSince, now);
  return { ambiguousSince: isRecent ? ambiguousSince : ambiguousLast, ambiguousLast, hasWrongTimes };
}

/** True when two submissions would be recorded as the same feedback. */
export function isSameContent(a: Submission['feedback'], b: Submission['feedback']): boolean {
  return a.businessId === b.businessId && a.rating === b.rating && a.resolved === b.resolved && a.comment === b.comment;
}
