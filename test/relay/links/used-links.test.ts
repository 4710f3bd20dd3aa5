import { expect, it } from 'vitest';
import { LocalUsedLinks } from '../../../src/relay/links/used-links.js';

it('remembers a used link for as long as a link can work', () => {
  let now = 0;
  const used = new LocalUsedLinks(1000, 10, () => now);
  used.add('one');

  now = 999;
  expect(used.has('one')).toBe(true);
  now = 1000;

  expect(used.has('one')).toBe(false);
  expect(used.has('other')).toBe(false);
});

it('forgets the oldest links beyond its bound', () => {
  const used = new LocalUsedLinks(1000, 10, () => 0);

  for (let index = 0; index <= 100_000; index++) used.add(`link-${index}`);

  expect(used.has('link-0')).toBe(false);
  expect(used.has('link-1')).toBe(true);
});

it('gives a claim to one claimer until it ends or expires', () => {
  let now = 0;
  const used = new LocalUsedLinks(1000, 10, () => now);

  expect([used.claim('one'), used.claim('one')]).toEqual([true, false]);
  used.release('one');
  expect(used.claim('one')).toBe(true);
  now = 10;
  expect(used.claim('one')).toBe(true);
  used.add('one');

  expect(used.claim('one')).toBe(true);
});
