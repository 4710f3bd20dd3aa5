import type { Feedback } from './feedback.js';

/** Feedback that a visitor has sent and that is neither recorded nor refused yet. */
export interface Submission {
  /** A UUID, the same for all its tries. */
  key: string;
  /** When the visitor first sent it, in milliseconds since the epoch. */
  began: number;
  /** Never holds the `authId`, because the scope under which it is stored identifies the visitor. */
  feedback: Omit<Feedback, 'authId'>;
}

/** Feedback that was sent before the delivery queue was loaded. */
export type UnsentFeedback = Omit<Submission, 'key'>;

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
}

/** How long Haptik calls further feedback of a user a duplicate, in milliseconds. Haptik: Log Feedback API. */
export const HOUR_MS = 60 * 60_000;
/** How long after an ambiguous try feedback is sent automatically: Haptik's hour, less 5 minutes for the last request. */
const AMBIGUITY_MS = 55 * 60_000;
/** How long feedback without an ambiguous try is sent automatically. */
const WAITING_MS = 24 * HOUR_MS;

/** True when less than `milliseconds` have passed since `time`. A time in the future comes from a wrong clock: false. */
export function isWithin(milliseconds: number, time: number | undefined, now: number): boolean {
  return time !== undefined && time <= now && now - time < milliseconds;
}

/** True when a submission may no longer be sent automatically: it could be recorded twice, or is a day old. */
export function isTooLate({ submission, ambiguousSince }: OutboxRecord, now: number): boolean {
  if (ambiguousSince !== undefined) return !isWithin(AMBIGUITY_MS, ambiguousSince, now);
  return submission !== undefined && !isWithin(WAITING_MS, submission.began, now);
}

/**
 * Returns the record for a visitor who sends feedback again that was too late to be sent automatically.
 *
 * It keeps the ambiguous tries of Haptik's last hour: a duplicate may be caused by them, and they limit how long the new
 * submission is sent automatically.
 */
export function startAfresh({ ambiguousSince, ambiguousLast }: OutboxRecord, now: number): OutboxRecord {
  if (!isWithin(HOUR_MS, ambiguousLast, now)) return {};
  return { ambiguousSince: isWithin(HOUR_MS, ambiguousSince, now) ? ambiguousSince : ambiguousLast, ambiguousLast };
}
