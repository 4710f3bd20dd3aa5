import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AskHaptik } from '../../../src/relay/haptik/ask-haptik.js';
import { askInTime } from '../../../src/relay/haptik/ask-in-time.js';
import { success, TOO_SLOW, UNREACHABLE } from '../../../src/relay/haptik/haptik-answer.js';
import type { Log } from '../../../src/relay/telemetry/log.js';
import type { Metrics } from '../../../src/relay/telemetry/metrics.js';

const TIMEOUT_MS = 8000;
const SUCCESS = { status: 201, retryAfter: null, text: '{"success":true}' };

beforeEach(() => {
  vi.useFakeTimers();
  // The process has run for a while.
  vi.advanceTimersByTime(60_000);
});
afterEach(() => {
  vi.useRealTimers();
});

function ask(askHaptik: AskHaptik, secrets: string[] = []) {
  const warn = vi.fn();
  const observeHaptik = vi.fn();
  const asking = askInTime(
    askHaptik,
    TIMEOUT_MS,
    { observeHaptik } as unknown as Metrics,
    { warn } as unknown as Log,
  )('request-1', '{"query_rating":4}', secrets);
  return { asking, warn, observeHaptik };
}

/** Answers after `milliseconds`; rejects when it is aborted before. */
function after(milliseconds: number, answer = SUCCESS): AskHaptik {
  return (_body, signal) =>
    new Promise((resolve, reject) => {
      setTimeout(() => resolve(answer), milliseconds);
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
}

test('returns the answer, and how long Haptik took', async () => {
  const { asking, observeHaptik } = ask(after(TIMEOUT_MS - 1));
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS - 1);

  expect(await asking).toEqual({ answer: success(), milliseconds: TIMEOUT_MS - 1 });
  expect(observeHaptik).toHaveBeenCalledWith((TIMEOUT_MS - 1) / 1000);
});

test('sends the body', async () => {
  const askHaptik = vi.fn<AskHaptik>(async () => SUCCESS);

  await ask(askHaptik).asking;

  expect(askHaptik).toHaveBeenCalledExactlyOnceWith('{"query_rating":4}', expect.any(AbortSignal));
});

test('ends a try that takes too long, without a warning', async () => {
  const { asking, warn } = ask(after(TIMEOUT_MS + 1));
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS);

  expect(await asking).toEqual({ answer: TOO_SLOW, milliseconds: TIMEOUT_MS });
  expect(warn).not.toHaveBeenCalled();
});

/** Answers with a status whose body does not end before the time is up. */
const withoutBody =
  (status: number): AskHaptik =>
  (_body, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve({ status, retryAfter: null, text: undefined }));
    });

test('does not believe a success whose body came too late', async () => {
  const { asking } = ask(withoutBody(201));
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS);

  expect((await asking).answer).toBe(TOO_SLOW);
});

test('believes a success whose body was complete when the time was up', async () => {
  const { asking } = ask(
    (_body, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(SUCCESS))),
  );
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS);

  expect((await asking).answer).toEqual(success());
});

test('believes a refusal whose body came too late', async () => {
  const { asking } = ask(withoutBody(400));
  await vi.advanceTimersByTimeAsync(TIMEOUT_MS);

  expect((await asking).answer).toMatchObject({ status: 400, outcome: 'rejected' });
});

test('warns when Haptik cannot be reached', async () => {
  const { asking, warn } = ask(async () => {
    throw new Error('connection refused');
  });

  expect((await asking).answer).toBe(UNREACHABLE);
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    { id: 'request-1', error: expect.anything() },
    'Haptik could not be reached',
  );
});

test('passes no secret on', async () => {
  const { asking } = ask(
    async () => ({ status: 400, retryAfter: null, text: '{"error_message":"who is ada"}' }),
    ['ada'],
  );

  expect((await asking).answer.body).toEqual({ error_message: 'Haptik refused the feedback' });
});

test('leaves no timer behind', async () => {
  await ask(async () => SUCCESS).asking;

  expect(vi.getTimerCount()).toBe(0);
});
