import { REMEMBERED_MS, type SubmissionState, type SubmissionStore } from './submission-store.js';

/** How many submissions are remembered. */
const ENTRIES_MAX = 50_000;

/** How many remain when the oldest are dropped. One at a time would be slow: a map keeps gaps until it is rebuilt. */
const ENTRIES_KEPT = 45_000;

interface Entry {
  known: SubmissionState;
  content: string | undefined;
  /** When this state ends, in milliseconds since the epoch. */
  until: number;
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

  claim(key: string, content: string): SubmissionState {
    const known = this.find(key);
    if (known.state === 'new') this.#entries.delete(key);
    const claimed = this.#entries.get(key)?.content;
    if (claimed !== undefined && claimed !== content) return { state: 'mismatch' };
    if (known.state === 'new' || known.state === 'open') {
      this.#set(key, { state: 'pending' }, this.#pendingMs, content);
    }
    return known;
  }

  /** Reads the state of a submission without claiming it. */
  find(key: string): SubmissionState {
    const entry = this.#entries.get(key);
    if (!entry) return { state: 'new' };
    if (entry.until > this.#now()) return entry.known;
    // Haptik may have recorded a submission whose claim nobody ended.
    return { state: entry.known.state === 'pending' ? 'open' : 'new' };
  }

  markRecorded(key: string, status: number): void {
    this.#set(key, { state: 'recorded', status }, REMEMBERED_MS);
  }

  markOpen(key: string): void {
    this.#set(key, { state: 'open' }, REMEMBERED_MS);
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #set(key: string, known: SubmissionState, milliseconds: number, content = this.#entries.get(key)?.content): void {
    this.#entries.delete(key);
    this.#entries.set(key, { known, content, until: this.#now() + milliseconds });
    if (this.#entries.size > ENTRIES_MAX) this.#dropOldest();
  }

  #dropOldest(): void {
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= ENTRIES_KEPT) return;
      this.#entries.delete(key);
    }
  }
}
