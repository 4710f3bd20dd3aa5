/** Remembers which links were used, by a key of `usedLinkKey`. */
export interface UsedLinks {
  has(key: string): boolean | Promise<boolean>;
  add(key: string): void | Promise<void>;
}

/** How many used links one process remembers. */
const ENTRIES_MAX = 100_000;

/** Remembers used links in this process or isolate, for as long as a link can work. */
export class LocalUsedLinks implements UsedLinks {
  /** When each link may be forgotten, in milliseconds since the epoch; oldest first. */
  readonly #until = new Map<string, number>();
  readonly #keepMs: number;
  readonly #now: () => number;

  /**
   * @param keepMs - the longest time that a link works, in milliseconds
   * @param now - returns milliseconds since the epoch
   */
  constructor(keepMs: number, now: () => number) {
    this.#keepMs = keepMs;
    this.#now = now;
  }

  has(key: string): boolean {
    return (this.#until.get(key) ?? 0) > this.#now();
  }

  add(key: string): void {
    this.#until.delete(key);
    this.#until.set(key, this.#now() + this.#keepMs);
    for (const [oldest, until] of this.#until) {
      if (until > this.#now() && this.#until.size <= ENTRIES_MAX) break;
      this.#until.delete(oldest);
    }
  }
}
