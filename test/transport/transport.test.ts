import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { Feedback } from '../../src/feedback/feedback.js';
import { HELP } from '../../src/feedback/help.js';
import type { Outcome } from '../../src/feedback/problem.js';
import { createTransport, type TransportOptions } from '../../src/transport/transport.js';

const FEEDBACK: Feedback = { authId: 'demo-user', businessId: 343, rating: 4, resolved: true, comment: 'Good' };
const KEY = '8b5f2c1e-0000-4000-8000-000000000000';

interface Received {
  method: string | undefined;
  headers: IncomingMessage['headers'];
  body: unknown;
}

let server: Server;
let relayUrl: string;
let received: Received[];
/** The lengths of all timers that were started, in milliseconds. */
let timers: number[];
/** The answers of the relay, one a try; the last one answers all further tries. */
let answers: ((response: ServerResponse) => void)[];

const answerWith =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
/** Hangs up after more time than a browser needs to refuse a request by itself. */
const hangUp = (response: ServerResponse) => setTimeout(() => response.destroy(), 500);
const neverAnswer = () => {};
const recorded = answerWith(201, { success: true });

beforeEach(async () => {
  received = [];
  answers = [recorded];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    received.push({ method: request.method, headers: request.headers, body: JSON.parse(text) });
    answers[Math.min(received.length, answers.length) - 1]!(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  relayUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/feedback`;
  vi.spyOn(console, 'error').mockImplementation(() => {});
  // Halves the waits between tries.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  // Time limits and waits pass ten times as fast.
  const { setTimeout } = globalThis;
  timers = [];
  vi.stubGlobal('setTimeout', (callback: () => void, milliseconds: number) => {
    timers.push(milliseconds);
    return setTimeout(callback, milliseconds / 10);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
});

async function send(options: Partial<TransportOptions> = {}, mayTry: () => boolean = () => true) {
  const tried: Outcome['kind'][] = [];
  const transport = createTransport(() => ({ relayUrl, timeoutMs: 20_000, retries: 2, ...options }));
  const outcome = await transport.send(FEEDBACK, { key: KEY, mayTry, onOutcome: ({ kind }) => tried.push(kind) });
  return { outcome, tried };
}

describe('one try', () => {
  it("posts only Haptik's five fields and the key", async () => {
    expect(await send()).toEqual({ outcome: { kind: 'recorded' }, tried: ['recorded'] });
    const [{ method, headers, body }] = received as [Received];
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['idempotency-key']).toBe(KEY);
    expect(headers.authorization).toBeUndefined();
    expect(body).toEqual({
      auth_id: 'demo-user',
      business_id: 343,
      query_resolved: true,
      query_rating: 4,
      feedback: 'Good',
    });
  });

  test.each<[Outcome['kind'], number, unknown]>([
    ['duplicate', 400, { error_message: 'duplicate feedback' }],
    ['duplicate', 409, { error_message: 'duplicate feedback' }],
    ['no-conversation', 404, { error_message: 'please make sure there is an active conversation with the agent' }],
    ['invalid-user', 403, { error_message: 'Invalid_User' }],
    ['unauthorized', 401, { error_message: 'invalid authorization details' }],
    ['rejected', 404, '<h1>Not found</h1>'],
    ['rejected', 403, {}],
  ])('returns %s for a %i and does not repeat the post', async (kind, status, body) => {
    answers = [answerWith(status, body), recorded];
    expect((await send()).outcome).toMatchObject({ kind });
    expect(received).toHaveLength(1);
  });

  it('does not follow a redirect', async () => {
    answers = [answerWith(307, '', { location: '/elsewhere' }), recorded];
    expect((await send()).outcome).toEqual({ kind: 'rejected' });
    expect(received).toHaveLength(1);
  });

  it('sends no cookies', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');

    await send();

    const requests = fetched.mock.calls.map(([input, init]) => new Request(input, init));
    expect(requests.map(({ credentials }) => credentials)).toEqual(['omit']);
  });

  it("returns the relay's request id with a problem, and none with a success", async () => {
    answers = [
      answerWith(422, {}, { 'x-request-id': 'r-1' }),
      answerWith(201, { success: true }, { 'x-request-id': 'r-2' }),
    ];

    expect((await send()).outcome).toEqual({ kind: 'rejected', requestId: 'r-1' });
    expect((await send()).outcome).toEqual({ kind: 'recorded' });
  });

  it('returns the request id of the last try', async () => {
    answers = ['r-1', 'r-2', 'r-3'].map((id) => answerWith(500, {}, { 'x-request-id': id }));

    expect((await send()).outcome).toEqual({ kind: 'server-error', requestId: 'r-3' });
  });

  it('returns the Retry-After of a 429 and does not repeat the post', async () => {
    answers = [answerWith(429, {}, { 'retry-after': '7' }), recorded];
    expect((await send()).outcome).toEqual({ kind: 'rate-limited', retryAfter: 7 });
    expect(received).toHaveLength(1);
  });
});

describe('after an ambiguous try', () => {
  test.each<[string, (response: ServerResponse) => void, Outcome['kind']]>([
    ['a lost connection', hangUp, 'unreachable'],
    ['no answer in time', neverAnswer, 'unreachable'],
    ['a 500', answerWith(500, {}), 'server-error'],
    ['a 502 with a page', answerWith(502, '<html>'), 'server-error'],
    ['JSON that is cut off', answerWith(201, '{"succ'), 'server-error'],
    ['a 2xx that is no success', answerWith(200, {}), 'server-error'],
    [
      'a body that never ends',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
      'server-error',
    ],
    ['a body that is too long', answerWith(200, `{"a": "${'x'.repeat(70_000)}`), 'server-error'],
  ])('repeats the post with the same key after %s', async (_, answer, kind) => {
    answers = [answer, recorded];
    expect(await send({ timeoutMs: 3000 })).toEqual({ outcome: { kind: 'recorded' }, tried: [kind, 'recorded'] });
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual([KEY, KEY]);
  });

  it('stops after the configured retries', async () => {
    answers = [answerWith(500, {})];
    expect(await send({ retries: 1 })).toEqual({
      outcome: { kind: 'server-error' },
      tried: ['server-error', 'server-error'],
    });
  });

  it('tries once without retries', async () => {
    answers = [hangUp];
    expect((await send({ retries: 0 })).tried).toEqual(['unreachable']);
  });

  it('names the likely cause in the console', async () => {
    answers = [hangUp];
    await send({ retries: 0 });
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('ALLOWED_ORIGINS'));
  });

  it('names an opaque origin in the console', async () => {
    vi.stubGlobal('origin', 'null');
    answers = [hangUp];
    await send({ retries: 0 });
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('opaque origin'));
  });

  it.each([
    [0, 2, [250, 500]],
    [1, 2, [500, 1000]],
    [1, 4, [500, 1000, 1250, 1250]],
    [1, 10, Array.from({ length: 10 }, () => 500)],
  ])(
    'waits longer after each try, at most 5 seconds together (chance %d, %d retries)',
    async (chance, retries, waits) => {
      vi.mocked(Math.random).mockReturnValue(chance);
      answers = [answerWith(500, {})];
      await send({ retries });
      expect(timers.filter((milliseconds) => milliseconds <= 1250)).toEqual(waits);
    },
  );

  it('stops when no further try is allowed', async () => {
    answers = [answerWith(500, {})];
    let allowed = 2;
    expect(await send({ retries: 5 }, () => allowed-- > 0)).toEqual({
      outcome: { kind: 'server-error' },
      tried: ['server-error', 'server-error'],
    });
  });
});

