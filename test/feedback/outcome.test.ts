import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { outcomeOf } from '../../src/feedback/outcome.js';
import { isAmbiguous, type ProblemKind } from '../../src/feedback/problem.js';

const NOW = Date.UTC(2026, 0, 1);
const DUPLICATE = { error_message: 'duplicate feedback' };
const NO_CONVERSATION = {
  error_message: 'Failed to submit feedback, please make sure there is an active conversation with the agent',
};

describe('outcomeOf', () => {
  test.each<[string, number, unknown, ProblemKind | 'recorded']>([
    ['a success', 201, { success: true }, 'recorded'],
    ['another 2xx with success', 200, { success: true, more: 1 }, 'recorded'],
    ['a duplicate with 400', 400, DUPLICATE, 'duplicate'],
    ['a duplicate with 409', 409, DUPLICATE, 'duplicate'],
    ['a duplicate with 422', 422, DUPLICATE, 'duplicate'],
    ['a duplicate with 429', 429, DUPLICATE, 'duplicate'],
    ['a duplicate with 500', 500, DUPLICATE, 'duplicate'],
    ['a duplicate with 200', 200, DUPLICATE, 'duplicate'],
    ['a duplicate in another spelling', 400, { error_message: 'Duplicate Feedback.' }, 'duplicate'],
    ['a duplicate with more space', 400, { error_message: 'duplicate  feedback' }, 'duplicate'],
    ['no conversation', 404, NO_CONVERSATION, 'no-conversation'],
    ['no conversation with more space', 404, { error_message: 'no active \n conversation' }, 'no-conversation'],
    ['a 404 without the message of Haptik', 404, { error_message: 'not found' }, 'rejected'],
    ['a 404 without a body', 404, undefined, 'rejected'],
    ['the message of Haptik with another status', 400, NO_CONVERSATION, 'rejected'],
    ['an unknown user', 403, { error_message: 'Invalid_User' }, 'invalid-user'],
    ['an unknown user in another spelling', 403, { error_message: 'invalid user' }, 'invalid-user'],
    ['an unknown user with more space', 403, { error_message: ' invalid  user ' }, 'invalid-user'],
    ['the message of an unknown user with another status', 400, { error_message: 'Invalid_User' }, 'rejected'],
    ['a 403 of the relay', 403, { error_message: 'origin not allowed' }, 'rejected'],
    ['a 403 of a firewall', 403, undefined, 'rejected'],
    ['a 403 whose message only contains invalid_user', 403, { error_message: 'invalid_user_agent' }, 'rejected'],
    ['a 403 whose message only ends with invalid_user', 403, { error_message: 'not_invalid_user' }, 'rejected'],
    ['a missing authorization', 401, { error_message: 'invalid authorization details' }, 'unauthorized'],
    ['too many requests', 429, undefined, 'rate-limited'],
    ['another 4xx', 418, { success: true }, 'rejected'],
    ['a redirect', 302, undefined, 'rejected'],
    ['the lowest status of a redirect', 300, { success: true }, 'rejected'],
    ['a redirect that the browser hides', 0, undefined, 'rejected'],
    ['a server error', 500, { error_message: 'Oops' }, 'server-error'],
    ['a 2xx that is HTML', 200, undefined, 'server-error'],
    ['a 2xx without success', 201, { success: false }, 'server-error'],
    ['a 2xx whose success is a string', 200, { success: 'true' }, 'server-error'],
    ['a 2xx with a list', 200, [{ success: true }], 'server-error'],
  ])('reads %s: %i %j as %s', (_, status, body, kind) => {
    expect(outcomeOf({ status, body }, NOW).kind).toBe(kind);
  });

  it('returns unreachable without an answer', () => {
    expect(outcomeOf(undefined, NOW)).toEqual({ kind: 'unreachable' });
  });

  test.each([
    ['7', 7],
    [' 15 ', 15],
    ['60', 60],
    ['0', undefined],
    ['3600', 60],
    [new Date(NOW + 9_500).toUTCString(), 9],
    [new Date(NOW - 1000).toUTCString(), undefined],
    [new Date(NOW + 9_500).toISOString(), 10],
    ['Thu, 01 Jan 2026 00:00:09 +0000', 9],
    ['soon', undefined],
    ['-5', undefined],
    [null, undefined],
  ])('reads Retry-After %s as %s seconds', (retryAfter, seconds) => {
    expect(outcomeOf({ status: 429, retryAfter }, NOW)).toEqual({ kind: 'rate-limited', retryAfter: seconds });
  });

  it('ignores properties of a prototype', () => {
    const body = Object.create({ success: true, error_message: 'duplicate feedback' });
    expect(outcomeOf({ status: 200, body }, NOW).kind).toBe('server-error');
  });

  test.each<[string, unknown]>([
    ['megabytes', { error_message: `${'active '.repeat(300_000)}conversation` }],
    ['deep nesting', JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
    ['lone surrogates', { error_message: '\ud83d invalid_user \udc00' }],
    ['a __proto__ of its own', JSON.parse('{"__proto__": {"success": true, "error_message": "duplicate feedback"}}')],
    ['a message that is not a string', { error_message: { toString: 'duplicate feedback' } }],
  ])('ignores the content of a body with %s', (_, body) => {
    expect([200, 403, 500].map((status) => outcomeOf({ status, body }, NOW).kind)).toEqual([
      'server-error',
      'rejected',
      'server-error',
    ]);
  });

  it('returns a known kind for every answer and never throws', { timeout: 30_000 }, () => {
    const kinds = new Set<string>([
      'recorded',
      'duplicate',
      'no-conversation',
      'invalid-user',
      'unauthorized',
      'rate-limited',
      'rejected',
      'server-error',
    ]);
    const json = fc.anything({ withNullPrototype: true }).filter((value) => typeof value !== 'function');
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(200, 201, 401, 403, 404, 429, 500)),
        fc.oneof(json, fc.record({ error_message: fc.anything() }), fc.string({ unit: 'binary', size: 'large' })),
        fc.option(fc.string(), { nil: null }),
        (status, body, retryAfter) => {
          const outcome = outcomeOf({ status, body, retryAfter }, NOW);
          expect(kinds).toContain(outcome.kind);
          if ('retryAfter' in outcome && outcome.retryAfter !== undefined) {
            expect(outcome.retryAfter).toBeGreaterThan(0);
            expect(outcome.retryAfter).toBeLessThanOrEqual(60);
          }
        },
      ),
    );
  });
});

it('calls an outcome ambiguous only if the feedback may have been recorded', () => {
  expect(isAmbiguous({ kind: 'unreachable' })).toBe(true);
  expect(isAmbiguous({ kind: 'server-error' })).toBe(true);
  expect(isAmbiguous({ kind: 'rejected' })).toBe(false);
  expect(isAmbiguous({ kind: 'rate-limited' })).toBe(false);
});
