import { expect, it } from 'vitest';
import { ExpiringKeys } from '../../../src/relay/limits/expiring-keys.js';

it('deletes the keys whose time has passed when it adds one', () => {
  let now = 0;
  const keys = new ExpiringKeys(1000, 100, () => now);
  keys.add('one');
  keys.add('two');

  now = 999;
  keys.add('one');
  expect(keys.size).toBe(2);
  now = 1000;
  keys.add('three');

  expect(keys.size).toBe(2);
  expect(keys.has('one')).toBe(true);
  expect(keys.has('two')).toBe(false);
});
