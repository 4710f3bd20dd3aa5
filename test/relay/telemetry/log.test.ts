import { expect, test } from 'vitest';
import { errorForLog } from '../../../src/relay/telemetry/log.js';

test('logs an error with its name, code and place, but without its message', () => {
  const error = Object.assign(new TypeError('could not send comment\n    at 4711 of visitor'), { code: 'E_SENT' });
  const logged = errorForLog(error);

  expect(logged).toMatchObject({ name: 'TypeError', code: 'E_SENT', at: expect.stringContaining('log.test.ts') });
  expect(JSON.stringify(logged)).not.toMatch(/comment|visitor|4711/);
});

test('does not quote a thrown value that is not an error', () => {
  expect(errorForLog('the comment')).toEqual({ name: 'string' });
});
