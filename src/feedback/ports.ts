// What the model and the delivery queue need from the world around them. Each interface has one implementation for the
// browser and one for tests.

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
  /** Returns what the browser says about itself. It may say `false` although the network works. */
  isOnline(): boolean;
  /** Calls back each time the network comes back; returns a function that stops this. */
  onOnline(callback: () => void): () => void;
}

/** The host page's callbacks. */
export interface Listener {
  /** The visitor sends feedback; `false` stops the submission. */
  submit(feedback: Feedback): boolean;
  success(feedback: Feedback): void;
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
  /** Stores that time; `undefined` erases it. */
  writeSentAt(time: number | undefined): void;
  /** Calls back when another tab stores that time; returns a function that stops this. */
  onSent(callback: (time: number) => void): () => void;
  /** True when feedback waits to be sent, in the outbox or as unsent feedback. */
  hasWaiting(): boolean;
  /** Returns the feedback that the visitor sent while the delivery queue could not be loaded. */
  readUnsent(): UnsentFeedback | undefined;
  /** Stores it; `undefined` erases it. */
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
   * @param mayWait - `false` skips the task when another tab runs one, or when the browser has no locks
   */
  runExclusively(task: () => Promise<void>, mayWait: boolean): Promise<void>;
}

/** Carries feedback to the relay. */
export interface Transport {
  /** Opens a connection to the relay before it is needed. */
  preconnect(): void;
  /** Asks the relay something that records nothing; `true` when any answer comes. Never rejects. */
  canReachRelay(): Promise<boolean>;
  /**
   * Posts feedback. Repeats the post after an ambiguous outcome, as often as it was configured to.
   *
   * @returns the last outcome, or `undefined` when no try was allowed; never rejects
   */
  send(feedback: Feedback, tries: Tries): Promise<Outcome | undefined>;
}

/** What all tries of one submission share. */
export interface Tries {
  /** A UUID by which the relay recognises a repeated try; sent as `Idempotency-Key`. */
  key: string;
  /** Called before each request; `false` ends the tries. A request that the browser refused to send has no outcome. */
  mayTry(): boolean | Promise<boolean>;
  /** Called with the outcome of each try. */
  onOutcome(outcome: Outcome): void;
}
