import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createBindingLimits } from '../../../src/relay/limits/binding-limits.js';
import { createFlexibleLimiter } from '../../../src/relay/limits/flexible-limiter.js';
import { LIMIT_SECONDS } from '../../../src/relay/limits/limiter.js';
import { createMemoryLimits } from '../../../src/relay/limits/memory-limits.js';
import type { Log } from '../../../src/relay/telemetry/log.js';

const logWith = (warn = vi.fn()) => ({ warn }) as unknown as Log;
const useTimes = async (consume: () => Promise<number>, times: number) => {
  for (let time = 0; time < times; time++) expect(await consume()).toBe(0);
};

describe('limits in memory', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('let each address through as often as configured, in a minute', async () => {
    const { address } = createMemoryLimits(3);
    await useTimes(() => address.consume('192.0.2.1'), 3);

    expect(await address.consume('192.0.2.1')).toBe(LIMIT_SECONDS);
    expect(await address.consume('192.0.2.2')).toBe(0);
  });

  test('let each user through six times a minute', async () => {
    const { user } = createMemoryLimits(300);
    await useTimes(() => user.consume('ada'), 6);

    expect(await user.consume('ada')).toBe(LIMIT_SECONDS);
  });

  test('say how many seconds are left, rounded up', async () => {
    const { address } = createMemoryLimits(1);
    await address.consume('192.0.2.1');

    vi.advanceTimersByTime(10_500);
    expect(await address.consume('192.0.2.1')).toBe(50);
  });

  test('let an address through again after a minute', async () => {
    const { address } = createMemoryLimits(1);
    await address.consume('192.0.2.1');

    await vi.advanceTimersByTimeAsync(LIMIT_SECONDS * 1000);
    expect(await address.consume('192.0.2.1')).toBe(0);
  });
});

describe('a store of rate-limiter-flexible', () => {
  test('is asked by the name of the key', async () => {
    const consume = vi.fn(async () => {});

    await createFlexibleLimiter({ consume }, (key) => `user:${key}`).consume('ada');

    expect(consume).toHaveBeenCalledExactlyOnceWith('user:ada');
  });

  test('passes its errors on', async () => {
    const limiter = createFlexibleLimiter({ consume: () => Promise.reject(new Error('Redis is gone')) });

    await expect(limiter.consume('ada')).rejects.toThrow('Redis is gone');
  });
});

describe("limits of the platform's bindings", () => {
  const binding = (success: boolean) => ({ limit: vi.fn(async () => ({ success })) });

  test('ask the binding of each limit by the key', async () => {
    const [ADDRESS_LIMIT, USER_LIMIT] = [binding(true), binding(false)];
    const warn = vi.fn();
    const { address, user } = createBindingLimits({ ADDRESS_LIMIT, USER_LIMIT }, 300, logWith(warn));

    expect(await address.consume('192.0.2.1')).toBe(0);
    expect(await user.consume('ada')).toBe(LIMIT_SECONDS);
    expect(ADDRESS_LIMIT.limit).toHaveBeenCalledWith({ key: '192.0.2.1' });
    expect(USER_LIMIT.limit).toHaveBeenCalledWith({ key: 'ada' });
    expect(warn).not.toHaveBeenCalled();
  });

  test.each([
    ['ADDRESS_LIMIT', { USER_LIMIT: binding(true) }],
    ['USER_LIMIT', { ADDRESS_LIMIT: binding(true) }],
  ])('keep the limit of a missing %s in memory, with a warning', async (_name, bindings) => {
    const warn = vi.fn();
    const { address, user } = createBindingLimits(bindings, 1, logWith(warn));
    await useTimes(() => address.consume('192.0.2.1'), 1);
    await useTimes(() => user.consume('ada'), 6);

    const limited = 'ADDRESS_LIMIT' in bindings ? user.consume('ada') : address.consume('192.0.2.1');

    expect(await limited).toBeGreaterThan(0);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      {},
      'without the bindings ADDRESS_LIMIT and USER_LIMIT every isolate keeps its own limits',
    );
  });
});
