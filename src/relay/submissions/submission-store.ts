/**
 * The state of a submission.
 *
 * - `new`: nothing is known of it
 * - `pending`: somebody has claimed it and asks Haptik
 * - `open`: Haptik was asked and may have recorded it
 * - `recorded`: Haptik recorded it and answered with this status
 * - `mismatch`: its key was used for another content
 */
export type SubmissionState =
  | { state: 'new' }
  | { state: 'pending' }
  | { state: 'open' }
  | { state: 'recorded'; status: number }
  | { state: 'mismatch' };

/** Remembers submissions by their idempotency key for an hour. */
export interface SubmissionStore {
  /**
   * Claims a submission. A `new` or `open` one is `pending` for everybody else until its claimer says how it ended. A
   * claim that nobody ends counts as `open` after a while.
   *
   * @param content - a hash of what is submitted; a key stands for one content
   * @returns the state before the claim
   */
  claim(key: string, content: string): SubmissionState | Promise<SubmissionState>;
  /** Ends a claim: Haptik recorded the submission and answered with this status. */
  markRecorded(key: string, status: number): void | Promise<void>;
  /** Ends a claim: Haptik may have recorded the submission. */
  markOpen(key: string): void | Promise<void>;
  /** Ends a claim: Haptik refused the submission, or was not asked. */
  forget(key: string): void | Promise<void>;
}

/** How long a submission is remembered, in milliseconds: as long as Haptik calls a second feedback a duplicate. */
export const REMEMBERED_MS = 60 * 60 * 1000;
