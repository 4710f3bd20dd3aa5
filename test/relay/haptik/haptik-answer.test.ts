import { describe, expect, test } from 'vitest';
import {
  mayHaveBeenRecorded,
  success,
  TOO_SLOW,
  toRelayAnswer,
  UNREACHABLE,
} from '../../../src/relay/haptik/haptik-answer.js';

const NO_SECRETS: string[] = [];
const answerTo = (status: number, text: string | undefined, retryAfter: string | null = null) =>
  toRelayAnswer({ status, retryAfter, text }, NO_SECRETS);
const answerToMessage = (status: number, message: string) =>
  answerTo(status, JSON.stringify({ error_message: message }));

describe('a success', () => {
  test.each([200, 201, 202])('keeps the status %i', (status) => {
    expect(answerTo(status, '{"success":true}')).toEqual({ status, body: { success: true }, outcome: 'recorded' });
  });

  test.each([204, 205])('becomes 201 where status %i could carry no body', (status) => {
    expect(answerTo(status, '{"success":true}')).toEqual(success(201));
  });

  test.each([
    ['no body', ''],
    ['a body that broke off', undefined],
    ['HTML', '<h1>OK</h1>'],
    ['"success": false', '{"success":false}'],
    ['"success" as text', '{"success":"true"}'],
  ])('is not believed with %s', (_name, text) => {
    expect(answerTo(201, text)).toEqual({
      status: 502,
      body: { error_message: 'Haptik did not confirm the feedback' },
      outcome: 'server-error',
    });
  });

  test('that says duplicate becomes a 502 with the outcome duplicate', () => {
    expect(answerToMessage(200, 'duplicate feedback')).toEqual({
      status: 502,
      body: { error_message: 'duplicate feedback' },
      outcome: 'duplicate',
    });
  });
});

describe('a refusal', () => {
  test.each([
    [400, 'duplicate feedback', 'duplicate'],
    [401, 'invalid authorization details', 'unauthorized'],
    [403, 'Invalid_User', 'invalid-user'],
    [400, 'user is not registered', 'rejected'],
    [
      404,
      'Failed to submit feedback, please make sure there is an active conversation with the agent',
      'no-conversation',
    ],
    [422, 'rating is missing', 'rejected'],
    [500, 'database is down', 'server-error'],
    [599, 'custom', 'server-error'],
  ])('with %i passes "%s" on as %s', (status, message, outcome) => {
    expect(answerToMessage(status, message)).toEqual({ status, body: { error_message: message }, outcome });
  });

  test.each([
    [400, 'Haptik refused the feedback'],
    [499, 'Haptik refused the feedback'],
    [500, 'Haptik had a problem'],
  ])('with %i and no message is described by the relay', (status, message) => {
    expect(answerTo(status, '<html>')).toMatchObject({ status, body: { error_message: message } });
  });

  test.each([
    [400, 'duplicate feedback of token-token-token', 'duplicate feedback'],
    [401, 'token-token-token is wrong', 'invalid authorization details'],
    [403, 'invalid_user', 'invalid_user'],
    [
      404,
      'no active conversation of token-token-token',
      'Failed to submit feedback, please make sure there is an active conversation with the agent',
    ],
  ])('with %i keeps its meaning when its message contains a secret', (status, text, message) => {
    const answer = { status, retryAfter: null, text: JSON.stringify({ error_message: text }) };

    expect(toRelayAnswer(answer, ['token-token-token']).body).toEqual({ error_message: message });
  });

  test.each([301, 304, 399, 600, 101])('becomes a 502 when its status is %i', (status) => {
    expect(answerToMessage(status, 'moved')).toEqual({
      status: 502,
      body: { error_message: 'moved' },
      outcome: 'server-error',
    });
  });
});

describe('Retry-After', () => {
  test.each([
    ['30', '30'],
    ['999999', '999999'],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['Wed, 21 Oct 2026 07:28:00 +0200', 'Wed, 21 Oct 2026 05:28:00 GMT'],
  ])('passes %s on', (value, passed) => {
    expect(answerTo(429, '', value).retryAfter).toBe(passed);
  });

  test.each([null, '', '-1', '1.5', '1000000', '12 hours', 'Wed, 99 Foo', 'soon, 3', 'x30', '30x'])(
    'drops %s',
    (value) => {
      expect(answerTo(429, '', value).retryAfter).toBeUndefined();
    },
  );
});

test.each([
  [UNREACHABLE, 502, 'Haptik could not be reached', true],
  [TOO_SLOW, 504, 'Haptik did not answer in time', true],
  [answerToMessage(500, 'x'), 500, 'x', true],
  [answerToMessage(400, 'x'), 400, 'x', false],
])('tells whether the feedback may have been recorded after %o', (answer, status, message, mayBeRecorded) => {
  expect(answer).toMatchObject({ status, body: { error_message: message } });
  expect(mayHaveBeenRecorded(answer)).toBe(mayBeRecorded);
});

test('does not call a success uncertain', () => {
  expect(success()).toEqual({ status: 201, body: { success: true }, outcome: 'recorded' });
  expect(mayHaveBeenRecorded(success())).toBe(false);
});
