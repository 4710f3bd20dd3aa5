import type { Feedback } from './feedback.js';
import type { Clock, Connection, Outbox, Transport } from './ports.js';
import { isAmbiguous, type Outcome, type Problem } from './problem.js';
import {
  checkClock,
  HOUR_MS,
  isSameContent,
  isTooLate,
  isWithin,
  type OutboxRecord,
  type Submission,
  startAfresh,
  type UnsentFeedback,
} from './submission.js';

/**
 * What became of feedback that was given to the queue. Times are milliseconds since the epoch.
 *
 * - `sent`: the feedback was recorded now
 * - `shared`: another tab or an earlier visit delivered feedback less than an hour ago
 * - `waiting`: the feedback still has to be sent; without a problem there was no try
 * - `refused`: the feedback was not accepted, and the queue dropped it
 */
export type DeliveryResult = {
  /** What was sent. It differs from the given feedback if the visitor has edited the submission in another tab. */
  feedback?: Feedback | undefined;
} & (
  | { kind: 'sent'; sentAt: number }
  | { kind: 'shared'; sentAt: number }
  | { kind: 'waiting'; problem?: Problem | undefined }
  | { kind: 'refused'; problem: Problem }
);

/**
 * Delivers one visitor's feedback to the relay, at most once. Feedback that cannot be delivered waits in the outbox.
 *
 * The form fetches its code when the visitor first touches the form. No method rejects.
 */
export interface DeliveryQueue {
  /** Opens a connection to the relay before it is needed. */
  preconnect(): void;
  /**
   * Sends feedback. If a submission waits, the feedback replaces its content, unless only another tab has edited it.
   *
   * @param byVisitor - `false` for an automatic try, which is not always allowed
   * @returns `undefined` when `cancel` or `forget` was called meanwhile
   */
  send(feedback: Feedback, byVisitor: boolean): Promise<DeliveryResult | undefined>;
  /**
   * Reads what an earlier visit or another tab left in the outbox.
   *
   * @param unsent - feedback that was sent before the queue was loaded; becomes the waiting submission, or replaces its content
   */
  restore(unsent: UnsentFeedback | undefined): Promise<OutboxRecord>;
  /** Replaces the waiting feedback after the visitor has edited it. */
  replaceWaiting(feedback: Feedback): void;
  /** Stops sending, and removes what waits. */
  cancel(): void;
  /** Stops sending, and erases the outbox. */
  forget(): void;
}

/** What the delivery queue needs from the world around it. */
export interface DeliveryQueueWorld {
  transport: Transport;
  outbox: Outbox;
  clock: Clock;
  connection: Connection;
  /** Returns a new UUID. */
  newKey(): string;
}

