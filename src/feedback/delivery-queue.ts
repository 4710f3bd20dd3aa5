import type { Feedback } from './feedback.js';
import type { Clock, Connection, Outbox, Transport } from './ports.js';
import { isAmbiguous, type Outcome, type Problem } from './problem.js';
import {
  HOUR_MS,
  isTooLate,
  isWithin,
  type OutboxRecord,
  type Submission,
  startAfresh,
  type UnsentFeedback,
} from './submission.js';

/** What became of feedback that was given to the queue. Times are milliseconds since the epoch. */
export type DeliveryResult =
  /** It was recorded now. */
  | { kind: 'sent'; sentAt: number }
  /** Another tab or an earlier visit delivered feedback less than an hour ago. */
  | { kind: 'shared'; sentAt: number }
  /** It still has to be sent. Without a problem there was no try. */
  | { kind: 'waiting'; problem?: Problem | undefined }
  /** It was not accepted, and the queue dropped it. */
  | { kind: 'refused'; problem: Problem };

/**
 * Delivers one visitor's feedback to the relay, at most once. Feedback that cannot be delivered waits in the outbox.
 *
 * The form loads it when the visitor first touches the form. No method rejects.
 */
export interface DeliveryQueue {
  /** Opens a connection to the relay before it is needed. */
  preconnect(): void;
  /**
   * Sends feedback. If a submission waits, the feedback replaces that submission's.
   *
   * @param byVisitor - `false` for an automatic try, which is not always allowed
   * @returns `undefined` when it was cancelled meanwhile
   */
  send(feedback: Feedback, byVisitor: boolean): Promise<DeliveryResult | undefined>;
  /**
   * Reads what an earlier visit or another tab left in the outbox.
   *
   * @param unsent - stored as the waiting submission if there is none
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

  /** Returns a function that says whether nothing was cancelled since. */
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
    const stored = await outbox.update((latest) => latest);
    if (!isCurrent()) return undefined;
    if (isWithin(HOUR_MS, stored.sentAt, clock.now())) {
      record = { sentAt: stored.sentAt };
      return { kind: 'shared', sentAt: stored.sentAt! };
    }
    if (record.submission && record.submission.key !== stored.submission?.key) {
      // Another tab has ended or replaced the submission. Only the visitor can send it again, as a new one.
      const result = refuse({ kind: 'expired' });
      if (!byVisitor) return result;
    }
    const { key } = prepareSubmission(stored, feedback, byVisitor);
    let isFirst = byVisitor;
    let tryBegan = 0;
    const mayTry = () => isCurrent() && connection.isOnline() && (isFirst || !isTooLate(record, clock.now()));
    const withAmbiguousTry = (): OutboxRecord => ({
      ...record,
      ambiguousSince: record.ambiguousSince ?? tryBegan,
      ambiguousLast: tryBegan,
    });

    const outcome = await transport.send(feedback, {
      key,
      async mayTry() {
        if (!mayTry()) return false;
        tryBegan = clock.now();
        // Stored as ambiguous before the try: after a crash nobody knows how the try ended.
        const tried = withAmbiguousTry();
        await outbox.update((latest) => (isCurrent() ? tried : latest));
        const isAllowed = mayTry();
        isFirst = false;
        return isAllowed;
      },
      onOutcome(result) {
        if (isAmbiguous(result)) record = withAmbiguousTry();
      },
    });
    if (!isCurrent()) return undefined;
    const result = conclude(outcome);
    const concluded = record;
    await outbox.update((latest) => (isCurrent() ? concluded : latest));
    return result;
  }

  /** Updates the waiting submission, or creates one. */
  function prepareSubmission(stored: OutboxRecord, feedback: Feedback, byVisitor: boolean): Submission {
    // Another tab may have tried since. Without working storage only this tab's record is right.
    const { ambiguousSince, ambiguousLast } =
      (stored.ambiguousLast ?? 0) < (record.ambiguousLast ?? 0) ? record : stored;
    record = { submission: record.submission, ambiguousSince, ambiguousLast };
    if (byVisitor && isTooLate(record, clock.now())) record = startAfresh(record, clock.now());
    const { key = newKey(), began = clock.now() } = record.submission ?? {};
    const submission = { key, began, feedback: withoutAuthId(feedback) };
    record = { ...record, submission };
    return submission;
  }

  /** Turns the outcome of the last try into a result. */
  function conclude(outcome: Outcome | undefined): DeliveryResult {
    const now = clock.now();
    if (!outcome && isTooLate(record, now)) return refuse({ kind: 'expired' });
    if (!outcome || isAmbiguous(outcome)) return { kind: 'waiting', problem: outcome as Problem | undefined };
    // A duplicate after an ambiguous try means that the try was recorded. The first of them is the earliest time.
    const isOwnDuplicate = outcome.kind === 'duplicate' && isWithin(HOUR_MS, record.ambiguousLast, now);
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
    const key = record.submission?.key;
    record = { ...record, submission };
    void outbox.update((stored) => (key && stored.submission?.key === key ? { ...stored, submission } : stored));
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
      const stored = await outbox.update((known) =>
        unsent && !known.submission ? { ...known, submission: { key: newKey(), ...unsent } } : known,
      );
      if (isCurrent()) record = stored;
      return record;
    },
    replaceWaiting(feedback) {
      if (record.submission) storeSubmission({ ...record.submission, feedback: withoutAuthId(feedback) });
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
