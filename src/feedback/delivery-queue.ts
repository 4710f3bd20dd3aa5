import type { Feedback } from './feedback.js';
import type { Outbox, UnsentFeedback } from './memory.js';
import type { Clock, Connection } from './model.js';
import { isAmbiguous, type Outcome, type Problem } from './outcome.js';
import { HOUR_MS, isTooLate, isWithin, type OutboxRecord, type Submission, startAfresh } from './submission.js';
import type { Transport } from './transport.js';

/** What has become of feedback that was to be sent. Times are milliseconds since the epoch. */
export type DeliveryResult =
  | { kind: 'sent'; sentAt: number }
  | { kind: 'shared'; sentAt: number }
  /** It is still to be sent; without a problem there was not a single try. */
  | { kind: 'waiting'; problem?: Problem | undefined }
  | { kind: 'refused'; problem: Problem };

/** Who brings feedback to the relay. Nothing here rejects. */
export interface DeliveryQueue {
  /**
   * Sends feedback; it is the waiting submission's, if there is one.
   *
   * @param byVisitor - `false` where it is sent by itself, which is not always allowed
   * @returns `undefined` when it was dropped meanwhile
   */
  send(feedback: Feedback, byVisitor: boolean): Promise<DeliveryResult | undefined>;
  /** Takes up what an earlier visit has left, else the unsent, and tells what is known then. */
  takeUp(unsent: UnsentFeedback | undefined): Promise<OutboxRecord>;
  /** The visitor has changed what waits. */
  amend(feedback: Feedback): void;
  /** What waits, or is on its way, is not to be sent. */
  drop(): void;
  /** Drops it, and erases all that is known of the visitor's feedback. */
  forget(): void;
}

export interface DeliveryQueueWorld {
  transport: Transport;
  outbox: Outbox;
  clock: Clock;
  connection: Connection;
  /** A new UUID each time. */
  newKey(): string;
}

/** Brings one visitor's feedback to the relay: never twice, and what could not be delivered waits in the outbox. */
export function createDeliveryQueue({
  transport,
  outbox,
  clock,
  connection,
  newKey,
}: DeliveryQueueWorld): DeliveryQueue {
  /** What is known of the feedback's way; the outbox holds the same for all tabs. */
  let record: OutboxRecord = {};
  /** Counts what was dropped: what was on its way then is no longer tried, nor written down. */
  let epoch = 0;

  /** Tries to deliver, while no other tab does. */
  async function attempt(
    feedback: Feedback,
    byVisitor: boolean,
    isCurrent: () => boolean,
  ): Promise<DeliveryResult | undefined> {
    const stored = await outbox.update((known) => known);
    if (!isCurrent()) return undefined;
    if (isWithin(HOUR_MS, stored.sentAt, clock.now())) {
      record = { sentAt: stored.sentAt };
      return { kind: 'shared', sentAt: stored.sentAt! };
    }
    if (record.submission && record.submission.key !== stored.submission?.key) {
      // Another tab has ended or replaced it: only the visitor can send it again, as a new one.
      const result = refuse({ kind: 'expired' });
      if (!byVisitor) return result;
    }
    const { key } = begin(stored, feedback, byVisitor);
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
        // Whoever finds this after a crash has to take it for tried.
        const tried = withAmbiguousTry();
        await outbox.update((latest) => (isCurrent() ? tried : latest));
        const answer = mayTry();
        isFirst = false;
        return answer;
      },
      tried(result) {
        if (isAmbiguous(result)) record = withAmbiguousTry();
      },
    });
    if (!isCurrent()) return undefined;
    const result = conclude(outcome);
    const known = record;
    await outbox.update((latest) => (isCurrent() ? known : latest));
    return result;
  }

  /** Takes up the submission that waits, or begins one. */
  function begin(stored: OutboxRecord, feedback: Feedback, byVisitor: boolean): Submission {
    // Another tab may have tried since; where nothing is kept this tab alone knows.
    const { ambiguousSince, ambiguousLast } =
      (stored.ambiguousLast ?? 0) < (record.ambiguousLast ?? 0) ? record : stored;
    record = { submission: record.submission, ambiguousSince, ambiguousLast };
    if (byVisitor && isTooLate(record, clock.now())) record = startAfresh(record, clock.now());
    const { key = newKey(), began = clock.now() } = record.submission ?? {};
    const submission = { key, began, feedback: anonymous(feedback) };
    record = { ...record, submission };
    return submission;
  }

  function conclude(outcome: Outcome | undefined): DeliveryResult {
    const now = clock.now();
    if (!outcome && isTooLate(record, now)) return refuse({ kind: 'expired' });
    if (!outcome || isAmbiguous(outcome)) return { kind: 'waiting', problem: outcome as Problem | undefined };
    // A duplicate of what an ambiguous try has most likely recorded, the first of them at the earliest.
    const isOurs = outcome.kind === 'duplicate' && isWithin(HOUR_MS, record.ambiguousLast, now);
    if (outcome.kind !== 'recorded' && !isOurs) return refuse(outcome);
    const sentAt = isOurs ? record.ambiguousSince! : now;
    record = { sentAt };
    return { kind: 'sent', sentAt };
  }

  function refuse(problem: Problem): DeliveryResult {
    record = { ...record, submission: undefined };
    return { kind: 'refused', problem };
  }

  /** Changes the stored submission, unless another tab has ended it. */
  function change(submission: Submission | undefined) {
    const key = record.submission?.key;
    record = { ...record, submission };
    void outbox.update((stored) => (key && stored.submission?.key === key ? { ...stored, submission } : stored));
  }

  return {
    async send(feedback, byVisitor) {
      const started = epoch;
      const isCurrent = () => started === epoch;
      let result: DeliveryResult | undefined = { kind: 'waiting' };
      await outbox.alone(async () => {
        result = await attempt(feedback, byVisitor, isCurrent);
      }, byVisitor);
      return isCurrent() ? result : undefined;
    },
    async takeUp(unsent) {
      const started = epoch;
      const stored = await outbox.update((known) =>
        unsent && !known.submission ? { ...known, submission: { key: newKey(), ...unsent } } : known,
      );
      if (started === epoch) record = stored;
      return record;
    },
    amend(feedback) {
      if (record.submission) change({ ...record.submission, feedback: anonymous(feedback) });
    },
    drop() {
      epoch++;
      change(undefined);
    },
    forget() {
      epoch++;
      record = {};
      void outbox.update(() => record);
    },
  };
}

function anonymous({ authId, ...feedback }: Feedback): Submission['feedback'] {
  return feedback;
}