/** Creates the delivery queue of one visitor. */
export function createDeliveryQueue({
  transport,
  outbox,
  clock,
  connection,
  newKey,
}: DeliveryQueueWorld): DeliveryQueue {
  /** What this tab knows about the delivery. The outbox holds the same for all tabs. */
  let record: OutboxRecord = {};
  let cancelCount = 0;

  /** Returns a function that returns `true` until `cancel` or `forget` is called. */
  function watchCancels(): () => boolean {
    const count = cancelCount;
    return () => count === cancelCount;
  }

  /** Tries to deliver feedback. The caller makes sure that no other tab does so at the same time. */
  async function deliver(
    feedback: Feedback,
    byVisitor: boolean,
    isCurrent: () => boolean,
  ): Promise<DeliveryResult | undefined> {
    const stored = await outbox.update((latest) => checkClock(latest, clock.now()));
    if (!isCurrent()) return undefined;
    if (isRecorded(stored)) return share(stored);
    if (record.submission && record.submission.id !== stored.submission?.id) {
      // Another tab has ended or replaced the submission. Only the visitor can send it again, as a new one.
      const result = refuse({ kind: 'expired' });
      if (!byVisitor) return result;
    }
    const submission = prepareSubmission(stored, withoutAuthId(feedback), byVisitor);
    const sent = { ...submission.feedback, authId: feedback.authId };
    // A browser may say that it is offline although the network works, so a press by the visitor is never ignored.
    const isReachable = byVisitor && !connection.isOnline() && (await transport.canReachRelay());
    let isFirst = byVisitor;
    let tryBegan = 0;
    const mayTry = () =>
      isCurrent() && (isReachable || connection.isOnline()) && (isFirst || !isTooLate(record, clock.now()));
    const withAmbiguousTry = (): OutboxRecord => ({
      ...record,
      ambiguousSince: record.ambiguousSince ?? tryBegan,
      ambiguousLast: tryBegan,
    });

    const outcome = await transport.send(sent, {
      key: submission.key,
      async mayTry() {
        tryBegan = clock.now();
        record = checkClock(record, tryBegan);
        if (!mayTry()) return false;
        // Store the try as ambiguous before it begins: after a crash nobody knows how it ended.
        const tried = withAmbiguousTry();
        const latest = await outbox.update((latest) => (isCurrent() && !isRecorded(latest) ? tried : latest));
        return mayTry() && !isRecorded(latest);
      },
      onOutcome(result) {
        isFirst = false;
        if (isAmbiguous(result)) record = withAmbiguousTry();
      },
    });
    if (!isCurrent()) return undefined;
    const result = conclude(outcome);
    const concluded = record;
    // Without a lock, another tab may have delivered meanwhile. A duplicate is then caused by that delivery.
    let isOvertaken = false;
    const latest = await outbox.update((latest) => {
      isOvertaken = outcome?.kind !== 'recorded' && isRecorded(latest);
      return isCurrent() && !isOvertaken ? concluded : latest;
    });
    return isOvertaken ? share(latest) : { ...result, feedback: sent };
  }

  function isRecorded({ sentAt }: OutboxRecord): boolean {
    return isWithin(HOUR_MS, sentAt, clock.now());
  }

  function share({ sentAt }: OutboxRecord): DeliveryResult {
    record = { sentAt };
    return { kind: 'shared', sentAt: sentAt! };
  }

  /** Updates the waiting submission, or creates one. */
  function prepareSubmission(stored: OutboxRecord, given: Submission['feedback'], byVisitor: boolean): Submission {
    const now = clock.now();
    const { submission: own } = record;
    // If the visitor has edited nothing in this tab since, the stored content is at least as new.
    const feedback = own && isSameContent(own.feedback, given) ? stored.submission!.feedback : given;
    // Use the stored times only. This tab may still hold a try as ambiguous that has got a clear answer since.
    const { ambiguousSince, ambiguousLast, hasWrongTimes } = stored;
    record = checkClock({ submission: own && stored.submission, ambiguousSince, ambiguousLast, hasWrongTimes }, now);
    if (byVisitor && isTooLate(record, now)) record = startAfresh(record, now);
    const submission = record.submission
      ? withContent(record.submission, feedback)
      : createSubmission({ began: now, feedback });
    record = { ...record, submission };
    return submission;
  }

  function createSubmission(unsent: UnsentFeedback): Submission {
    const id = newKey();
    return { id, key: id, ...unsent };
  }

  /** A key stands for one content: another content gets a new key. */
  function withContent(submission: Submission, feedback: Submission['feedback']): Submission {
    return isSameContent(submission.feedback, feedback) ? submission : { ...submission, key: newKey(), feedback };
  }

  /** Turns the outcome of the last try into a result. */
  function conclude(outcome: Outcome | undefined): DeliveryResult {
    const now = clock.now();
    record = checkClock(record, now);
    if (!outcome && isTooLate(record, now)) return refuse({ kind: 'expired' });
    if (!outcome || isAmbiguous(outcome)) return { kind: 'waiting', problem: outcome as Problem | undefined };
    // A duplicate after ambiguous tries means that one of them was recorded. It may have been the first one, so
    // Haptik's hour is counted from the start of the first one.
    const isOwnDuplicate =
      outcome.kind === 'duplicate' && !record.hasWrongTimes && isWithin(HOUR_MS, record.ambiguousLast, now);
    if (outcome.kind !== 'recorded' && !isOwnDuplicate) return refuse(outcome);
    const sentAt = isOwnDuplicate ? record.ambiguousSince! : now;
    record = { sentAt };
    return { kind: 'sent', sentAt };
  }

  function refuse(problem: Problem): DeliveryResult {
    record = { ...record, submission: undefined };
    return { kind: 'refused', problem };
  }

  /** Replaces or removes the stored submission, unless another tab has ended it. */
  function storeSubmission(submission: Submission | undefined) {
    const id = record.submission?.id;
    record = { ...record, submission };
    void outbox.update((stored) => (id && stored.submission?.id === id ? { ...stored, submission } : stored));
  }

  return {
    preconnect: transport.preconnect,
    async send(feedback, byVisitor) {
      const isCurrent = watchCancels();
      let result: DeliveryResult | undefined = { kind: 'waiting' };
      await outbox.runExclusively(async () => {
        result = await deliver(feedback, byVisitor, isCurrent);
      }, byVisitor);
      return isCurrent() ? result : undefined;
    },
    async restore(unsent) {
      const isCurrent = watchCancels();
      const stored = await outbox.update((latest) => {
        const now = clock.now();
        const known = checkClock(latest, now);
        if (!unsent) return known;
        if (known.submission) return { ...known, submission: withContent(known.submission, unsent.feedback) };
        // The visitor sent this as new feedback, so tries from more than an hour ago do not make it too late.
        const fresh = isTooLate(known, now) ? { ...startAfresh(known, now), sentAt: known.sentAt } : known;
        return { ...fresh, submission: createSubmission(unsent) };
      });
      if (isCurrent()) record = stored;
      return record;
    },
    replaceWaiting(feedback) {
      if (record.submission) storeSubmission(withContent(record.submission, withoutAuthId(feedback)));
    },
    cancel() {
      cancelCount++;
      storeSubmission(undefined);
    },
    forget() {
      cancelCount++;
      record = {};
      void outbox.update(() => record);
    },
  };
}

function withoutAuthId({ authId, ...feedback }: Feedback): Submission['feedback'] {
  return feedback;
}
