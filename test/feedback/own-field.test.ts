import { expect, test } from 'vitest';
import { ownField } from '../../src/feedback/own-field.js';

test('returns the value of a field', () => {
  expect(ownField({ rating: 5 }, 'rating')).toBe(5);
});

test.each([
  ['a missing field', {}, 'rating'],
  ['an inherited field', {}, 'toString'],
  ['a field of a prototype in JSON', JSON.parse('{"__proto__":{"rating":5}}'), 'rating'],
  ['null', null, 'rating'],
  ['a string', 'rating', 'length'],
  ['undefined', undefined, 'rating'],
])('returns undefined for %s', (_, value, name) => {
  expect(ownField(value, name)).toBeUndefined();
});
