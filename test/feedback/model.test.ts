import { expect, it, vi } from 'vitest';
import type { DeliveryQueue, DeliveryResult } from '../../src/feedback/delivery-queue.js';
import { createModel } from '../../src/feedback/model.js';
import { createSender } from '../../src/feedback/sender.js';
import { createMemory, keysOf } from '../../src/memory/memory.js';

const SCOPE = 'scope';

/** A model over real memory, whose deliveryQueue brings the same result of everything. */
function createTestModel(local: Map<string, string>, deliveryQueue: () => Promise<DeliveryQueue>) {
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
  const world = {
    memory: createMemory(SCOPE, browser),
    clock: { now: Date.now, after: () => () => {} },
    connection: { isOnline: () => true, whenOnline: () => () => {} },
    listener: { submit: () => true, success() {}, error() {} },
  };
  return createModel({
    ...world,
    options: () => ({ authId: 'demo-user', businessId: 343, commentMaxLength: 1000 }),
    sender: async (state) =>
      createSender(state, {
        ...world,
        deliveryQueue: await deliveryQueue(),
        connect() {},
      }),
  });
}

function bringing(result: DeliveryResult): DeliveryQueue {
  return {
    send: async () => result,
    takeUp: async () => ({}),
    amend() {},
    drop() {},
    forget() {},
  };
}

async function give(model: ReturnType<typeof createModel>) {
  model.rate(4);
  model.resolve(true);
  model.submit();
  await vi.waitFor(() => expect(model.status.peek()).not.toBe('sending'));
}

const { waiting } = keysOf(SCOPE);

it("leaves the mark of another tab's submission where it is", async () => {
  const local = new Map([[waiting, '1']]);
  await give(createTestModel(local, async () => bringing({ kind: 'refused', problem: { kind: 'expired' } })));
  expect(local.get(waiting)).toBe('1');
});

it('keeps what was sent without a deliveryQueue, and erases it once there is an answer', async () => {
  const local = new Map<string, string>();
  let isReachable = false;
  const model = createTestModel(local, async () => {
    if (!isReachable) throw new Error('not fetched');
    return bringing({ kind: 'sent', sentAt: Date.now() });
  });
  await give(model);
  expect(model.status.peek()).toBe('waiting');
  expect(JSON.parse(local.get(waiting)!)).toMatchObject({ feedback: { businessId: 343, rating: 4, resolved: true } });
  isReachable = true;
  await give(model);
  expect(model.status.peek()).toBe('sent');
  expect(local.has(waiting)).toBe(false);
});

it('shows what an earlier visit sent without a sender, and sends what the visitor has made of it since', async () => {
  const local = new Map<string, string>();
  const sent: unknown[] = [];
  let isReachable = false;
  const deliveryQueue = async (): Promise<DeliveryQueue> => {
    if (!isReachable) throw new Error('not fetched');
    return {
      ...bringing({ kind: 'sent', sentAt: Date.now() }),
      async send({ rating, comment }) {
        sent.push([rating, comment]);
        return { kind: 'sent', sentAt: Date.now() };
      },
    };
  };
  const first = createTestModel(local, deliveryQueue);
  first.write('First', 5);
  await give(first);

  const second = createTestModel(local, deliveryQueue);
  second.start();
  await vi.waitFor(() => expect(second.status.peek()).toBe('waiting'));
  expect([second.rating.peek(), second.comment.peek()]).toEqual([4, 'First']);
  second.rate(1);
  second.write('Second', 6);
  isReachable = true;
  second.submit();
  await vi.waitFor(() => expect(second.status.peek()).toBe('sent'));
  expect(sent).toEqual([[1, 'Second']]);
  expect(local.has(waiting)).toBe(false);
});

it('keeps what the visitor makes of a unsent also when somebody could send it by now', async () => {
  const local = new Map<string, string>();
  let isReachable = false;
  const model = createTestModel(local, async () => {
    if (!isReachable) throw new Error('not fetched');
    return bringing({ kind: 'sent', sentAt: Date.now() });
  });
  await give(model);
  isReachable = true;
  await model.touch();
  model.rate(1);
  expect(JSON.parse(local.get(waiting)!)).toMatchObject({ feedback: { rating: 1 } });
});