it('makes no try when none is allowed', async () => {
  expect(await send({}, () => false)).toEqual({ outcome: undefined, tried: [] });
  expect(received).toHaveLength(0);
});

it('returns unreachable when no server listens', async () => {
  await new Promise((resolve) => server.close(resolve));
  expect((await send({ retries: 0 })).outcome).toEqual({ kind: 'unreachable' });
});

describe('an identity token', () => {
  const tokenOf = (user: string) => `h.${btoa(JSON.stringify({ auth_id: user }))}.s`;

  it('is sent as a bearer token', async () => {
    await send({ identityToken: 'a.b.c' });
    expect(received[0]!.headers.authorization).toBe('Bearer a.b.c');
  });

  it('is requested again after a 401', async () => {
    answers = [answerWith(401, {}), recorded];
    const identityToken = vi.fn().mockReturnValueOnce('old').mockResolvedValueOnce('new');
    expect((await send({ identityToken })).outcome).toEqual({ kind: 'recorded' });
    expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
  });

  it('is requested once when the answer is not a 401', async () => {
    answers = [answerWith(403, {})];
    const identityToken = vi.fn(() => 'token');
    await send({ identityToken });
    expect(identityToken).toHaveBeenCalledOnce();
  });

  it('is requested at most twice', async () => {
    answers = [answerWith(401, {})];
    const identityToken = vi.fn(() => 'old');
    expect((await send({ identityToken })).outcome).toEqual({ kind: 'unauthorized' });
    expect(identityToken).toHaveBeenCalledTimes(2);
  });

  test.each<[string, TransportOptions['identityToken']]>([
    ['throws', () => Promise.reject(new Error('signed out'))],
    ['is not a token', () => 'a\nb'],
    ['is not a string', () => 7 as unknown as string],
    ['never arrives', () => new Promise<string>(() => {})],
  ])('that %s ends as unauthorized without a request', async (_, identityToken) => {
    expect((await send({ identityToken, timeoutMs: 500 })).outcome).toEqual({ kind: 'unauthorized' });
    expect(received).toHaveLength(0);
    expect(console.error).toHaveBeenCalledExactlyOnceWith(
      `haptik-feedback: identityToken must return a token of visible ASCII characters. ${HELP}`,
      expect.any(Error),
    );
  });

  it.each<[string, TransportOptions['identityToken'], string]>([
    ['a token with a line break', () => 'a\nb', 'not a token'],
    ['a token that never arrives', () => new Promise<string>(() => {}), 'nothing within 500 ms'],
    ['a host page that throws', () => Promise.reject(new Error('signed out')), 'signed out'],
  ])('names the reason in the console for %s', async (_, identityToken, message) => {
    await send({ identityToken, timeoutMs: 500 });

    expect(console.error).toHaveBeenCalledWith(expect.any(String), expect.objectContaining({ message }));
  });

  it('of another user is accepted for the next submission', async () => {
    const identityToken = vi.fn().mockReturnValueOnce(tokenOf('ada')).mockReturnValueOnce(tokenOf('bob'));
    const transport = createTransport(() => ({ relayUrl, timeoutMs: 20_000, retries: 0, identityToken }));
    const tries = { mayTry: () => true, onOutcome: () => {} };
    await transport.send(FEEDBACK, { ...tries, key: KEY });

    expect(await transport.send(FEEDBACK, { ...tries, key: 'other' })).toEqual({ kind: 'recorded' });
  });

  it("of another user never carries this visitor's feedback", async () => {
    answers = [answerWith(401, {})];
    const identityToken = vi.fn().mockReturnValueOnce(tokenOf('ada')).mockReturnValueOnce(tokenOf('bob'));
    expect((await send({ identityToken })).outcome).toEqual({ kind: 'unauthorized' });
    expect(received).toHaveLength(1);
    expect(console.error).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ message: 'another user has signed in' }),
    );
  });
});
