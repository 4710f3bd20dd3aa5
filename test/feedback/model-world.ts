import { vi } from 'vitest';
import type { DeliveryQueue, DeliveryResult } from '../../src/feedback/delivery-queue.js';
import type { Feedback } from '../../src/feedback/feedback.js';
import { createModel, type Model } from '../../src/feedback/model.js';
import type { Draft, Memory } from '../../src/feedback/ports.js';
import type { OutboxRecord, UnsentFeedback } from '../../src/feedback/submission.js';
import { START, TestClock } from './world.js';

/** A memory that the models of one test share, as visits of one browser do. */
export class TestMemory implements Memory {
  draft: Draft | undefined;
  sentAt: number | undefined;
  unsent: UnsentFeedback | undefined;
  /** `true` when another tab's submission waits in the outbox. */
  isMarked = false;
  readonly onSentCallbacks = new Set<(time: number) => void>();

  readDraft = () => this.draft;
  writeDraft = (draft: Draft | undefined) => {
    this.draft = draft;
  };
  readSentAt = () => this.sentAt;
  writeSentAt = (time: number | undefined) => {
    this.sentAt = time;
  };
  onSent = (callback: (time: number) => void) => {
    this.onSentCallbacks.add(callback);
    return () => this.onSentCallbacks.delete(callback);
  };
  hasWaiting = () => this.isMarked || this.unsent !== undefined;
  readUnsent = () => this.unsent;
  writeUnsent = (unsent: UnsentFeedback | undefined) => {
    this.unsent = unsent;
    this.isMarked = false;
  };
  hasForgottenAsking = false;
  forgetAsking = () => {
    this.hasForgottenAsking = true;
  };
}

/** A delivery queue that returns what the test says, and records the calls. */
export class TestQueue implements DeliveryQueue {
  /** The results of the next sends; the default is `sent`. A function may wait before it returns. */
  results: (DeliveryResult | undefined | (() => Promise<DeliveryResult | undefined>))[] = [];
  restored: OutboxRecord = {};
  readonly sent: { feedback: Feedback; byVisitor: boolean }[] = [];
  readonly calls: unknown[][] = [];

  async send(feedback: Feedback, byVisitor: boolean): Promise<DeliveryResult | undefined> {
    this.sent.push({ feedback, byVisitor });
    if (this.results.length === 0) return { kind: 'sent', sentAt: START };
    const result = this.results.shift();
    return typeof result === 'function' ? result() : result;
  }
  async restore(unsent: UnsentFeedback | undefined): Promise<OutboxRecord> {
    this.calls.push(['restore', unsent]);
    return this.restored;
  }
  preconnect = (): void => void this.calls.push(['preconnect']);
  replaceWaiting = (feedback: Feedback): void => void this.calls.push(['replaceWaiting', feedback]);
  cancel = (): void => void this.calls.push(['cancel']);
  forget = (): void => void this.calls.push(['forget']);
}

/** Creates the world of a model: a browser whose visits share memory and queue. */
export function createModelWorld() {
  const clock = new TestClock();
  const memory = new TestMemory();
  const queue = new TestQueue();
  const listener = { submit: vi.fn(() => true), success: vi.fn(), error: vi.fn() };
  const onlineCallbacks = new Set<() => void>();
  const connection = {
    online: true,
    isOnline: () => connection.online,
    onOnline(callback: () => void) {
      onlineCallbacks.add(callback);
      return () => onlineCallbacks.delete(callback);
    },
  };
  const world = {
    clock,
    memory,
    queue,
    listener,
    connection,
    onlineCallbacks,
    /** How the queue is loaded. */
    load: async (): Promise<DeliveryQueue> => queue,
    /** How often the queue was loaded. */
    loads: 0,
    options: { authId: 'demo-user' as string | undefined, businessId: 343, commentMaxLength: 1000 },
    goOnline() {
      connection.online = true;
      for (const callback of onlineCallbacks) callback();
    },
    /** Opens a form, as a visit does. */
    openForm: (): Model =>
      createModel({
        clock,
        memory,
        connection,
        listener,
        options: () => world.options,
        loadDeliveryQueue() {
          world.loads++;
          return world.load();
        },
      }),
  };
  return world;
}

/** Answers both questions, and writes a comment. */
export function fillIn(model: Model, comment = 'Good'): void {
  model.setRating(4);
  model.setResolved(true);
  model.setComment(comment, comment.length);
}

/** Fills the form in, sends it, and waits for the result. */
export async function submitForm(model: Model): Promise<void> {
  fillIn(model);
  model.submit();
  await settle();
}

/** Waits until every promise that waits for no timer is settled. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
