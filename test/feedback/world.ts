import { createDeliveryQueue } from '../../src/feedback/delivery-queue.js';
import type { Feedback } from '../../src/feedback/feedback.js';
import type { Clock, Outbox, Transport } from '../../src/feedback/ports.js';
import { isAmbiguous, type Outcome } from '../../src/feedback/problem.js';
import type { OutboxRecord } from '../../src/feedback/submission.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** 1 January 2026. */
export const START = Date.UTC(2026, 0, 1);

export const FEEDBACK: Feedback = {
  authId: 'demo-user',
  businessId: 343,
  rating: 4,
  resolved: true,
  comment: 'Good',
};

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  time = START;
  #timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.time + milliseconds, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** The number of timers that have not fired yet. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves the time, and fires the timers that are due. */
  advance(milliseconds: number): void {
    this.time += milliseconds;
    for (const timer of [...this.#timers].sort((a, b) => a.at - b.at)) {
      if (timer.at > this.time || !this.#timers.includes(timer)) continue;
      this.#timers = this.#timers.filter((other) => other !== timer);
      timer.callback();
    }
  }
}

/** An outbox in memory, which the tabs of one browser share. */
export class TestOutbox implements Outbox {
  record: OutboxRecord = {};
  /** Everything that was stored, in order. */
  readonly history: OutboxRecord[] = [];
  /** `true` while another tab holds the lock. */
  isLocked = false;

  async update(change: (record: OutboxRecord) => OutboxRecord): Promise<OutboxRecord> {
    this.record = change(this.record);
    this.history.push(this.record);
    return this.record;
  }

  async runExclusively(task: () => Promise<void>, mayWait: boolean): Promise<void> {
    if (!this.isLocked || mayWait) await task();
  }
}

/** One try as the relay sees it. */
export interface SentTry {
  key: string;
  feedback: Feedback;
}

/** What a test says about one try: its outcome, or what happens during the try and then its outcome. */
export type Answer = Outcome['kind'] | Outcome | (() => Outcome['kind'] | Promise<Outcome['kind']>);

/** A transport that answers each try with the next of `answers`, and repeats it `retries` times. */
export class TestTransport implements Transport {
  answers: Answer[] = [];
  retries = 0;
  /** How many requests the browser refuses to send. Each is then sent in another way, within the same try. */
  refusals = 0;
  isReachable = false;
  readonly sent: SentTry[] = [];
  preconnects = 0;

  preconnect = (): void => {
    this.preconnects++;
  };

  async canReachRelay(): Promise<boolean> {
    return this.isReachable;
  }

  async send(feedback: Feedback, tries: Parameters<Transport['send']>[1]): Promise<Outcome | undefined> {
    let outcome: Outcome | undefined;
    for (let tryNumber = 0; tryNumber <= this.retries; tryNumber++) {
      if (!(await tries.mayTry())) break;
      if (this.refusals-- > 0 && !(await tries.mayTry())) break;
      this.sent.push({ key: tries.key, feedback });
      const answer = this.answers.shift() ?? 'recorded';
      const result = typeof answer === 'function' ? await answer() : answer;
      const tried: Outcome = typeof result === 'string' ? ({ kind: result } as Outcome) : result;
      outcome = tried;
      tries.onOutcome(tried);
      if (!isAmbiguous(tried)) break;
    }
    return outcome;
  }
}

/** The world of a delivery queue: one browser with a clock, an outbox and a connection, and a relay. */
export function createDeliveryWorld() {
  const clock = new TestClock();
  const outbox = new TestOutbox();
  const transport = new TestTransport();
  const connection = { online: true, isOnline: () => connection.online, onOnline: () => () => {} };
  let keys = 0;
  return {
    clock,
    outbox,
    transport,
    connection,
    /** Opens a tab: a delivery queue over the browser's outbox. */
    openTab: (options: { outbox?: Outbox } = {}) =>
      createDeliveryQueue({ clock, outbox, transport, connection, newKey: () => `key-${++keys}`, ...options }),
  };
}
