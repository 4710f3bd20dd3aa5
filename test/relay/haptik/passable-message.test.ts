import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOCUMENTED_MESSAGES, passableMessage } from '../../../src/relay/haptik/passable-message.js';

const read = (message: unknown, ...secrets: string[]) => passableMessage({ error_message: message }, secrets);

test.each(Object.values(DOCUMENTED_MESSAGES))('passes "%s", whatever the secrets are', (message) => {
  expect(read(message, message, 'a')).toBe(message);
});

test('passes other messages without a secret', () => {
  expect(read('rating is missing', 'my-token-my-token')).toBe('rating is missing');
});

test.each([
  ['no message', {}],
  ['a number', { error_message: 1 }],
  ['an inherited message', Object.create({ error_message: 'x' })],
  ['no object', undefined],
])('passes no message for %s', (_name, body) => {
  expect(passableMessage(body, [])).toBeUndefined();
});

test('passes 500 units at most', () => {
  expect(read('x'.repeat(500))).toHaveLength(500);
  expect(read('x'.repeat(501))).toBeUndefined();
});

test.each(['a\u0000b', 'a\nb', 'a\u009fb'])('passes no control character: %j', (message) => {
  expect(read(message)).toBeUndefined();
});

describe('a secret', () => {
  test.each([
    ['word for word', 'user ada is unknown', 'ada'],
    ['in another case', 'user ADA is unknown', 'ada'],
    ['itself in another case', 'user ada is unknown', 'ADA'],
    ['as JSON', 'body was {"feedback":"say \\"hi\\""}', 'say "hi"'],
    ['as a part of JSON', 'body was {"feedback":"I say \\"hi\\" now"}', 'say "hi"'],
    ['as part of a URL', '/users/a%20b%26c/feedback', 'a b&c'],
    ['as its first 12 units', 'key 0123456789ab is wrong', '0123456789abcdef'],
    ['as its last 12 units', 'key 456789abcdef', '0123456789abcdef'],
    ['as its 12 units in the middle', '123456789abc', '0123456789abcdef'],
    ['with half a surrogate pair', 'user \ud83d! is unknown', '\ud83d!'],
  ])('does not pass %s', (_name, message, secret) => {
    expect(read(message, secret)).toBeUndefined();
    expect(read(message, 'something else here', secret)).toBeUndefined();
  });

  test('may share 11 units with a message', () => {
    expect(read('key 0123456789a is wrong', '0123456789abcdef')).toBe('key 0123456789a is wrong');
  });

  test('that is empty stops no message', () => {
    expect(read('rating is missing', '')).toBe('rating is missing');
  });

  test('never comes back whole', () => {
    const text = fc.string({ minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, (before, secret, after) => {
        const message = before + secret + after;
        fc.pre(!Object.values<string>(DOCUMENTED_MESSAGES).includes(message));
        expect(read(message, secret)).toBeUndefined();
      }),
    );
  });
});
