import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNT } from '../account.js';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { type RelayProcess, runRelay } from '../relay-process.js';

let built: BuiltRelay;
let relay: RelayProcess;

beforeAll(async () => {
  built = await buildRelay();
  relay = await runRelay(built, {
    ...ACCOUNT,
    PUBLIC_URL: 'https://feedback.example.com',
    LINK_SECRET: 'a-link-secret-of-at-least-32-bytes',
  });
});

afterAll(async () => {
  await relay.stop();
  built.remove();
});

test.each([
  ['gzip, deflate, br', 'gzip'],
  ['identity', null],
])('serves the page of links to a client that accepts %s', async (accepted, encoding) => {
  const answer = await fetch(`${relay.url}rate`, { headers: { 'accept-encoding': accepted } });

  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-encoding')).toBe(encoding);
  expect(await answer.text()).toContain('<main></main>');
});
