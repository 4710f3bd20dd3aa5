import type { Rating } from './feedback.js';
import type { OutboxRecord, Submission } from './submission.js';

/** A half-filled form. */
export interface Draft {
  rating: Rating | undefined;
  resolved: boolean | undefined;
  comment: string | undefined;
}

/** A submission that nobody has tried to deliver yet. */
export type UnsentFeedback = Omit<Submission, 'key'>;

/** What the browser remembers of one visitor and can say at once. Nothing here throws; what cannot be kept is not. */
export interface Memory {
  readDraft(): Draft | undefined;
  /** `undefined` erases it. */
  writeDraft(draft: Draft | undefined): void;
  /** When feedback was last recorded from this browser, in milliseconds since the epoch. */
  readSentAt(): number | undefined;
  writeSentAt(time: number | undefined): void;
  /** Calls back when another tab has written that time; returns what ends it. */
  whenSent(callback: (time: number) => void): () => void;
  /** Whether a submission waits, in the outbox or as a unsent. */
  isWaiting(): boolean;
  /** What was sent while there was nobody to send it. */
  readUnsent(): UnsentFeedback | undefined;
  /** `undefined` erases it. */
  writeUnsent(unsent: UnsentFeedback | undefined): void;
}

/** One visitor's feedback on its way, shared by all tabs. Nothing here rejects; what cannot be kept is not. */
export interface Outbox {
  /** Reads the record and writes what the change makes of it, with nothing in between; returns that. */
  update(change: (record: OutboxRecord) => OutboxRecord): Promise<OutboxRecord>;
  /**
   * Runs a task that no other tab may run at the same time.
   *
   * @param wait - `false`: not at all when another tab runs it, or when the browser cannot tell
   * @returns `false` when it did not run
   */
  alone(task: () => Promise<void>, wait: boolean): Promise<boolean>;
}
