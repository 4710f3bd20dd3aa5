import { CircuitBreaker } from './circuit-breaker.js';
import { AGE_MAX_MS, CONCURRENCY, FIRST_WAIT_MS, type Handover, type Receivers, TRIES } from './handover-queue.js';

/** How many wait or are under way at once. A receiver that is down must not fill the memory. */
const SIZE_MAX = 10_000;

interface Entry {
  handover: Handover;
  /** In milliseconds since the epoch. */
  addedAt: number;
  tries: number;
}

/** Hands over to one receiver from the memory of this process. */
export class TargetQueue {
  readonly #receivers: Receivers;
  readonly #breaker = new CircuitBreaker();
  /** Wait for their turn, the next one first. */
  readonly #ready: Entry[] = [];
  /** Wait some time after a failed try, each with the timer that ends the wait. */
  readonly #delayed = new Map<Entry, ReturnType<typeof setTimeout>>();
  readonly #underWay = new Set<Promise<void>>();
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(receivers: Receivers) {
    this.#receivers = receivers;
  }

  /** How many hand-overs wait. */
  get waiting(): number {
    return this.#ready.length + this.#delayed.size;
  }

  /** @throws Error when too many hand-overs wait or are under way */
  add(handover: Handover): void {
    if (this.waiting + this.#underWay.size >= SIZE_MAX) throw new Error('too many hand-overs wait');
    this.#ready.push({ handover, addedAt: Date.now(), tries: 0 });
    this.#startTries();
  }

  /** Resolves when no try is under way. */
  async whenIdle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Starts no further try. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#restTimer);
    for (const timer of this.#delayed.values()) clearTimeout(timer);
  }

  /** Starts as many tries as the receiver may have at once. */
  #startTries(): void {
    while (this.#ready.length > 0 && this.#mayStart()) {
      const entry = this.#ready.shift()!;
      if (Date.now() - entry.addedAt > AGE_MAX_MS) {
        this.#receivers.giveUp(entry.handover.target);
        continue;
      }
      const tried = this.#tryOnce(entry).finally(() => {
        this.#underWay.delete(tried);
        this.#startTries();
      });
      this.#underWay.add(tried);
    }
    const { restMs } = this.#breaker;
    if (restMs === 0 || this.#restTimer !== undefined || this.#isClosed) return;
    this.#restTimer = setTimeout(() => {
      this.#restTimer = undefined;
      this.#startTries();
    }, restMs);
  }

  #mayStart(): boolean {
    const tries = this.#breaker.isOpen ? 1 : CONCURRENCY;
    return !this.#isClosed && this.#breaker.restMs === 0 && this.#underWay.size < tries;
  }

  async #tryOnce(entry: Entry): Promise<void> {
    entry.tries += 1;
    try {
      await this.#receivers.deliver(entry.handover);
      this.#breaker.recordSuccess();
    } catch {
      this.#breaker.recordFailure();
      this.#delayOrGiveUp(entry);
    }
  }

  #delayOrGiveUp(entry: Entry): void {
    if (entry.tries === TRIES) this.#receivers.giveUp(entry.handover.target);
    if (entry.tries === TRIES || this.#isClosed) return;
    const timer = setTimeout(
      () => {
        this.#delayed.delete(entry);
        this.#ready.push(entry);
        this.#startTries();
      },
      FIRST_WAIT_MS * 2 ** (entry.tries - 1),
    );
    this.#delayed.set(entry, timer);
  }
}
