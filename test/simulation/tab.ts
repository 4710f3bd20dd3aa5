import { createDeliveryQueue } from '../../src/feedback/delivery-queue.js';
import type { Feedback } from '../../src/feedback/feedback.js';
import { createModel, type Model } from '../../src/feedback/model.js';
import type { Clock, Connection } from '../../src/feedback/ports.js';
import type { Problem } from '../../src/feedback/problem.js';
import type { OutboxRecord } from '../../src/feedback/submission.js';
import { createMemory } from '../../src/memory/memory.js';
import { createOutbox } from '../../src/memory/outbox.js';
import { scopeOf } from '../../src/memory/scope.js';
import { createTransport } from '../../src/transport/transport.js';
import type { Device } from './device.js';
import { BUSINESS_ID, RELAY_URL, type User } from './haptik.js';
import type { Timeline } from './timeline.js';

/** What a tab's host hears. */
export interface Heard {
  user: User;
  /** `success`, or the kind of the problem. */
  kind: 'success' | Problem['kind'];
  comment: string | undefined;
  /** True time, in milliseconds since the epoch. */
  at: number;
}

/** Updates of the outbox that have begun and not ended, in all tabs: the world is not settled before them. */
export const pending = { count: 0 };

/** One tab with the widget in it: the real model, transport and memory. */
export class Tab {
  isAlive = true;
  /** The tab's sessionStorage: it outlives a reload. */
  readonly session: Map<string, string>;
  readonly onDeath: (() => void)[] = [];
  user!: User;
  model!: Model;
  readonly #device: Device;
  readonly #timeline: Timeline;
  readonly #hear: (heard: Heard) => void;
  readonly #newKey: () => string;
  readonly #observe: (tab: Tab, user: User, record: OutboxRecord) => void;
  #stop = () => {};

  constructor(
    device: Device,
    timeline: Timeline,
    hear: (heard: Heard) => void,
    newKey: () => string,
    observe: (tab: Tab, user: User, record: OutboxRecord) => void,
    session = new Map<string, string>(),
  ) {
    this.#device = device;
    this.#timeline = timeline;
    this.#hear = hear;
    this.#newKey = newKey;
    this.#observe = observe;
    this.session = session;
  }

  /** Shows the form to a user, as a page does when somebody signs in. */
  show(user: User): void {
    this.#stop();
    this.user = user;
    const browser = this.#device.browserFor(this);
    const scope = scopeOf(RELAY_URL, user);
    const hear = (kind: Heard['kind'], comment: string | undefined) =>
      this.isAlive && this.#hear({ user, kind, comment, at: this.#timeline.now });
    const clock: Clock = {
      now: Date.now,
      after: (milliseconds, callback) => this.#timeline.after(milliseconds, callback),
    };
    const connection: Connection = {
      isOnline: () => this.#device.isOnline,
      onOnline: (callback) => {
        const guarded = () => this.isAlive && callback();
        this.#device.onlineListeners.add(guarded);
        return () => this.#device.onlineListeners.delete(guarded);
      },
    };
    const world = {
      memory: createMemory(scope, browser),
      clock,
      connection,
      listener: {
        submit: () => true,
        success: (feedback: Feedback) => hear('success', feedback.comment),
        error: (feedback: Feedback, problem: Problem) => hear(problem.kind, feedback.comment),
      },
    };
    const model = createModel({
      ...world,
      options: () => ({ authId: user, businessId: BUSINESS_ID, commentMaxLength: 1000 }),
      loadDeliveryQueue: async () => {
        if (!this.#device.isOnline) throw new TypeError('Failed to fetch dynamically imported module');
        const outbox = createOutbox(scope, browser);
        return createDeliveryQueue({
          transport: createTransport(() => ({ relayUrl: RELAY_URL, timeoutMs: 10_000, retries: 2 }), browser),
          outbox: {
            runExclusively: outbox.runExclusively,
            update: async (change) => {
              pending.count++;
              try {
                const record = await outbox.update((latest) => (this.isAlive ? change(latest) : latest));
                this.#observe(this, user, record);
                return record;
              } finally {
                pending.count--;
                // What a tab has begun goes on without it; what comes then does not.
                if (!this.isAlive) await new Promise(() => {});
              }
            },
          },
          clock,
          connection,
          newKey: this.#newKey,
        });
      },
    });
    this.model = model;
    this.#stop = model.start();
  }

  /** The tab is closed, crashes or is reloaded: nothing of it goes on but what the browser has already been told. */
  die(): void {
    this.isAlive = false;
    this.#stop();
    for (const end of this.onDeath) end();
  }
}
