// What the model and the delivery queue need from the world around them. Tests and the
// simulation can replace each of these.

import type { Feedback, Rating } from './feedback.js';
import type { Outcome, Problem } from './problem.js';
import type { OutboxRecord, UnsentFeedback } from './submission.js';

/** The time, injectable for tests. */
export interface Clock {
  /** Returns the current time in milliseconds since the epoch. */
  now(): number;
  /** Calls back once after a delay in milliseconds; returns a function that cancels the timer. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The browser's network connection. */
export interface Connection {
  /** Returns `navigator.onLine`, which can be `false` although the network works. */
  isOnline(): boolean;
  /** Calls back each time the network comes back; returns a function that stops this. */
  onOnline(callback: () => void): () => void;
}

/** The host page's callbacks. */
export interface Listener {
  /** Called when the visitor sends feedback; `false` stops the submission. */
  submit(feedback: Feedback): boolean;
  /** Called when Haptik has recorded the feedback. */
  success(feedback: Feedback): void;
  /** Called when the feedback was not accepted, or could not be delivered yet. */
  error(feedback: Feedback, problem: Problem): void;
}

/** A partly filled form. */
export interface Draft {
  rating: Rating | undefined;
  resolved: boolean | undefined;
  comment: string | undefined;
}

/**
 * What the browser remembers about one visitor and can read synchronously.
 *
 * No method throws. Without working storage, nothing is remembered.
 */
export interface Memory {
  readDraft(): Draft | undefined;
  /** Stores the draft; `undefined` erases it. */
  writeDraft(draft: Draft | undefined): void;
  /** Returns when feedback was last recorded from this browser, in milliseconds since the epoch. */
  readSentAt(): number | undefined;
  /** Stores when feedback was last recorded; `undefined` erases it. */
  writeSentAt(time: number | undefined): void;
  /** Calls back when another tab stores when feedback was recorded; returns a function that stops this. */
  onSent(callback: (time: number) => void): () => void;
  /** True when feedback waits to be sent, in the outbox or as unsent feedback. */
  hasWaiting(): boolean;
  /** Returns the feedback for which the visitor pressed *Send* before the delivery queue was loaded. */
  readUnsent(): UnsentFeedback | undefined;
  /** Stores the unsent feedback; `undefined` erases it. */
  writeUnsent(unsent: UnsentFeedback | undefined): void;
  /** Erases what is remembered about asking the visitor for feedback. */
  forgetAsking(): void;
}

/**
 * The state of one visitor's feedback, shared by all tabs.
 *
 * No method rejects. Without working storage, the record lives in this tab only.
 */
export interface Outbox {
  /** Replaces the record with what `change` returns, in one transaction; returns the new record. */
  update(change: (record: OutboxRecord) => OutboxRecord): Promise<OutboxRecord>;
  /**
   * Runs a task while no other tab runs one.
   *
   * @param mayWait - `true` waits for other tabs, but runs the task all the same after 3 seconds, or at once without
   *   locks; `false` skips the task when another tab runs one, or when the browser has no locks
   */
  runExclusively(task: () => Promise<void>, mayWait: boolean): Promise<void>;
}

/** Carries feedback to the relay. */
export interface Transport {
  /** Opens a connection to the relay before it is needed. */
  preconnect(): void;
  /** Sends the relay a request that records nothing; returns `true` when any answer comes. Never rejects. */
  canReachRelay(): Promise<boolean>;
  /**
   * Posts feedback. Repeats the post after an ambiguous outcome, as often as configured.
   *
   * @returns the last outcome, or `undefined` when no try was allowed; never rejects
   */
  send(feedback: Feedback, tries: Tries): Promise<Outcome | undefined>;
}

/** What all tries of one submission share. */
export interface Tries {
  /** A UUID by which the relay recognises a repeated try; sent as `Idempotency-Key`. */
  key: string;
  /** Called before each request; `false` ends the tries. */
  mayTry(): boolean | Promise<boolean>;
  /** Called with the outcome of each try, but not for a request that the browser refused to send. */
  onOutcome(outcome: Outcome): void;
}
