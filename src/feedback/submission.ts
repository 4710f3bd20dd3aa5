import type { Feedback } from './feedback.js';

/** Feedback that a visitor has sent and that has not come to its end. */
export interface Submission {
  /** A UUID, the same for all its tries. */
  key: string;
  /** When the visitor first sent it, in milliseconds since the epoch. */
  began: number;
  /** Without the `authId`: whoever reads it knows whose it is. */
  feedback: Omit<Feedback, 'authId'>;
}

/** All that is known of one visitor's feedback on its way. Times are milliseconds since the epoch. */
export interface OutboxRecord {
  /** What waits to be delivered. */
  submission?: Submission | undefined;
  /** When the first try began that may have been recorded without our knowing. */
  ambiguousSince?: number | undefined;
  /** When the last such try began. */
  ambiguousLast?: number | undefined;
  /** When feedback was last recorded. */
  sentAt?: number | undefined;
}

export const HOUR_MS = 60 * 60_000;
/** Haptik forgets after an hour what an ambiguous try recorded; 5 minutes of it are left for the way. */
const AMBIGUITY_MS = 55 * 60_000;
/** A submission that was never tried ambiguously is sent by itself for so long. */
const WAITING_MS = 24 * HOUR_MS;

/** True when a time lies less than so long ago; one in the future, left by a clock that was wrong, counts as past. */
export function isWithin(milliseconds: number, time: number | undefined, now: number): boolean {
  return time !== undefined && time <= now && now - time < milliseconds;
}

/** True when a submission may no longer be sent by itself: it could be recorded twice, or comes a day late. */
export function isTooLate({ submission, ambiguousSince }: OutboxRecord, now: number): boolean {
  if (ambiguousSince !== undefined) return !isWithin(AMBIGUITY_MS, ambiguousSince, now);
  return submission !== undefined && !isWithin(WAITING_MS, submission.began, now);
}

/**
 * Lets the visitor send again what is too late to be sent by itself. What Haptik may still know of earlier tries stays:
 * they tell whose a duplicate is, and until when a try may start by itself.
 */
export function startAfresh({ ambiguousSince, ambiguousLast }: OutboxRecord, now: number): OutboxRecord {
  if (!isWithin(HOUR_MS, ambiguousLast, now)) return {};
  return { ambiguousSince: isWithin(HOUR_MS, ambiguousSince, now) ? ambiguousSince : ambiguousLast, ambiguousLast };
}
