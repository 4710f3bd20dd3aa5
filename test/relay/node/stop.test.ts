import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { runRelay } from '../relay-process.js';
import { setUpRelay } from '../set-up-relay.js';

const POSTS = 50;
const setup = setUpRelay();

/** Sends a request over one of the agent's connections. */
function send(url: string, agent: Agent, body?: string): Promise<{ status: number; connection?: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', origin: 'https://a.example' },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode!, connection: response.headers.connection }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

test('finishes 50 slow posts after SIGTERM, refuses new connections and exits with 0 within 10 seconds', async () => {
  const relay = await runRelay(setup.built, setup.account);
  const open = new Agent({ keepAlive: true, maxSockets: 1 });

  expect((await send(`${relay.url}healthz`, open)).status).toBe(200);

  const finishers: (() => void)[] = [];
  setup.haptik.answer = (response) => {
    finishers.push(() => response.writeHead(201).end('{"success":true}'));
  };
  const separate = new Agent({ maxSockets: POSTS });
  const posts = Array.from({ length: POSTS }, (_, index) =>
    send(
      `${relay.url}feedback`,
      separate,
      JSON.stringify({ auth_id: `visitor-${index}`, business_id: 1, query_resolved: true, query_rating: 5 }),
    ),
  );
  await setup.haptik.waitForRequests(POSTS);

  const signalled = Date.now();
  const exited = relay.stop('SIGTERM');
  // New connections are refused as soon as the signal has arrived.
  for (;;) {
    try {
      await send(`${relay.url}healthz`, new Agent());
    } catch (error) {
      expect((error as { code?: string }).code).toMatch(/ECONNREFUSED|ECONNRESET/);
      break;
    }
  }

  expect((await send(`${relay.url}healthz`, open)).status).toBe(503);

  for (const finish of finishers) finish();

  for (const answer of await Promise.all(posts)) expect(answer).toEqual({ status: 201, connection: 'close' });
  expect(await exited).toBe(0);
  expect(Date.now() - signalled).toBeLessThan(10_000);
});

test('goes on answering for SHUTDOWN_DELAY_MS, but says that it is not ready', async () => {
  const relay = await runRelay(setup.built, { ...setup.account, SHUTDOWN_DELAY_MS: '1500' });
  setup.haptik.reset();

  expect((await fetch(`${relay.url}readyz`)).status).toBe(200);

  const exited = relay.stop('SIGTERM');
  let ready: Response;
  do ready = await fetch(`${relay.url}readyz`);
  while (ready.status === 200);

  expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', failing: ['stopping'] }]);
  expect((await fetch(`${relay.url}livez`)).status).toBe(200);

  const body = JSON.stringify({ auth_id: 'late', business_id: 1, query_resolved: true, query_rating: 5 });
  const { status } = await send(`${relay.url}feedback`, new Agent(), body);

  expect(status).toBe(201);
  expect(await exited).toBe(0);
});
