import { expect, test } from 'vitest';
import { askWithFetch } from '../../../src/relay/haptik/ask-with-fetch.js';

const ACCOUNT = {
  haptikUrl: 'https://haptik.example/v1.0/log_feedback_from_user/',
  haptikToken: 'the-token',
  haptikClientId: 'the-client',
};
const { signal } = new AbortController();

test('posts the body with the three headers that Haptik requires, and follows no redirect', async () => {
  let request: Request | undefined;
  const ask = askWithFetch(ACCOUNT, async (sent) => {
    request = sent;
    return new Response();
  });

  await ask('{"query_rating":4}', signal);

  expect(request).toMatchObject({ url: ACCOUNT.haptikUrl, method: 'POST', redirect: 'manual' });
  expect(Object.fromEntries(request!.headers)).toEqual({
    authorization: 'Bearer the-token',
    'client-id': 'the-client',
    'content-type': 'application/json',
  });
  expect(await request!.text()).toBe('{"query_rating":4}');
});

test('returns status, Retry-After and text', async () => {
  const ask = askWithFetch(
    ACCOUNT,
    async () => new Response('Slow down', { status: 429, headers: { 'retry-after': '7' } }),
  );

  expect(await ask('{}', signal)).toEqual({ status: 429, retryAfter: '7', text: 'Slow down' });
});

test('returns an empty text when there is no body', async () => {
  const ask = askWithFetch(ACCOUNT, async () => new Response(null, { status: 204 }));

  expect(await ask('{}', signal)).toEqual({ status: 204, retryAfter: null, text: '' });
});

test('ends the request when the signal aborts', async () => {
  const controller = new AbortController();
  const ask = askWithFetch(
    ACCOUNT,
    (request) =>
      new Promise((_resolve, reject) => request.signal.addEventListener('abort', () => reject(new Error('aborted')))),
  );

  const asking = ask('{}', controller.signal);
  controller.abort();

  await expect(asking).rejects.toThrow('aborted');
});
