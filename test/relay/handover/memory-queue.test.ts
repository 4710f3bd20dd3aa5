import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handover, HandoverTarget, Receivers } from '../../../src/relay/handover/handover-queue.js';
import { MemoryQueue } from '../../../src/relay/handover/memory-queue.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let tries: { id: string; at: number }[];
let taken: string[];
let givenUp: HandoverTarget[];
let deliver: (handover: Handover) => Promise<void>;
let queue: MemoryQueue;

const handover = (id: string, target: HandoverTarget = 'link'): Handover => ({ id, target, body: '{}' });
const add = async (count: number, target: HandoverTarget = 'link') => {
  for (let index = 0; index < count; index++) await queue.add(handover(`${target}-${index}`, target));
};
const take = async () => {};
const refuse = () => Promise.reject(new Error('not taken'));
const hang = () => new Promise<never>(() => {});

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  tries = [];
  taken = [];
  givenUp = [];
  deliver = take;
  const receivers: Receivers = {
    async deliver(added) {
      tries.push({ id: added.id, at: Date.now() });
      await deliver(added);
      taken.push(added.id);
    },
    giveUp: (target) => void givenUp.push(target),
    reportUnreadable() {},
  };
  queue = new MemoryQueue(receivers);
});

afterEach(() => vi.useRealTimers());

it('hands over at once, and once for each id', async () => {
  await Promise.all(Array.from({ length: 100 }, () => queue.add(handover('one'))));
  await queue.add(handover('two'));
  await vi.advanceTimersByTimeAsync(HOUR_MS);

  expect(tries.map(({ id }) => id)).toEqual(['one', 'two']);
});

it('repeats a failed try with waits that double, until it is taken', async () => {
  deliver = refuse;
  await queue.add(handover('one'));
  await vi.advanceTimersByTimeAsync(6999);
  deliver = take;
  await vi.advanceTimersByTimeAsync(HOUR_MS);

  expect(tries.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000]);
});

it('gives up after twelve tries within an hour', async () => {
  deliver = refuse;
  await queue.add(handover('one'));
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS);

  expect(tries).toHaveLength(12);
  expect(tries.at(-1)!.at).toBeLessThan(HOUR_MS);
  expect(givenUp).toEqual(['link']);
});

describe('while a receiver is down', () => {
  it('tries it a few times instead of once for each hand-over', async () => {
    deliver = refuse;
    await add(200, 'notify');
    await vi.advanceTimersByTimeAsync(MINUTE_MS);

    expect(tries.length).toBeLessThan(30);
  });

  it('has ten tries under way at most when it does not answer', async () => {
    deliver = hang;
    await add(200, 'notify');
    await vi.advanceTimersByTimeAsync(0);

    expect(tries).toHaveLength(10);
  });

  it('tries one hand-over at a time, with rests that double up to half a minute', async () => {
    deliver = refuse;
    await add(1000, 'notify');
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);

    const times = [...new Set(tries.map(({ at }) => at))];
    expect(times.slice(0, 8)).toEqual([0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]);
    expect(tries.filter(({ at }) => at > 0)).toHaveLength(times.length - 1);
  });

  it('hands everything over when it works again', async () => {
    deliver = refuse;
    await add(200, 'notify');
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    deliver = take;
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);

    expect(new Set(taken).size).toBe(200);
    expect(taken).toHaveLength(200);
    expect(givenUp).toEqual([]);
  });

  it('hands over to the other receiver at once', async () => {
    deliver = ({ target }) => (target === 'notify' ? refuse() : take());
    await add(200, 'notify');
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    await queue.add(handover('one'));
    await vi.advanceTimersByTimeAsync(0);

    expect(taken).toEqual(['one']);
  });

  it('gives up what has waited for more than 40 minutes', async () => {
    deliver = refuse;
    await add(200, 'notify');
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    deliver = take;
    await vi.advanceTimersByTimeAsync(HOUR_MS);

    expect(taken).toEqual([]);
    expect(givenUp).toHaveLength(200);
  });
});

it('does not hold up hand-overs for one that is never taken', async () => {
  deliver = ({ id }) => (id === 'link-0' ? refuse() : take());
  await add(200);
  await vi.advanceTimersByTimeAsync(0);

  expect(taken).toHaveLength(199);
});

it('keeps the runtime alive until the first try has ended', async () => {
  let kept: Promise<unknown> | undefined;

  await queue.add(handover('one'), (promise) => {
    kept = promise;
  });
  await kept;

  expect(taken).toEqual(['one']);
});

it.each([
  ['one hand-over', 1],
  ['a receiver that is down', 200],
])('tries no more once it is closed, with %s', async (_case, count) => {
  deliver = refuse;
  await add(count);
  await vi.advanceTimersByTimeAsync(0);
  const before = tries.length;
  await queue.close();
  await vi.advanceTimersByTimeAsync(HOUR_MS);

  expect(before).toBeGreaterThan(0);
  expect(tries).toHaveLength(before);
});

it.each([
  ['no try succeeds', refuse],
  ['no try ends', hang],
])('refuses more than it can hold when %s', async (_case, failure) => {
  deliver = failure;
  await add(10_000);
  await vi.advanceTimersByTimeAsync(0);

  await expect(queue.add(handover('more'))).rejects.toThrow('too many');
  await expect(queue.add(handover('other', 'notify'))).resolves.toBeUndefined();
});
