import { expect, it, vi } from 'vitest';
import type { DeliveryQueue, DeliveryResult } from '../../src/feedback/delivery-queue.js';
import { createModel } from '../../src/feedback/model.js';
import { createMemory, keysOf } from '../../src/memory/memory.js';

const SCOPE = 'scope';
const { waiting } = keysOf(SCOPE);

/** Creates a model over real memory in `local`, the tab's localStorage. */
function createTestModel(local: Map<string, string>, loadDeliveryQueue: () => Promise<DeliveryQueue>) {
  const storage = (values: Map<string, string>) => ({
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
    removeItem: (key: string) => values.delete(key),
  });
  const browser = {
    localStorage: storage(local),
    sessionStorage: storage(new Map()),
    addEventListener() {},
    removeEventListener() {},
  } as unknown as typeof globalThis;
  return createModel({
    memory: createMemory(SCOPE, browser),
    clock: { now: Date.now, after: () => () => {} },
    connection: { isOnline: () => true, onOnline: () => () => {} },
    listener: { submit: () => true, success() {}, error() {} },
    options: () => ({ authId: 'demo-user', businessId: 343, commentMaxLength: 1000 }),
    loadDeliveryQueue,
  });
}

/** Creates a delivery queue that returns the same result for all feedback. */
function createTestQueue(result: DeliveryResult): DeliveryQueue {
  return {
    preconnect() {},
    send: async () => result,
    restore: async () => ({}),
    replaceWaiting() {},
    cancel() {},
    forget() {},
  };
}

async function submit(model: ReturnType<typeof createModel>) {
  model.setRating(4);
  model.setResolved(true);
  model.submit();
  await vi.waitFor(() => expect(model.status.peek()).not.toBe('sending'));
}

it("keeps the mark of another tab's submission", async () => {
  const local = new Map([[waiting, '1']]);
  const queue = createTestQueue({ kind: 'refused', problem: { kind: 'expired' } });

  await submit(createTestModel(local, async () => queue));

  expect(local.get(waiting)).toBe('1');
});

it('keeps feedback while the queue cannot be loaded, and erases it when it is recorded', async () => {
  const local = new Map<string, string>();
  let isReachable = false;
  const model = createTestModel(local, async () => {
    if (!isReachable) throw new Error('not fetched');
    return createTestQueue({ kind: 'sent', sentAt: Date.now() });
  });

  await submit(model);

  expect(model.status.peek()).toBe('waiting');
  expect(JSON.parse(local.get(waiting)!)).toMatchObject({ feedback: { businessId: 343, rating: 4, resolved: true } });

  isReachable = true;
  await submit(model);

  expect(model.status.peek()).toBe('sent');
  expect(local.has(waiting)).toBe(false);
});

it('restores unsent feedback at the next visit, and sends the edited answers', async () => {
  const local = new Map<string, string>();
  const sent: unknown[] = [];
  let isReachable = false;
  const loadDeliveryQueue = async (): Promise<DeliveryQueue> => {
    if (!isReachable) throw new Error('not fetched');
    return {
      ...createTestQueue({ kind: 'sent', sentAt: Date.now() }),
      async send({ rating, comment }) {
        sent.push([rating, comment]);
        return { kind: 'sent', sentAt: Date.now() };
      },
    };
  };
  const first = createTestModel(local, loadDeliveryQueue);
  first.setComment('First', 5);
  await submit(first);

  const second = createTestModel(local, loadDeliveryQueue);
  second.start();
  await vi.waitFor(() => expect(second.status.peek()).toBe('waiting'));
  expect([second.rating.peek(), second.comment.peek()]).toEqual([4, 'First']);
  second.setRating(1);
  second.setComment('Second', 6);
  isReachable = true;
  second.submit();

  await vi.waitFor(() => expect(second.status.peek()).toBe('sent'));
  expect(sent).toEqual([[1, 'Second']]);
  expect(local.has(waiting)).toBe(false);
});

it('keeps edits of unsent feedback after the queue was loaded', async () => {
  const local = new Map<string, string>();
  let isReachable = false;
  const model = createTestModel(local, async () => {
    if (!isReachable) throw new Error('not fetched');
    return createTestQueue({ kind: 'sent', sentAt: Date.now() });
  });
  await submit(model);

  isReachable = true;
  await model.prepareToSend();
  model.setRating(1);

  expect(JSON.parse(local.get(waiting)!)).toMatchObject({ feedback: { rating: 1 } });
});
