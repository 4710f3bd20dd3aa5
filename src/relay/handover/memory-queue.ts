import { type Log, silentLog } from '../telemetry/log.js';
import {
  type Handover,
  type HandoverQueue,
  type HandoverTarget,
  IDS_KEPT_MS,
  type Receivers,
} from './handover-queue.js';
import { TargetQueue } from './target-queue.js';

/** How many ids are remembered. */
const IDS_MAX = 100_000;

/** How long a stop waits for tries under way, in milliseconds. */
const CLOSE_MS = 3000;

/** Hands over from the memory of this process. What waits is lost when it ends. */
export class MemoryQueue implements HandoverQueue {
  readonly #log: Log;
  /** When each id was added, in milliseconds since the epoch; oldest first. */
  readonly #ids = new Map<string, number>();
  /** One for each receiver, so that one that is down does not hold up the other. */
  readonly #targets: Readonly<Record<HandoverTarget, TargetQueue>>;

  constructor(receivers: Receivers, log: Log = silentLog) {
    this.#log = log;
    this.#targets = { link: new TargetQueue(receivers), notify: new TargetQueue(receivers) };
  }

  async add(handover: Handover, waitUntil?: (promise: Promise<unknown>) => void): Promise<void> {
    if (this.#isKnown(handover.id)) return;
    const target = this.#targets[handover.target];
    target.add(handover);
    this.#remember(handover.id);
    waitUntil?.(target.whenIdle());
  }

  async close(): Promise<void> {
    const targets = Object.values(this.#targets);
    for (const target of targets) target.close();
    const count = targets.reduce((sum, { waiting }) => sum + waiting, 0);
    if (count > 0) this.#log.warn({ count }, 'hand-overs that waited are lost');
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
    await Promise.race([Promise.all(targets.map((target) => target.whenIdle())), timeout]);
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
