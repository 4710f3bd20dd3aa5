import { expect, test } from 'vitest';
import { LocalSubmissionStore } from '../../../src/relay/submissions/local-submission-store.js';

const HOUR = 60 * 60 * 1000;
const PENDING_MS = 10_000;

function createStore() {
  let now = 0;
  const store = new LocalSubmissionStore(() => now, PENDING_MS);
  return {
    store,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test('gives a new submission to one claimer', () => {
  const { store } = createStore();

  const claims = [store.claim('key', 'content'), store.claim('key', 'content')];

  expect(claims).toEqual([{ state: 'new' }, { state: 'pending' }]);
});

test('counts a claim that nobody ended as open', () => {
  const { store, pass } = createStore();
  store.claim('key', 'content');

  pass(PENDING_MS);

  expect(store.claim('key', 'content')).toEqual({ state: 'open' });
  expect(store.claim('key', 'content')).toEqual({ state: 'pending' });
});

test('remembers a recorded submission for an hour', () => {
  const { store, pass } = createStore();
  store.claim('key', 'content');
  store.markRecorded('key', 200);

  pass(HOUR - 1);
  const within = store.claim('key', 'content');
  pass(1);
  const after = store.claim('key', 'content');

  expect(within).toEqual({ state: 'recorded', status: 200 });
  expect(after).toEqual({ state: 'new' });
});

test('forgets a refused submission', () => {
  const { store } = createStore();
  store.claim('key', 'content');

  store.forget('key');

  expect(store.find('key')).toEqual({ state: 'new' });
});

test('drops the oldest submissions beyond 50,000', () => {
  const { store } = createStore();

  for (let index = 0; index <= 50_000; index++) store.markRecorded(`key ${index}`, 201);

  expect(store.find('key 0')).toEqual({ state: 'new' });
  expect(store.find('key 5000')).toEqual({ state: 'new' });
  expect(store.find('key 5001')).toEqual({ state: 'recorded', status: 201 });
  expect(store.find('key 50000')).toEqual({ state: 'recorded', status: 201 });
});

test('deletes submissions after an hour, when another one comes', () => {
  const { store, pass } = createStore();
  store.claim('abandoned', 'content');
  store.markRecorded('recorded', 201);
  store.markOpen('open');

  pass(HOUR - 1);
  store.claim('within', 'content');
  expect(store.size).toBe(4);
  pass(1);
  store.claim('after', 'content');

  expect(store.size).toBe(2);
});
