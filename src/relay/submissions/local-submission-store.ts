import { REMEMBERED_MS, type SubmissionState, type SubmissionStore } from './submission-store.js';

/** How many submissions are remembered. */
const ENTRIES_MAX = 50_000;

/** How many remain when the oldest are dropped. One at a time would be slow: a map keeps gaps until it is rebuilt. */
const ENTRIES_KEPT = 45_000;

interface Entry {
  known: SubmissionState;
  content: string | undefined;
  /** When this state began, in milliseconds since the epoch. */
  since: number;
}

/** Remembers submissions in this process or isolate. */
export class LocalSubmissionStore implements SubmissionStore {
  /** In the order of their last change. */
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  readonly #pendingMs: number;

  /**
   * @param now - returns milliseconds since the epoch
   * @param pendingMs - how long a claim holds when nobody ends it, in milliseconds
   */
  constructor(now: () => number, pendingMs: number) {
    this.#now = now;
    this.#pendingMs = pendingMs;
  }

  /** How many submissions are in memory. */
  get size(): number {
    return this.#entries.size;
  }

  claim(key: string, content: string): SubmissionState {
    const known = this.find(key);
    if (known.state === 'new') this.#entries.delete(key);
    const claimed = this.#entries.get(key)?.content;
    if (claimed !== undefined && claimed !== content) return { state: 'mismatch' };
    if (known.state === 'new' || known.state === 'open') {
      this.#set(key, { state: 'pending' }, content);
    }
    return known;
  }

  /** Reads the state of a submission without claiming it. */
  find(key: string): SubmissionState {
    const entry = this.#entries.get(key);
    if (!entry || this.#isOver(entry)) return { state: 'new' };
    const isAbandoned = entry.known.state === 'pending' && this.#now() - entry.since >= this.#pendingMs;
    // Haptik may have recorded a submission whose claim nobody ended.
    return isAbandoned ? { state: 'open' } : entry.known;
  }

  markRecorded(key: string, status: number): void {
    this.#set(key, { state: 'recorded', status });
  }

  markOpen(key: string): void {
    this.#set(key, { state: 'open' });
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #set(key: string, known: SubmissionState, content = this.#entries.get(key)?.content): void {
    this.#entries.delete(key);
    this.#entries.set(key, { known, content, since: this.#now() });
    this.#deleteOldest(this.#entries.size > ENTRIES_MAX ? ENTRIES_KEPT : ENTRIES_MAX);
  }

  /** Deletes the entries that are over, and the oldest ones beyond `sizeMax`. */
  #deleteOldest(sizeMax: number): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= sizeMax && !this.#isOver(entry)) return;
      this.#entries.delete(key);
    }
  }

  #isOver({ since }: Entry): boolean {
    return this.#now() - since >= REMEMBERED_MS;
  }
}
