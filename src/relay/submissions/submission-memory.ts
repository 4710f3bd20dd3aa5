/** What is known of a submission: nothing yet, that its first try left it open, or that Haptik recorded it. */
export type Known = { state: 'new' } | { state: 'open' } | { state: 'recorded'; status: number } | { state: 'pending' };

/**
 * Remembers submissions by their idempotency key for an hour. Who claims a submission that is `new` or `open` has it
 * `pending` until it says how it ended; a claim that is never ended counts as `open` after a while.
 */
export interface SubmissionMemory {
  claim(key: string): Known | Promise<Known>;
  /** Haptik recorded it, and answered with this status. */
  recorded(key: string, status: number): void | Promise<void>;
  /** Haptik may have recorded it. */
  open(key: string): void | Promise<void>;
  /** It was refused, or never asked: it is forgotten. */
  forget(key: string): void | Promise<void>;
}

/** How long a submission is remembered: as long as Haptik calls a second feedback a duplicate. */
export const REMEMBERED_MS = 60 * 60 * 1000;

/** How many submissions a process remembers; the oldest make room. */
const ENTRIES_MAX = 50_000;

interface Entry {
  /** The status of the recorded success; 0 while it is open, -1 while it is pending. */
  status: number;
  until: number;
}

const OPEN = 0;
const PENDING = -1;

const NEW: Known = { state: 'new' };

/** Remembers in this process, or isolate, alone. */
export class LocalMemory implements SubmissionMemory {
  readonly #entries = new Map<string, Entry>();
  // Always the same one: a new iterator would pass by every place that was left since the map last tidied up.
  readonly #byAge = this.#entries.keys();
  readonly #now: () => number;
  readonly #pendingMs: number;

  /** @param pendingMs - how long a claim holds when nobody ends it */
  constructor(now: () => number, pendingMs: number) {
    this.#now = now;
    this.#pendingMs = pendingMs;
  }

  claim(key: string): Known {
    const known = this.peek(key);
    if (known?.state === 'recorded' || known?.state === 'pending') return known;
    // Set anew, so that the map's order is the order of age.
    this.#entries.delete(key);
    this.#set(key, PENDING, this.#pendingMs);
    return known ?? NEW;
  }

  /** What is known, without a claim. */
  peek(key: string): Known | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || (entry.status !== PENDING && entry.until <= this.#now())) return undefined;
    if (entry.status > 0) return { state: 'recorded', status: entry.status };
    // A claim that nobody ended may have reached Haptik.
    return { state: entry.status === PENDING && entry.until > this.#now() ? 'pending' : 'open' };
  }

  recorded(key: string, status: number): void {
    this.#set(key, status, REMEMBERED_MS);
  }

  open(key: string): void {
    this.#set(key, OPEN, REMEMBERED_MS);
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  #set(key: string, status: number, milliseconds: number): void {
    const until = this.#now() + milliseconds;
    const entry = this.#entries.get(key);
    if (entry) {
      entry.status = status;
      entry.until = until;
      return;
    }
    this.#entries.set(key, { status, until });
    if (this.#entries.size <= ENTRIES_MAX) return;
    const oldest = this.#byAge.next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }
}
