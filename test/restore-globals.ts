import { afterAll, vi } from 'vitest';

// The files of the unit tests share a process, so the clock and the stubs of one file must not reach the next one.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
