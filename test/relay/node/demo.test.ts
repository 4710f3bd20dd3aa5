import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { type RelayProcess, runRelay } from '../relay-process.js';

let built: BuiltRelay;
let relay: RelayProcess;
let own: string;

beforeAll(async () => {
  built = await buildRelay({ 'playground/index.html': '<h1>The playground</h1>' });
  relay = await runRelay(built, {}, ['--demo']);
  own = relay.url.slice(0, -1);
});

beforeEach(async () => {
  await setFault('none');
  await fetch(`${relay.url}demo/reset`, { method: 'POST' });
});

afterAll(async () => {
  await relay.stop();
  built.remove();
});

const setFault = (fault: string) => fetch(`${relay.url}demo/fault`, { method: 'PUT', body: JSON.stringify({ fault }) });

const GOOD = { auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 4, feedback: 'Fine.' };

const post = async (more: object = {}, headers: Record<string, string> = {}) => {
  const response = await fetch(`${relay.url}feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ ...GOOD, ...more }),
  });
  return [response.status, await response.json()];
};

test('prints that it is a demo, and serves the page and its configuration', async () => {
  expect(relay.output()).toMatch(/^Demo: .*stand-in/);
  expect(await (await fetch(relay.url)).text()).toContain('The playground');
  expect(await (await fetch(`${relay.url}demo/config`)).json()).toEqual({
    relayUrl: `${relay.url}feedback`,
    demo: true,
    businessId: 343,
    users: ['demo-user', 'new-user'],
    fault: 'none',
  });
});

test('accepts feedback from its own page under both names and without an origin, but from no other page', async () => {
  expect((await post({}, { origin: own }))[0]).toBe(201);
  expect((await post({}, { origin: own.replace('127.0.0.1', 'localhost') }))[0]).toBe(400);
  expect((await post())[0]).toBe(400);
  expect((await post({}, { origin: 'https://evil.example' }))[0]).toBe(403);
});

describe('a page of this machine', () => {
  const preflight = (origin: string, url = relay.url) =>
    fetch(`${url}feedback`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });

  test.each([
    'http://localhost:3000',
    'http://localhost',
    'http://127.0.0.1:5519',
    'http://shop.localhost:8080',
    'http://[::1]:4321',
  ])('may post from %s', async (origin) => {
    const allowed = await preflight(origin);

    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect((await post({}, { origin }))[0]).toBe(201);
  });

  test.each([
    'https://evil.example',
    'http://localhost.evil.example:3000',
    'http://127.0.0.1.evil.example',
    'http://user@localhost:3000',
    'http://localhost:3000/page',
    'ftp://localhost:3000',
    'null',
  ])('is not %s', async (origin) => {
    const refused = await preflight(origin);

    expect(refused.status).toBe(403);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    expect((await post({}, { origin }))[0]).toBe(403);
  });

  test('may not control the demo', async () => {
    const headers = { origin: 'http://localhost:3000' };

    expect((await fetch(`${relay.url}demo/received`, { headers })).status).toBe(403);
    expect((await fetch(`${relay.url}demo/reset`, { method: 'POST', headers })).status).toBe(403);
  });

  test('may post to a relay without --demo only if ALLOWED_ORIGINS names it', async () => {
    const account = { HAPTIK_BASE_URL: 'http://127.0.0.1:9', HAPTIK_TOKEN: 'token', HAPTIK_CLIENT_ID: 'client' };
    const real = await runRelay(built, { ...account, ALLOWED_ORIGINS: 'http://localhost:3000' }, ['--playground']);

    expect((await preflight('http://localhost:3000', real.url)).status).toBe(204);
    expect((await preflight('http://localhost:3001', real.url)).status).toBe(403);
    await real.stop();
  });
});

test('answers every demo user as Haptik does', async () => {
  expect(await post()).toEqual([201, { success: true }]);
  expect(await post()).toEqual([400, { error_message: 'duplicate feedback' }]);
  expect((await post({ auth_id: 'new-user' }))[0]).toBe(404);
  expect((await post({ auth_id: 'anyone' }))[0]).toBe(403);
});

test('causes the fault that the page chose', async () => {
  await setFault('500');

  expect((await post())[0]).toBe(500);

  await setFault('wrong-token');

  expect(await post()).toEqual([401, { error_message: 'invalid authorization details' }]);

  await setFault('unreachable');

  await expect(post()).rejects.toThrow();
  expect((await setFault('nonsense')).status).toBe(400);

  await setFault('none');

  expect((await post())[0]).toBe(201);
});

test('lists what Haptik received until a reset', async () => {
  await post();
  const received = await (await fetch(`${relay.url}demo/received`)).json();

  expect(received).toEqual([{ at: expect.any(String), status: 201, body: GOOD }]);

  for (let sent = 0; sent < 10; sent++) await post();

  expect((await post())[0]).toBe(429);

  await fetch(`${relay.url}demo/reset`, { method: 'POST' });

  expect(await (await fetch(`${relay.url}demo/received`)).json()).toEqual([]);
  expect((await post())[0]).toBe(201);
});

test('sends an event for each received feedback, its log line and each change of the fault', async () => {
  const events = await fetch(`${relay.url}demo/events`);

  expect(events.headers.get('content-type')).toContain('text/event-stream');

  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const heard = async (part: string) => {
    while (!text.includes(part)) text += (await reader.read()).value;
  };
  await heard('event: state\ndata: {"fault":"none","received":[]}');
  await post();
  await heard(`event: received\ndata: {"at":`);
  await heard('event: log\ndata: {"level":"info"');
  await setFault('500');
  await heard('event: state\ndata: {"fault":"500"');
  await reader.cancel();
});

test('sends the log line of a refused post and of a refused preflight, but of no request without an origin', async () => {
  const origin = 'https://evil.example';
  const events = await fetch(`${relay.url}demo/events`);
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = (await reader.read()).value!;

  await fetch(`${relay.url}feedback`);
  await fetch(`${relay.url}feedback`, { method: 'OPTIONS', headers: { origin } });
  await post({}, { origin });
  while (!text.includes('"msg":"feedback"')) text += (await reader.read()).value;

  const lines = [...text.matchAll(/^event: log\ndata: (.*)$/gm)].map(([, line]) => JSON.parse(line!));
  expect(lines).toMatchObject([
    { msg: 'request', status: 403, outcome: 'origin', origin },
    { msg: 'feedback', status: 403, outcome: 'origin', origin },
  ]);
  await reader.cancel();
});

test('makes links that work, and opening them sends nothing', async () => {
  const made = await fetch(`${relay.url}demo/links`, {
    method: 'POST',
    body: JSON.stringify({ auth_id: 'demo-user', language: 'hi' }),
  });
  const { link, star_links } = (await made.json()) as { link: string; star_links: string[] };
  const authorization = `Bearer ${link.split('#')[1]!.split('&')[0]}`;

  expect(link).toMatch(new RegExp(`^${relay.url}rate#[\\w.-]+&lang=hi$`));
  expect(star_links).toEqual([1, 2, 3, 4, 5].map((rating) => `${link}&rating=${rating}`));
  for (const starLink of star_links) {
    expect((await fetch(starLink)).status).toBe(200);
    expect((await fetch(starLink, { method: 'HEAD' })).status).toBe(200);
  }
  expect(await (await fetch(`${relay.url}demo/received`)).json()).toEqual([]);

  const sent = await fetch(`${relay.url}rate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, origin: own },
    body: JSON.stringify({ business_id: 343, query_resolved: true, query_rating: 5 }),
  });

  expect(sent.status).toBe(201);
  const state = await fetch(`${relay.url}rate/link`, { headers: { authorization } });
  expect(await state.json()).toEqual({ state: 'used' });
});

test('says what is wrong with a link that the page asks for', async () => {
  const made = await fetch(`${relay.url}demo/links`, { method: 'POST', body: '{"auth_id":""}' });

  expect(made.status).toBe(400);
  expect(await made.json()).toEqual({ error_message: expect.stringContaining('authId must be a string') });
});

test('makes links with the address and secret of the operator when they are set', async () => {
  const configured = await runRelay(
    built,
    { PUBLIC_URL: 'https://feedback.example.com', LINK_SECRET: 'a-link-secret-of-at-least-32-bytes' },
    ['--demo'],
  );

  const made = await fetch(`${configured.url}demo/links`, { method: 'POST', body: '{"auth_id":"demo-user"}' });

  expect(((await made.json()) as { link: string }).link).toMatch(/^https:\/\/feedback\.example\.com\/rate#/);
  await configured.stop();
});

test('refuses the pages of other sites', async () => {
  for (const [method, path] of [
    ['GET', 'config'],
    ['GET', 'received'],
    ['GET', 'events'],
    ['PUT', 'fault'],
    ['POST', 'links'],
    ['POST', 'reset'],
  ]) {
    const foreign = await fetch(`${relay.url}demo/${path}`, {
      method: method!,
      headers: { origin: 'https://evil.example' },
    });
    expect([path, foreign.status]).toEqual([path, 403]);
  }

  expect((await fetch(`${relay.url}demo/received`, { headers: { origin: own } })).status).toBe(200);
});

describe('a demo that listens for other machines', () => {
  const other = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && !address.internal && address.family === 'IPv4')?.address;
  const paths = [
    ['GET', 'config'],
    ['GET', 'received'],
    ['GET', 'events'],
    ['PUT', 'fault'],
    ['POST', 'reset'],
  ] as const;
  /** Sends a request with any `Host`, as a program can. */
  const statusOf = (url: string, method: string, path: string, host: string) =>
    new Promise<number>((resolve, reject) => {
      request(`${url}demo/${path}`, { method, headers: { host } }, (response) => {
        response.destroy();
        resolve(response.statusCode!);
      })
        .on('error', reject)
        .end(method === 'PUT' ? '{"fault":"none"}' : undefined);
    });

  test('answers only loopback hosts, and warns', async () => {
    const everywhere = await runRelay(built, { HOST: '0.0.0.0' }, ['--demo']);
    const { port } = new URL(everywhere.url);

    for (const [method, path] of paths) {
      expect(await statusOf(everywhere.url, method, path, 'evil.example')).toBe(403);
      expect(await statusOf(everywhere.url, method, path, `127.0.0.1.evil.example:${port}`)).toBe(403);
      expect(await statusOf(everywhere.url, method, path, `localhost:${port}`)).toBe(200);
      // A program on another machine can send the name of this one.
      if (other) expect(await statusOf(`http://${other}:${port}/`, method, path, 'localhost')).toBe(403);
    }
    expect(everywhere.output()).toContain('Warning: the demo answers only this machine.');

    await everywhere.stop();
  });

  test('answers every host with --demo-public, and warns', async () => {
    const open = await runRelay(built, { HOST: '0.0.0.0' }, ['--demo-public']);

    expect(await statusOf(open.url, 'GET', 'config', 'demo.example')).toBe(200);
    expect(open.output()).toContain('Warning: everybody who reaches this machine can read and change the demo.');

    await open.stop();
  });
});
