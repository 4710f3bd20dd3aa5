/** Keeps keys for a fixed time in this process or isolate. An added key deletes those whose time has passed. */
export class ExpiringKeys {
  /** When each key expires, in milliseconds since the epoch; oldest first. */
  readonly #until = new Map<string, number>();
  readonly #keepMs: number;
  readonly #max: number;
  readonly #now: () => number;

  /**
   * @param keepMs - how long a key is kept, in milliseconds
   * @param max - how many keys are kept; beyond it the oldest is deleted
   * @param now - returns milliseconds since the epoch
   */
  constructor(keepMs: number, max: number, now: () => number) {
    this.#keepMs = keepMs;
    this.#max = max;
    this.#now = now;
  }

  /** How many keys are in memory. */
  get size(): number {
    return this.#until.size;
  }

  has(key: string): boolean {
    return (this.#until.get(key) ?? 0) > this.#now();
  }

  add(key: string): void {
    this.#until.delete(key);
    this.#until.set(key, this.#now() + this.#keepMs);
    for (const [oldest, until] of this.#until) {
      if (until > this.#now() && this.#until.size <= this.#max) break;
      this.#until.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#until.delete(key);
  }
}
