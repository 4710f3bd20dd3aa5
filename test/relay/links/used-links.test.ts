import { expect, it } from 'vitest';
import { LocalUsedLinks } from '../../../src/relay/links/used-links.js';

it('remembers a used link for as long as a link can work', () => {
  let now = 0;
  const used = new LocalUsedLinks(1000, () => now);
  used.add('one');

  now = 999;
  expect(used.has('one')).toBe(true);
  now = 1000;

  expect(used.has('one')).toBe(false);
  expect(used.has('other')).toBe(false);
});

it('forgets the oldest links beyond its bound', () => {
  const used = new LocalUsedLinks(1000, () => 0);

  for (let index = 0; index <= 100_000; index++) used.add(`link-${index}`);

  expect(used.has('link-0')).toBe(false);
  expect(used.has('link-1')).toBe(true);
});
