import { vi } from 'vitest';
import { createDeliveryQueue } from '../../src/feedback/delivery-queue.js';
import { createModel, type Model, type World } from '../../src/feedback/model.js';
import type { Outcome } from '../../src/feedback/problem.js';
import { noMemory } from '../../src/memory/memory.js';
import { createOutbox } from '../../src/memory/outbox.js';
import en from '../../src/messages/en.js';

export const texts = { messages: en, locale: 'en' };

/** Creates a model whose transport answers only when the test calls `answer`. */
export function createTestModel(options: Partial<ReturnType<World['options']>> = {}): {
  model: Model;
  /** The feedback that was sent, oldest first. */
  sent: unknown[];
  /** Waits for a submission and answers it. */
  answer(outcome: Outcome): Promise<void>;
  listener: World['listener'];
  /** Runs every timer that is set now. */
  runTimers(): void;
} {
  const sent: unknown[] = [];
  let resolveSubmission: (outcome: Outcome) => void = () => {};
  const listener = { submit: vi.fn(() => true), success: vi.fn(), error: vi.fn() };
  const timers = new Set<() => void>();
  const clock = {
    now: Date.now,
    after(_milliseconds: number, callback: () => void) {
      timers.add(callback);
      return () => timers.delete(callback);
    },
  };
  const connection = { isOnline: () => true, onOnline: () => () => {} };
  const world = { memory: noMemory, clock, connection, listener };
  const deliveryQueue = createDeliveryQueue({
    ...world,
    outbox: createOutbox(undefined),
    transport: {
      preconnect() {},
      canReachRelay: async () => true,
      async send(feedback, tries) {
        await tries.mayTry();
        sent.push(feedback);
        const outcome = await new Promise<Outcome>((resolve) => {
          resolveSubmission = resolve;
        });
        tries.onOutcome(outcome);
        return outcome;
      },
    },
    newKey: () => '8b5f2c1e-0000-4000-8000-000000000000',
  });
  const model = createModel({
    ...world,
    options: () => ({ authId: 'demo-user', businessId: 343, commentMaxLength: 1000, ...options }),
    loadDeliveryQueue: async () => deliveryQueue,
  });
  return {
    model,
    sent,
    listener,
    runTimers() {
      for (const callback of [...timers]) {
        timers.delete(callback);
        callback();
      }
    },
    async answer(outcome) {
      await vi.waitFor(() => {
        if (sent.length === 0) throw new Error('nothing was sent');
      });
      resolveSubmission(outcome);
    },
  };
}
