import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Handover } from '../../../src/relay/handover/handover-queue.js';
import { MemoryQueue } from '../../../src/relay/handover/memory-queue.js';

const HOUR_MS = 3_600_000;

let tries: { id: string; isLast: boolean; at: number }[];
let isTaken: boolean;
let queue: MemoryQueue;

const handover = (id: string): Handover => ({ id, target: 'link', body: '{}' });

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  tries = [];
  isTaken = true;
  queue = new MemoryQueue(async ({ id }, isLast) => {
    tries.push({ id, isLast, at: Date.now() });
    if (!isTaken) throw new Error('not taken');
  });
});

afterEach(() => vi.useRealTimers());

it('hands over at once, and once for each id', async () => {
  await Promise.all(Array.from({ length: 100 }, () => queue.add(handover('one'))));
  await queue.add(handover('two'));
  await vi.advanceTimersByTimeAsync(HOUR_MS);

  expect(tries.map(({ id }) => id)).toEqual(['one', 'two']);
});

it('repeats a failed try with waits that double, until it is taken', async () => {
  isTaken = false;
  await queue.add(handover('one'));
  await vi.advanceTimersByTimeAsync(6999);
  isTaken = true;
  await vi.advanceTimersByTimeAsync(HOUR_MS);

  expect(tries.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000]);
});

it('gives up after an hour and marks the last try', async () => {
  isTaken = false;
  await queue.add(handover('one'));
  await vi.advanceTimersByTimeAsync(24 * HOUR_MS);

  expect(tries).toHaveLength(12);
  expect(tries.filter(({ isLast }) => isLast)).toEqual([tries.at(-1)]);
  expect(tries.at(-1)!.at).toBeLessThan(HOUR_MS);
});

it('keeps the runtime alive until the first try has ended', async () => {
  let kept: Promise<unknown> | undefined;

  await queue.add(handover('one'), (promise) => {
    kept = promise;
  });
  await kept;

  expect(tries).toHaveLength(1);
});

it('tries no more once it is closed', async () => {
  isTaken = false;
  await queue.add(handover('one'));
  await vi.advanceTimersByTimeAsync(0);
  await queue.close();
  await vi.advanceTimersByTimeAsync(HOUR_MS);

  expect(tries).toHaveLength(1);
});

it('refuses more than it can hold', async () => {
  isTaken = false;
  for (let index = 0; index < 10_000; index++) await queue.add(handover(String(index)));
  await vi.advanceTimersByTimeAsync(0);

  await expect(queue.add(handover('more'))).rejects.toThrow('too many');
});

it('refuses more than it can hold when no try ends', async () => {
  const stuck = new MemoryQueue(() => new Promise(() => {}));
  for (let index = 0; index < 10_000; index++) await stuck.add(handover(String(index)));

  await expect(stuck.add(handover('more'))).rejects.toThrow('too many');
});
