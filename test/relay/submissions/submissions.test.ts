import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type RelayAnswer, success, TOO_SLOW, UNREACHABLE } from '../../../src/relay/haptik/haptik-answer.js';
import { LocalSubmissionStore } from '../../../src/relay/submissions/local-submission-store.js';
import { Submissions } from '../../../src/relay/submissions/submissions.js';

const MINUTE = 60_000;
const WAIT_MS = 10_000;
const DUPLICATE: RelayAnswer = { status: 400, body: { error_message: 'duplicate feedback' }, outcome: 'duplicate' };
const REFUSED: RelayAnswer = { status: 403, body: { error_message: 'Invalid_User' }, outcome: 'invalid-user' };

let now: number;
let store: LocalSubmissionStore;
let submissions: Submissions;
/** Haptik's answers, one for each time that it is asked. */
let answers: (RelayAnswer | Promise<RelayAnswer>)[];
let asked: number;
let counted: number;

const deliver = (content = 'content', key: string | undefined = 'key user') =>
  submissions.deliver(key, content, {
    beforeAsk: async () => void counted++,
    ask: async () => {
      asked++;
      return answers.shift() ?? success();
    },
  });

beforeEach(() => {
  now = 0;
  asked = 0;
  counted = 0;
  answers = [];
  store = new LocalSubmissionStore(() => now, WAIT_MS);
  submissions = new Submissions(store, WAIT_MS);
});

it('asks Haptik for a new submission', async () => {
  expect(await deliver()).toEqual({ answer: success(), isReplayed: false });
  expect([asked, counted]).toEqual([1, 1]);
});

it('asks Haptik each time for requests without a key', async () => {
  await submissions.deliver(undefined, 'content', {
    beforeAsk: async () => void counted++,
    ask: async () => success(),
  });
  await submissions.deliver(undefined, 'content', {
    beforeAsk: async () => void counted++,
    ask: async () => success(),
  });

  expect(counted).toBe(2);
});

it('answers a recorded submission with the same success, without asking', async () => {
  answers = [success(200)];
  await deliver();

  expect(await deliver()).toEqual({ answer: success(200), isReplayed: true });
  expect([asked, counted]).toEqual([1, 1]);
});

it.each([UNREACHABLE, TOO_SLOW])('asks again after $outcome, and a duplicate is a success then', async (lost) => {
  answers = [lost, DUPLICATE];
  await deliver();

  expect(await deliver()).toEqual({ answer: success(), isReplayed: true });
  expect([asked, counted]).toEqual([2, 2]);
});

it('asks again after a success that was inferred from a duplicate (hole A)', async () => {
  // The first answer is lost. The duplicate is caused by feedback of another device, which is 58 minutes old.
  answers = [UNREACHABLE, DUPLICATE, success()];
  await deliver();
  await deliver();
  now += 5 * MINUTE;

  // Haptik's hour is over, so it records the feedback now.
  expect(await deliver()).toEqual({ answer: success(), isReplayed: true });
  expect(asked).toBe(3);
});

it('answers without asking again when the submission was recorded after an inferred success', async () => {
  answers = [UNREACHABLE, DUPLICATE, success()];
  await deliver();
  await deliver();
  await deliver();
  await deliver();

  expect(asked).toBe(3);
});

it('forgets a refused submission', async () => {
  answers = [REFUSED, DUPLICATE];
  await deliver();

  expect(await deliver()).toEqual({ answer: DUPLICATE, isReplayed: false });
  expect(counted).toBe(2);
});

it('forgets a submission that was refused before Haptik was asked', async () => {
  const refusal = new Error('too many requests');
  const steps = { beforeAsk: () => Promise.reject(refusal), ask: async () => success() };

  await expect(submissions.deliver('key user', 'content', steps)).rejects.toBe(refusal);
  expect(await deliver()).toEqual({ answer: success(), isReplayed: false });
});

it('counts every try that reaches Haptik', async () => {
  answers = Array.from({ length: 5 }, () => UNREACHABLE);
  for (let sent = 0; sent < 5; sent++) await deliver();

  expect([asked, counted]).toEqual([5, 5]);
});

it('still takes a duplicate for a success after a repeat that was not allowed to ask', async () => {
  answers = [UNREACHABLE];
  await deliver();
  const steps = { beforeAsk: () => Promise.reject(new Error('too many requests')), ask: async () => success() };
  await expect(submissions.deliver('key user', 'content', steps)).rejects.toThrow();

  answers = [DUPLICATE];

  expect(await deliver()).toEqual({ answer: success(), isReplayed: true });
});

describe('a key that comes with another content', () => {
  it('is refused after the first was recorded', async () => {
    await deliver('content');

    await expect(deliver('other')).rejects.toMatchObject({ status: 422, reason: 'idempotency-key' });
    expect(asked).toBe(1);
  });

  it('is refused while the first is under way', async () => {
    let finish: (answer: RelayAnswer) => void = () => {};
    answers = [new Promise((resolve) => (finish = resolve))];
    const first = deliver('content');
    const second = deliver('other');

    await expect(second).rejects.toMatchObject({ status: 422 });
    finish(success());
    expect((await first).answer).toEqual(success());
  });

  it('is refused after the first was left open', async () => {
    answers = [UNREACHABLE];
    await deliver('content');

    await expect(deliver('other')).rejects.toMatchObject({ status: 422 });
    expect(await deliver('content')).toMatchObject({ isReplayed: true });
  });

  it('is accepted after the first was refused', async () => {
    answers = [REFUSED];
    await deliver('content');

    expect(await deliver('other')).toEqual({ answer: success(), isReplayed: false });
  });

  it('is accepted an hour later', async () => {
    await deliver('content');
    now += 60 * MINUTE;

    expect(await deliver('other')).toEqual({ answer: success(), isReplayed: false });
  });
});

describe('a repeat of a submission under way', () => {
  it('waits for the answer', async () => {
    let finish: (answer: RelayAnswer) => void = () => {};
    answers = [new Promise((resolve) => (finish = resolve))];
    const both = Promise.all([deliver(), deliver()]);
    await vi.waitFor(() => expect(asked).toBe(1));
    finish(REFUSED);

    expect(await both).toEqual([
      { answer: REFUSED, isReplayed: false },
      { answer: REFUSED, isReplayed: true },
    ]);
    expect(asked).toBe(1);
  });

  it('is told that Haptik is too slow when the answer does not come in time', async () => {
    vi.useFakeTimers();
    answers = [new Promise(() => {})];
    void deliver();
    const repeat = deliver();
    await vi.advanceTimersByTimeAsync(WAIT_MS);

    expect(await repeat).toEqual({ answer: TOO_SLOW, isReplayed: true });
    vi.useRealTimers();
  });

  it('at another relay claims it when the first is settled', async () => {
    vi.useFakeTimers();
    store.claim('key user', 'content');
    const repeat = deliver();
    await vi.advanceTimersByTimeAsync(500);
    store.markRecorded('key user', 201);
    await vi.advanceTimersByTimeAsync(100);

    expect(await repeat).toEqual({ answer: success(), isReplayed: true });
    expect(asked).toBe(0);
    vi.useRealTimers();
  });

  it('at another relay is told that Haptik is too slow when the first is never settled', async () => {
    vi.useFakeTimers();
    store.claim('key user', 'content');
    const repeat = deliver();
    await vi.advanceTimersByTimeAsync(WAIT_MS);

    expect(await repeat).toEqual({ answer: TOO_SLOW, isReplayed: true });
    expect(asked).toBe(0);
    vi.useRealTimers();
  });
});
