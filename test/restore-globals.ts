import { afterAll, vi } from 'vitest';

// The files of the unit tests share a process. None leaves its clock or its stubs to the next one.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});
