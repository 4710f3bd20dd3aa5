import { FIRST_WAIT_MS } from './handover-queue.js';

/** After how many failed tries in a row a receiver counts as down. */
const FAILURES_MAX = 5;

/** The longest rest between two tries at a receiver that is down, in milliseconds. */
const REST_MAX_MS = 30_000;

/**
 * Finds out that a receiver is down. Then it should be tried with one hand-over at a time, with rests in between that
 * double; all others wait until a try succeeds. Without this the tries take the processor from the visitors' answers.
 */
export class CircuitBreaker {
  #failures = 0;
  #lastRestMs = 0;
  #restsUntil = 0;

  /** True while the receiver counts as down. */
  get isOpen(): boolean {
    return this.#failures >= FAILURES_MAX;
  }

  /** How long no try should start, in milliseconds; 0 when one may start now. */
  get restMs(): number {
    return Math.max(0, this.#restsUntil - Date.now());
  }

  recordSuccess(): void {
    this.#failures = 0;
    this.#lastRestMs = 0;
    this.#restsUntil = 0;
  }

  recordFailure(): void {
    this.#failures += 1;
    // Tries that were under way when the rest began do not prolong it.
    if (!this.isOpen || this.restMs > 0) return;
    this.#lastRestMs = Math.min(REST_MAX_MS, this.#lastRestMs * 2 || FIRST_WAIT_MS);
    this.#restsUntil = Date.now() + this.#lastRestMs;
  }
}
