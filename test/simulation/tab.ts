import { findReasonAgainst } from '../../src/embed/asking/find-reason-against.js';
import { createDeliveryQueue } from '../../src/feedback/delivery-queue.js';
import type { Feedback } from '../../src/feedback/feedback.js';
import { createModel, type Model } from '../../src/feedback/model.js';
import type { Clock, Connection } from '../../src/feedback/ports.js';
import type { Problem } from '../../src/feedback/problem.js';
import type { OutboxRecord } from '../../src/feedback/submission.js';
import { createAskMemory } from '../../src/memory/ask-memory.js';
import { createMemory } from '../../src/memory/memory.js';
import { createOutbox } from '../../src/memory/outbox.js';
import { scopeOf } from '../../src/memory/scope.js';
import { createTransport } from '../../src/transport/transport.js';
import type { Device } from './device.js';
import type { Faults } from './faults.js';
import { BUSINESS_ID, LINK_USER, relayUrlOf, type User } from './relays.js';
import type { Timeline } from './timeline.js';

/** An event that a tab's host page receives. */
export interface Heard {
  user: User;
  /** `success`, or the kind of the problem. */
  kind: 'success' | Problem['kind'];
  comment: string | undefined;
  device: Device;
  /** True time, in milliseconds since the epoch. */
  at: number;
}

/** The number of outbox updates under way in all tabs. While there are some, the world is not settled. */
export const pending = { count: 0 };

/** One tab with the widget in it: the real model, transport and memory. */
export class Tab {
  isAlive = true;
  /** True time, in milliseconds since the epoch. */
  closedAt = Number.POSITIVE_INFINITY;
  /** The tab's sessionStorage: it outlives a reload. */
  readonly session: Map<string, string>;
  readonly onDeath: (() => void)[] = [];
  user!: User;
  model!: Model;
  readonly device: Device;
  readonly #timeline: Timeline;
  readonly #hear: (heard: Heard) => void;
  readonly #newKey: () => string;
  readonly #observe: (tab: Tab, user: User, record: OutboxRecord) => void;
  readonly #faults: Faults;
  readonly #linkToken: string;
  /** The id of the last submission that this tab knew. */
  submissionId: string | undefined;
  /** How many forms the tab has shown. An old form still finishes its requests. */
  form = 0;
  #stop = () => {};
  /** The true time of the last try that the outbox contains without an answer, in milliseconds since the epoch. */
  #markedAt: number | undefined;

  constructor(
    device: Device,
    timeline: Timeline,
    faults: Faults,
    hear: (heard: Heard) => void,
    newKey: () => string,
    observe: (tab: Tab, user: User, record: OutboxRecord) => void,
    linkToken: string,
    session = new Map<string, string>(),
  ) {
    this.device = device;
    this.#timeline = timeline;
    this.#faults = faults;
    this.#hear = hear;
    this.#newKey = newKey;
    this.#observe = observe;
    this.#linkToken = linkToken;
    this.session = session;
  }

  /** Shows the form to a user, as a page does after a sign-in. */
  show(user: User): void {
    this.#stop();
    this.user = user;
    this.submissionId = undefined;
    const form = ++this.form;
    const browser = this.device.browserFor(this);
    const relayUrl = relayUrlOf(user);
    const scope = scopeOf(relayUrl, user);
    const identityToken = user === LINK_USER ? this.#linkToken : undefined;
    const hear = (kind: Heard['kind'], comment: string | undefined) =>
      this.isAlive && this.#hear({ user, kind, comment, device: this.device, at: this.#timeline.now });
    const clock: Clock = {
      now: Date.now,
      after: (milliseconds, callback) => this.#timeline.after(milliseconds, callback),
    };
    const connection: Connection = {
      isOnline: () => this.device.isOnline && !this.device.isLying,
      onOnline: (callback) => {
        const guarded = () => this.isAlive && callback();
        this.device.onlineListeners.add(guarded);
        return () => this.device.onlineListeners.delete(guarded);
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
        if (!this.device.isOnline) throw new TypeError('Failed to fetch dynamically imported module');
        const outbox = createOutbox(scope, browser);
        return createDeliveryQueue({
          transport: createTransport(() => ({ relayUrl, identityToken, timeoutMs: 10_000, retries: 2 }), browser),
          outbox: {
            runExclusively: outbox.runExclusively,
            update: async (change) => {
              pending.count++;
              try {
                if (this.#faults.closesTab()) this.#dieAtOnce();
                if (this.#faults.closesDatabase()) this.device.closeDatabases();
                let isClosedMeanwhile = this.#faults.closesDatabase();
                const record = await outbox.update((latest) => {
                  if (isClosedMeanwhile) this.device.closeDatabases();
                  isClosedMeanwhile = false;
                  return this.isAlive ? change(latest) : latest;
                });
                this.#observe(this, user, record);
                this.#noteMark(record);
                const endedId = record.submission ? undefined : this.submissionId;
                if (form === this.form) this.submissionId = record.submission?.id;
                if (this.#faults.closesTab()) {
                  if (endedId) this.device.unseenEnds.add(endedId);
                  this.#dieAtOnce();
                }
                return record;
              } finally {
                pending.count--;
                // A closed tab does nothing more.
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

  /**
   * Asks the visitor for feedback, as the widget does when one of its triggers is heard.
   *
   * @returns whether the visitor was asked
   */
  ask(conversationId: string | undefined): boolean {
    const scope = scopeOf(relayUrlOf(this.user), this.user);
    const browser = this.device.browserFor(this);
    const memory = createAskMemory(scope, browser);
    const state = { isOpen: false, share: 0, sentAt: createMemory(scope, browser).readSentAt(), memory };
    if (findReasonAgainst(state, { askShare: 100, askAgainAfterHours: 24, conversationId }, Date.now())) return false;
    memory.writeAsked(Date.now(), conversationId);
    return true;
  }

  /** Remembers whether the outbox contains a try of this tab without an answer. */
  #noteMark({ ambiguousLast }: OutboxRecord) {
    if (ambiguousLast === Date.now()) this.#markedAt = this.#timeline.now;
    else if (ambiguousLast === undefined) this.#markedAt = undefined;
  }

  /** Closes the tab in the middle of its work. A try in the outbox then counts as one without an answer. */
  #dieAtOnce() {
    if (this.#markedAt !== undefined) this.device.ambiguousTries.push({ user: this.user, at: this.#markedAt });
    this.die();
  }

  /** Closes the tab. Only the work that the browser has already begun goes on. */
  die(): void {
    this.isAlive = false;
    this.closedAt = Math.min(this.closedAt, this.#timeline.now);
    this.#stop();
    for (const end of this.onDeath) end();
  }
}
