import { expect, it } from 'vitest';
import { isAuthId, isBusinessId, isRating } from '../../src/feedback/limits.js';

it.each(['a', ' ', 'demo-user', '+91 98765', 'a'.repeat(256), '\u00a0'])('accepts the user %j', (authId) => {
  expect(isAuthId(authId)).toBe(true);
});

it.each(['', 'a'.repeat(257), 'a\u0000', 'a\u001f', '\u007fa', 'a\u009fb', 7, null])(
  'refuses the user %j',
  (authId) => {
    expect(isAuthId(authId)).toBe(false);
  },
);

it.each([1, 343, Number.MAX_SAFE_INTEGER])('accepts the business %d', (businessId) => {
  expect(isBusinessId(businessId)).toBe(true);
});

it.each([0, -1, 1.5, Number.MAX_SAFE_INTEGER + 1, '343', null])('refuses the business %j', (businessId) => {
  expect(isBusinessId(businessId)).toBe(false);
});

it('accepts the ratings from 1 to 5 only', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 1.5, '1'].filter(isRating)).toEqual([1, 2, 3, 4, 5]);
});
