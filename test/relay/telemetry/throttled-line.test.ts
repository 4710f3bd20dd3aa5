import { expect, it } from 'vitest';
import { silentLog } from '../../../src/relay/telemetry/log.js';
import { createThrottledLine } from '../../../src/relay/telemetry/throttled-line.js';

it('writes a line at once, and then at most one an hour, with the number of events', () => {
  const lines: unknown[] = [];
  let now = 0;
  const log = { ...silentLog, warn: (fields: object, message: string) => void lines.push([fields, message]) };
  const write = createThrottledLine(log, 'warn', 'it happened', () => now);

  write({ target: 'link' });
  now = 3_599_999;
  write();
  now = 3_600_000;
  write();

  expect(lines).toEqual([
    [{ target: 'link', count: 1 }, 'it happened'],
    [{ count: 2 }, 'it happened'],
  ]);
});
