import type { Feedback } from './feedback.js';
import type { Outcome } from './outcome.js';

/** What the model needs of whatever carries feedback to the relay. */
export interface Transport {
  /**
   * Posts feedback, and again after an ambiguous outcome as often as it was told to.
   *
   * @returns the last outcome, or `undefined` when not a single try was allowed; never rejects
   */
  send(feedback: Feedback, submission: Tries): Promise<Outcome | undefined>;
}

/** What all tries of one submission have in common. */
export interface Tries {
  /** A UUID by which the relay knows a repeated try; sent as `Idempotency-Key`. */
  key: string;
  /** Asked before each try; `false` ends them. */
  mayTry(): boolean | Promise<boolean>;
  /** Told what each try came to. */
  tried(outcome: Outcome): void;
}
