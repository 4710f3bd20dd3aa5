import { type Log, silentLog } from '../telemetry/log.js';
import {
  type DeliverHandover,
  FIRST_WAIT_MS,
  type Handover,
  type HandoverQueue,
  IDS_KEPT_MS,
  TRIES,
} from './handover-queue.js';

/** How many wait or are under way at once. A target that is down must not fill the memory. */
const WAITING_MAX = 10_000;

/** How many ids are remembered. */
const IDS_MAX = 100_000;

/** How long a stop waits for tries under way, in milliseconds. */
const CLOSE_MS = 3000;

/** Hands over from the memory of this process. What waits is lost when it ends. */
export class MemoryQueue implements HandoverQueue {
  readonly #deliver: DeliverHandover;
  readonly #log: Log;
  /** When each id was added, in milliseconds since the epoch; oldest first. */
  readonly #ids = new Map<string, number>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #underWay = new Set<Promise<void>>();
  #isClosed = false;

  constructor(deliver: DeliverHandover, log: Log = silentLog) {
    this.#deliver = deliver;
    this.#log = log;
  }

  async add(handover: Handover, waitUntil?: (promise: Promise<unknown>) => void): Promise<void> {
    if (this.#isKnown(handover.id)) return;
    // A target that takes connections and never answers keeps tries under way.
    if (this.#waiting.size + this.#underWay.size >= WAITING_MAX) throw new Error('too many hand-overs wait');
    this.#remember(handover.id);
    const first = this.#try(handover, 1);
    waitUntil?.(first);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    if (this.#waiting.size > 0) this.#log.warn({ count: this.#waiting.size }, 'hand-overs that waited are lost');
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS));
    if (this.#underWay.size > 0) await Promise.race([Promise.all(this.#underWay), timeout]);
  }

  #try(handover: Handover, count: number): Promise<void> {
    this.#waiting.delete(handover.id);
    const tried = this.#deliver(handover, count === TRIES)
      .finally(() => this.#underWay.delete(tried))
      .catch(() => {
        if (count === TRIES || this.#isClosed) return;
        const timer = setTimeout(() => void this.#try(handover, count + 1), FIRST_WAIT_MS * 2 ** (count - 1));
        this.#waiting.set(handover.id, timer);
      });
    this.#underWay.add(tried);
    return tried;
  }

  #isKnown(id: string): boolean {
    const addedAt = this.#ids.get(id);
    return addedAt !== undefined && Date.now() - addedAt < IDS_KEPT_MS;
  }

  #remember(id: string): void {
    this.#ids.delete(id);
    this.#ids.set(id, Date.now());
    if (this.#ids.size > IDS_MAX) this.#ids.delete(this.#ids.keys().next().value!);
  }
}
