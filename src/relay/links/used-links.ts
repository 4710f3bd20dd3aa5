import { ExpiringKeys } from '../limits/expiring-keys.js';

/**
 * Remembers which links were used, and which are being used, by a key of `usedLinkKey`.
 *
 * A link is claimed before Haptik is asked, so that posts at once with one link do not all reach Haptik.
 */
export interface UsedLinks {
  has(key: string): boolean | Promise<boolean>;
  /**
   * Claims a link for one feedback. A claim that nobody ends expires after a while.
   *
   * @returns false while another feedback has claimed the link
   */
  claim(key: string): boolean | Promise<boolean>;
  /** Ends a claim: the feedback was refused. */
  release(key: string): void | Promise<void>;
  /** Marks a link as used, and ends its claim. */
  add(key: string): void | Promise<void>;
}

/** How many used links one process remembers, and how many claims. */
const ENTRIES_MAX = 100_000;

/** Remembers used links in this process or isolate, for as long as a link can work. */
export class LocalUsedLinks implements UsedLinks {
  readonly #used: ExpiringKeys;
  readonly #claimed: ExpiringKeys;

  /**
   * @param keepMs - the longest time that a link works, in milliseconds
   * @param claimMs - how long a claim holds when nobody ends it, in milliseconds
   * @param now - returns milliseconds since the epoch
   */
  constructor(keepMs: number, claimMs: number, now: () => number) {
    this.#used = new ExpiringKeys(keepMs, ENTRIES_MAX, now);
    this.#claimed = new ExpiringKeys(claimMs, ENTRIES_MAX, now);
  }

  has(key: string): boolean {
    return this.#used.has(key);
  }

  claim(key: string): boolean {
    if (this.#claimed.has(key)) return false;
    this.#claimed.add(key);
    return true;
  }

  release(key: string): void {
    this.#claimed.delete(key);
  }

  add(key: string): void {
    this.#used.add(key);
    this.#claimed.delete(key);
  }
}
