import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BuiltRelay, buildRelay } from './build-relay.js';
import { type Answer, type FakeHaptik, startFakeHaptik } from './fake-haptik.js';
import { createSigningKey, type JwksServer, type SigningKey, startJwksServer } from './jwks-server.js';
import type { RelayProcess } from './relay-process.js';
import { inSeconds, signToken } from './sign-token.js';

const ORIGIN = 'https://www.example.com';
const TOKEN = 'the-token-of-the-account';
const SECRET = 'a-secret-of-more-than-thirty-two-bytes';
const OLD_SECRET = 'the-secret-that-was-in-use-until-today';
const NO_CONVERSATION = 'Failed to submit feedback, please make sure there is an active conversation with the agent';

let visitors = 0;
/** Makes a visitor that no limit has counted. */
const newVisitor = () => `visitor-${++visitors}`;

/** Describes what every entry of the relay promises over HTTP. */
export function describeContract(
  name: string,
  run: (relay: BuiltRelay, environment: Record<string, string>) => Promise<RelayProcess>,
): void {
  describe(`the relay on ${name}`, () => {
    let built: BuiltRelay;
    let haptik: FakeHaptik;
    let relay: RelayProcess;
    /** A relay that waits only one second for Haptik. */
    let impatient: RelayProcess;
    const others: RelayProcess[] = [];

    const environment = (more: Record<string, string> = {}) => ({
      HAPTIK_BASE_URL: haptik.origin,
      HAPTIK_TOKEN: TOKEN,
      HAPTIK_CLIENT_ID: 'the-client',
      ALLOWED_ORIGINS: `${ORIGIN}, https://shop.example`,
      ALLOWED_BUSINESS_IDS: '343,7',
      RATE_LIMIT_PER_MINUTE: '100000',
      UPSTREAM_TIMEOUT_MS: '3000',
      METRICS_TOKEN: 'the-metrics-token',
      ...more,
    });

    const runAnother = async (more: Record<string, string>) => {
      const another = await run(built, environment(more));
      others.push(another);
      return another;
    };

    beforeAll(async () => {
      built = await buildRelay();
      haptik = await startFakeHaptik();
      relay = await run(built, environment());
      impatient = await runAnother({ UPSTREAM_TIMEOUT_MS: '1000' });
    }, 30_000);

    beforeEach(() => haptik.reset());

    afterAll(async () => {
      await Promise.all([relay, ...others].map((process) => process?.stop()));
      await haptik?.close();
      built?.remove();
    });

    const createFeedback = (more: object = {}) => ({
      auth_id: newVisitor(),
      business_id: 343,
      query_resolved: true,
      query_rating: 4,
      feedback: 'All good.',
      ...more,
    });

    const post = async (
      body: unknown,
      headers: Record<string, string> = {},
      { to = relay, method = 'POST' }: { to?: RelayProcess; method?: string } = {},
    ) => {
      const given = { 'content-type': 'application/json', origin: ORIGIN, ...headers };
      const response = await fetch(`${to.url}feedback`, {
        method,
        headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== 'none')),
        ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
    };

    describe('feedback for Haptik', () => {
      test('carries only the three headers and the five fields, to the path with its final slash', async () => {
        const body = createFeedback({ feedback: 'two\nlines ☆', extra: 1, token: 'x' });
        const answer = await post(body, { 'x-secret': 'mine', cookie: 'a=b', 'accept-language': 'de' });

        expect(answer).toMatchObject({ status: 201, body: { success: true } });

        const { auth_id, business_id, query_resolved, query_rating } = body;

        expect(haptik.seen).toHaveLength(1);

        const [seen] = haptik.seen;

        expect(seen).toMatchObject({ method: 'POST', url: '/v1.0/log_feedback_from_user/' });
        expect(seen!.headers).toMatchObject({
          authorization: `Bearer ${TOKEN}`,
          'client-id': 'the-client',
          'content-type': 'application/json',
        });

        const transport = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding', 'accept'];

        expect(Object.keys(seen!.headers).filter((header) => !transport.includes(header))).toHaveLength(3);
        expect(JSON.parse(seen!.body)).toEqual({
          auth_id,
          business_id,
          query_resolved,
          query_rating,
          feedback: 'two\nlines ☆',
        });
      });

      test('has no field for a missing comment', async () => {
        await post(createFeedback({ feedback: undefined }));

        expect(Object.keys(JSON.parse(haptik.seen[0]!.body)).sort()).toEqual([
          'auth_id',
          'business_id',
          'query_rating',
          'query_resolved',
        ]);
      });

      test.each([
        ['half a surrogate pair', 'a\ud83db', 'a\ufffdb'],
        ['NUL and other control characters', 'a\u0000b\u001b\u0085c\td\r\ne', 'abc\td\r\ne'],
        ['bidirectional control characters', 'a\u202eb\u2066c', 'abc'],
        [
          'marks that languages and emoji need',
          'می\u200cخواهم \u200fשלום 👩\u200d👧',
          'می\u200cخواهم \u200fשלום 👩\u200d👧',
        ],
        ['only invisible characters', '\u200b \u2060\n\u0000', undefined],
      ])('has a well-formed comment: %s', async (_, comment, expected) => {
        expect((await post(createFeedback({ feedback: comment }))).status).toBe(201);
        expect(JSON.parse(haptik.seen[0]!.body).feedback).toBe(expected);
      });

      test('is answered with a request id, the CORS headers and a ban on caching', async () => {
        const { headers } = await post(createFeedback());

        expect(Object.fromEntries(headers)).toMatchObject({
          'content-type': 'application/json',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'access-control-allow-origin': ORIGIN,
          'access-control-expose-headers': 'Retry-After, X-Request-Id',
          vary: 'Origin',
        });
        expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
      });
    });

    describe('an answer from Haptik', () => {
      test.each([
        [400, { error_message: 'duplicate feedback' }],
        [409, { error_message: 'duplicate feedback' }],
        [422, { error_message: 'duplicate feedback' }],
        [404, { error_message: NO_CONVERSATION }],
        [403, { error_message: 'Invalid_User' }],
        [401, { error_message: 'invalid authorization details' }],
        [418, { error_message: 'something new' }],
        [500, { error_message: 'out of order' }],
        [503, { error_message: 'maintenance' }],
      ])('passes on %i %o', async (status, body) => {
        haptik.setAnswer(status, body);

        expect(await post(createFeedback())).toMatchObject({ status, body });
        expect(haptik.seen).toHaveLength(1);
      });

      test('passes on Retry-After', async () => {
        haptik.setAnswer(429, { error_message: 'slow down' }, { 'retry-after': '17' });
        const { status, headers } = await post(createFeedback());

        expect([status, headers.get('retry-after')]).toEqual([429, '17']);
      });

      test('passes on only the status when the body has another shape', async () => {
        haptik.setAnswer(403, '<h1>Forbidden</h1>', { 'content-type': 'text/html' });

        expect(await post(createFeedback())).toMatchObject({
          status: 403,
          body: { error_message: 'Haptik refused the feedback' },
        });
      });

      test('hides a message that repeats the token, the visitor or the comment', async () => {
        const feedback = createFeedback({ feedback: 'my order number is 4711' });
        for (const secret of [
          TOKEN,
          feedback.auth_id,
          feedback.feedback,
          'order number',
          feedback.auth_id.toUpperCase(),
        ]) {
          haptik.setAnswer(400, { error_message: `no: ${secret}!` });
          expect(await post({ ...feedback, query_rating: 1 })).toMatchObject({
            status: 400,
            body: { error_message: 'Haptik refused the feedback' },
          });
        }
      });

      test('says duplicate also when the message is hidden', async () => {
        const feedback = createFeedback();
        haptik.setAnswer(400, { error_message: `duplicate feedback of ${feedback.auth_id}` });

        expect((await post(feedback)).body).toEqual({ error_message: 'duplicate feedback' });
      });

      test('passes on a documented message, whatever the visitor is called', async () => {
        haptik.setAnswer(400, { error_message: 'duplicate feedback' });

        expect((await post(createFeedback({ auth_id: 'feedback', feedback: 'duplicate' }))).body).toEqual({
          error_message: 'duplicate feedback',
        });
      });

      test.each([
        ['a 200 that denies success', 200, { success: false, error_message: 'busy' }, 'busy'],
        ['a duplicate in a success', 200, { error_message: 'duplicate feedback' }, 'duplicate feedback'],
        ['an empty success', 204, '', 'Haptik did not confirm the feedback'],
        ['a redirect', 302, '', 'Haptik did not confirm the feedback'],
      ])('answers 502 for %s', async (_, status, body, message) => {
        haptik.setAnswer(status, body, { location: '/elsewhere' });

        expect(await post(createFeedback())).toMatchObject({ status: 502, body: { error_message: message } });
        expect(haptik.seen).toHaveLength(1);
      });

      test('answers 502 when the connection to Haptik is lost', async () => {
        haptik.answer = (response) => response.socket?.destroy();

        expect(await post(createFeedback())).toMatchObject({
          status: 502,
          body: { error_message: 'Haptik could not be reached' },
        });
        expect(haptik.seen).toHaveLength(1);
      });

      test('answers 504 when Haptik takes too long', async () => {
        haptik.answer = () => {};

        expect(await post(createFeedback(), {}, { to: impatient })).toMatchObject({
          status: 504,
          body: { error_message: 'Haptik did not answer in time' },
        });
      });
    });

    describe('a refusal', () => {
      test.each([
        ['not JSON', '{"auth_id":', 'JSON'],
        ['nothing', '', 'JSON'],
        ['an array', [], 'body'],
        ['null', 'null', 'body'],
        ['no auth_id', { auth_id: undefined }, 'auth_id'],
        ['auth_id as a number', { auth_id: 7 }, 'auth_id'],
        ['an empty auth_id', { auth_id: '' }, 'auth_id'],
        ['an auth_id of 257 characters', { auth_id: 'a'.repeat(257) }, 'auth_id'],
        ['an auth_id with a line break', { auth_id: 'a\nb' }, 'auth_id'],
        ['an auth_id of zero-width characters', { auth_id: '\u200b\u2060\ufeff' }, 'auth_id'],
        ['an auth_id of white space', { auth_id: ' \u3000' }, 'auth_id'],
        ['an auth_id with NUL', { auth_id: 'a\u0000' }, 'auth_id'],
        ['an auth_id with half a surrogate pair', { auth_id: 'a\ud83d' }, 'auth_id'],
        ['an auth_id with a bidirectional control character', { auth_id: 'a\u202eb' }, 'auth_id'],
        ['no business_id', { business_id: undefined }, 'business_id'],
        ['business_id as text', { business_id: '343' }, 'business_id'],
        ['no query_resolved', { query_resolved: undefined }, 'query_resolved'],
        ['query_resolved as text', { query_resolved: 'true' }, 'query_resolved'],
        ['no query_rating', { query_rating: undefined }, 'query_rating'],
        ['rating 0', { query_rating: 0 }, 'query_rating'],
        ['rating 6', { query_rating: 6 }, 'query_rating'],
        ['rating 2.5', { query_rating: 2.5 }, 'query_rating'],
        ['rating "5"', { query_rating: '5' }, 'query_rating'],
        ['a comment of 10,001 units', { feedback: 'a'.repeat(10_001) }, 'feedback'],
        ['a comment as a list', { feedback: ['a'] }, 'feedback'],
      ])('answers 400 for %s', async (_, given, field) => {
        const body = typeof given === 'string' || Array.isArray(given) ? given : createFeedback(given);
        const answer = await post(body);

        expect(answer.status).toBe(400);
        expect(answer.body.error_message).toContain(field);
        expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
        expect(haptik.seen).toHaveLength(0);
      });

      test('answers 403 for a business that is not allowed', async () => {
        expect(await post(createFeedback({ business_id: 8 }))).toMatchObject({
          status: 403,
          body: { error_message: 'business not allowed' },
        });
      });

      test.each(['https://evil.example', 'https://www.example.com.evil.example', 'null', 'none'])(
        'answers 403 without CORS headers for the origin %s',
        async (origin) => {
          const { status, headers, body } = await post(createFeedback(), { origin });

          expect([status, body]).toEqual([403, { error_message: 'origin not allowed' }]);
          expect([...headers.keys()].filter((header) => header.startsWith('access-control'))).toEqual([]);
          expect(haptik.seen).toHaveLength(0);
        },
      );

      test.each(['PUT', 'DELETE', 'PATCH'])('answers 405 for %s', async (method) => {
        const { status, headers } = await post(createFeedback(), {}, { method });

        expect([status, headers.get('allow')]).toEqual([405, 'POST, OPTIONS, GET, HEAD']);
      });

      test('answers 204 to the GET with which a form triggers the preflight early', async () => {
        const { status, headers } = await post('', {}, { method: 'GET' });

        expect([status, headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
        expect(haptik.seen).toHaveLength(0);
      });

      test('answers 403 to a GET of another origin', async () => {
        const { status } = await post('', { origin: 'https://evil.example' }, { method: 'GET' });

        expect(status).toBe(403);
      });

      test.each(['text/plain', 'application/json; charset=utf-16', 'multipart/form-data', 'application/jsonp', 'none'])(
        'answers 415 for the type %s',
        async (type) => {
          expect((await post(createFeedback(), { 'content-type': type })).status).toBe(415);
        },
      );

      test('answers 413 for 70 KB, with and without a length', async () => {
        const body = JSON.stringify(createFeedback({ more: 'a'.repeat(70_000) }));

        expect((await post(body)).status).toBe(413);

        const response = await fetch(`${relay.url}feedback`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: ORIGIN },
          body: new Blob([body]).stream(),
          duplex: 'half',
        } as RequestInit);

        expect(response.status).toBe(413);
        expect(haptik.seen).toHaveLength(0);
      });

      test('names the first check that fails', async () => {
        const big = JSON.stringify({ more: 'a'.repeat(70_000) });
        const evil = { origin: 'https://evil.example' };

        expect((await post('x', { ...evil, 'content-type': 'text/plain' }, { method: 'PUT' })).status).toBe(405);
        expect((await post(big, { ...evil, 'content-type': 'text/plain' })).status).toBe(403);
        expect((await post(big, { 'content-type': 'text/plain' })).status).toBe(415);
        expect((await post(big)).status).toBe(413);
        expect((await post(createFeedback({ business_id: 8, query_rating: 9 }))).status).toBe(400);
      });

      test('answers 404 for an unknown path', async () => {
        for (const path of ['', 'feedback/', 'feedback/1', 'Feedback', 'admin']) {
          const response = await fetch(relay.url + path);
          expect([path, response.status, await response.json()]).toEqual([path, 404, { error_message: 'not found' }]);
        }
      });
    });

    describe('a preflight', () => {
      const preflight = (origin: string) =>
        fetch(`${relay.url}feedback`, {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'authorization,content-type,idempotency-key',
          },
        });

      test('of an allowed origin may be cached for a day', async () => {
        const { status, headers } = await preflight('https://shop.example');

        expect(status).toBe(204);
        expect(Object.fromEntries(headers)).toMatchObject({
          'access-control-allow-origin': 'https://shop.example',
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': 'content-type, authorization, idempotency-key, *',
          'access-control-max-age': '86400',
        });
      });

      test('of any other origin gets 403 without CORS headers', async () => {
        const { status, headers } = await preflight('https://evil.example');

        expect(status).toBe(403);
        expect([...headers.keys()].filter((header) => header.startsWith('access-control'))).toEqual([]);
      });
    });

    describe('a repeated submission', () => {
      const key = () => ({ 'idempotency-key': crypto.randomUUID() });

      test('gets the same success without asking Haptik again', async () => {
        const feedback = createFeedback();
        const headers = key();
        await post(feedback, headers);
        haptik.setAnswer(400, { error_message: 'duplicate feedback' });

        expect(await post(feedback, headers)).toMatchObject({ status: 201, body: { success: true } });
        expect(haptik.seen).toHaveLength(1);
      });

      test('waits while the first try is under way', async () => {
        const feedback = createFeedback();
        const headers = key();
        let finish = () => {};
        haptik.answer = (response) => {
          finish = () => response.writeHead(201).end('{"success":true}');
        };
        const both = [post(feedback, headers), post(feedback, headers)];
        await haptik.waitForRequests(1);
        finish();

        for (const answer of await Promise.all(both)) expect(answer.status).toBe(201);
        expect(haptik.seen).toHaveLength(1);
      });

      test('gets the refusal of the first try that it waits for', async () => {
        const feedback = createFeedback();
        const headers = key();
        let finish = () => {};
        haptik.answer = (response) => {
          finish = () => response.writeHead(403).end('{"error_message":"Invalid_User"}');
        };
        // Opens connections, so that no later post waits for one.
        await Promise.all([post('x'), post('x'), post('x')]);
        const both = [post(feedback, headers), post(feedback, headers)];
        await haptik.waitForRequests(1);
        // Both have arrived when a later post has been answered.
        await post('x');
        finish();

        for (const answer of await Promise.all(both)) expect(answer.body).toEqual({ error_message: 'Invalid_User' });
        expect(haptik.seen).toHaveLength(1);
      });

      test.each([
        ['a 500', (response) => void response.writeHead(500).end(), () => relay],
        ['a lost connection', (response) => void response.socket?.destroy(), () => relay],
        ['a time-out', () => {}, () => impatient],
      ] satisfies [string, Answer, () => RelayProcess][])(
        'asks Haptik again after %s, and then a duplicate is a success',
        async (_, answer, chooseRelay) => {
          const feedback = createFeedback();
          const headers = key();
          const to = chooseRelay();
          haptik.answer = answer;

          expect((await post(feedback, headers, { to })).status).toBeGreaterThanOrEqual(500);

          haptik.setAnswer(400, { error_message: 'duplicate feedback' });

          expect(await post(feedback, headers, { to })).toMatchObject({ status: 201, body: { success: true } });
          expect(haptik.seen).toHaveLength(2);
        },
      );

      test('asks Haptik again after a refusal', async () => {
        const feedback = createFeedback();
        const headers = key();
        haptik.setAnswer(404, { error_message: NO_CONVERSATION });

        expect((await post(feedback, headers)).status).toBe(404);

        haptik.setAnswer(400, { error_message: 'duplicate feedback' });

        expect((await post(feedback, headers)).status).toBe(400);
      });

      test('gets 422 when it has other content', async () => {
        const feedback = createFeedback();
        const headers = key();
        await post(feedback, headers);

        expect(await post({ ...feedback, query_rating: 1 }, headers)).toMatchObject({
          status: 422,
          body: { error_message: 'Idempotency-Key was used for another content' },
        });
        expect(haptik.seen).toHaveLength(1);
      });

      test.each(['short', 'a'.repeat(129), 'with a space', 'pänctuation'])(
        'gets 400 for the malformed key %j',
        async (value) => {
          const answer = await post(createFeedback(), { 'idempotency-key': encodeURI(value) });

          expect(answer.status).toBe(400);
          expect(answer.body).toEqual({
            error_message: 'Idempotency-Key must be 8 to 128 letters, digits, hyphens or underscores',
          });
          expect(haptik.seen).toHaveLength(0);
        },
      );

      test('is independent of another visitor with the same key', async () => {
        const headers = key();
        await post(createFeedback(), headers);
        haptik.setAnswer(400, { error_message: 'duplicate feedback' });

        expect((await post(createFeedback(), headers)).status).toBe(400);
      });
    });

    describe('a limit', () => {
      test('allows a visitor 6 posts a minute and does not count repeats', async () => {
        const feedback = createFeedback();
        const headers = { 'idempotency-key': crypto.randomUUID() };

        for (let sent = 0; sent < 4; sent++) expect((await post(feedback, headers)).status).toBe(201);

        const statuses: number[] = [];
        for (let sent = 0; sent < 6; sent++) statuses.push((await post(feedback)).status);

        expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);

        const { headers: answered, body } = await post(feedback);

        expect(Number(answered.get('retry-after'))).toBeGreaterThan(0);
        expect(Number(answered.get('retry-after'))).toBeLessThanOrEqual(60);
        expect(body).toEqual({ error_message: 'too many requests' });
        expect(answered.get('access-control-allow-origin')).toBe(ORIGIN);
        expect((await post(feedback, headers)).status).toBe(201);
        expect((await post(createFeedback())).status).toBe(201);
      });

      test('counts everything that reaches Haptik, including repeats', async () => {
        const feedback = createFeedback();
        const headers = { 'idempotency-key': crypto.randomUUID() };
        haptik.setAnswer(500, {});

        const statuses: number[] = [];
        for (let sent = 0; sent < 20; sent++) statuses.push((await post(feedback, headers)).status);

        expect(statuses).toEqual([...Array(6).fill(500), ...Array(14).fill(429)]);
        expect(haptik.seen).toHaveLength(6);
      });

      test('counts every post of an address, but neither preflights nor refused origins', async () => {
        const to = await runAnother({ RATE_LIMIT_PER_MINUTE: '3' });
        for (let sent = 0; sent < 5; sent++) await post('x', { origin: 'https://evil.example' }, { to });

        for (let sent = 0; sent < 3; sent++) expect((await post('x', {}, { to })).status).toBe(400);

        const { status, headers } = await post(createFeedback(), { 'content-type': 'text/plain' }, { to });

        expect([status, Number(headers.get('retry-after')) > 0]).toEqual([429, true]);
        expect((await fetch(`${to.url}healthz`)).status).toBe(200);
        expect((await post(createFeedback(), {}, { to, method: 'OPTIONS' })).status).toBe(204);
        expect(haptik.seen).toHaveLength(0);
      });
    });

    describe('an identity token', () => {
      let guarded: RelayProcess;
      beforeAll(async () => {
        guarded = await runAnother({ IDENTITY_SECRET: `${SECRET},${OLD_SECRET}` });
      });

      const postWithToken = (token: string | undefined, body: object = {}, headers: Record<string, string> = {}) =>
        post(
          createFeedback({ auth_id: undefined, ...body }),
          { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
          { to: guarded },
        );

      test.each([SECRET, OLD_SECRET])('names the visitor when signed with %s', async (secret) => {
        const authId = newVisitor();

        expect((await postWithToken(signToken({ auth_id: authId, exp: inSeconds(300) }, secret))).status).toBe(201);
        expect(JSON.parse(haptik.seen[0]!.body).auth_id).toBe(authId);
      });

      test('replaces a missing origin, but not a refused one', async () => {
        const token = signToken({ auth_id: newVisitor(), exp: inSeconds(300) }, SECRET);

        expect((await postWithToken(token, {}, { origin: 'none' })).status).toBe(201);
        expect((await postWithToken(undefined, {}, { origin: 'none' })).status).toBe(401);
        expect((await postWithToken(token, {}, { origin: 'https://evil.example' })).status).toBe(403);
      });

      test('is valid when clocks are 50 seconds apart', async () => {
        const auth_id = newVisitor();

        expect((await postWithToken(signToken({ auth_id, exp: inSeconds(-50) }, SECRET))).status).toBe(201);
        expect(
          (await postWithToken(signToken({ auth_id, exp: inSeconds(300), nbf: inSeconds(50) }, SECRET))).status,
        ).toBe(201);
      });

      test('refuses a body that names another visitor', async () => {
        const auth_id = newVisitor();
        const token = signToken({ auth_id, exp: inSeconds(300) }, SECRET);

        expect((await postWithToken(token, { auth_id })).status).toBe(201);
        expect(await postWithToken(token, { auth_id: newVisitor(), query_rating: 9 })).toMatchObject({
          status: 403,
          body: { error_message: 'auth_id does not match' },
        });
        expect((await postWithToken(token, { auth_id: 7 })).body.error_message).toContain('auth_id must be');
      });

      const claims = { auth_id: 'someone', exp: inSeconds(300) };
      const [head, payload] = signToken(claims, SECRET).split('.') as [string, string];
      test.each([
        ['that is missing', undefined],
        ['signed with another secret', signToken(claims, 'another-secret-of-thirty-two-bytes!!')],
        ['that claims to be unsigned', signToken(claims, SECRET, { alg: 'none' })],
        ['with an empty signature', `${head}.${payload}.`],
        ['without a signature', `${head}.${payload}`],
        ['that claims None with a right signature', signToken(claims, SECRET, { alg: 'None' })],
        ['signed with HS384', signToken(claims, SECRET, { alg: 'HS384' }, 'sha384')],
        ['signed with HS512', signToken(claims, SECRET, { alg: 'HS512' }, 'sha512')],
        ['that claims RS256', signToken(claims, SECRET, { alg: 'RS256' })],
        ['that is expired', signToken({ ...claims, exp: inSeconds(-90) }, SECRET)],
        ['with expiry in milliseconds', signToken({ ...claims, exp: inSeconds(300) * 1000 }, SECRET)],
        ['with expiry in the year 3000', signToken({ ...claims, exp: 32_503_680_000 }, SECRET)],
        ['that starts in the future', signToken({ ...claims, iat: inSeconds(600) }, SECRET)],
        ['without expiry', signToken({ auth_id: 'someone' }, SECRET)],
        ['with expiry as text', signToken({ ...claims, exp: String(inSeconds(300)) }, SECRET)],
        ['that is not valid yet', signToken({ ...claims, nbf: inSeconds(900) }, SECRET)],
        ['without the claim', signToken({ exp: inSeconds(300), sub: 'someone' }, SECRET)],
        ['with a number as the claim', signToken({ ...claims, auth_id: 7 }, SECRET)],
        ['with an empty claim', signToken({ ...claims, auth_id: '' }, SECRET)],
        ['with a control character in the claim', signToken({ ...claims, auth_id: 'a\u0000' }, SECRET)],
        ['with an invisible claim', signToken({ ...claims, auth_id: '\u200b' }, SECRET)],
        ['with an unknown critical header', signToken(claims, SECRET, { alg: 'HS256', crit: ['x'], x: 1 })],
        ['with a list as payload', signToken([claims], SECRET)],
        ['of another form', 'abc'],
        ['that is very long', 'a'.repeat(9000)],
      ])('gets 401 for a token %s', async (_, token) => {
        const answer = await postWithToken(token);

        expect(answer.status).toBe(401);
        expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
        expect(haptik.seen).toHaveLength(0);
      });
    });

    describe('an allowed origin with a wildcard', () => {
      let to: RelayProcess;
      beforeAll(async () => {
        to = await runAnother({ ALLOWED_ORIGINS: 'https://*.example.com' });
      });

      test('allows a subdomain, and names it in the CORS headers', async () => {
        const { status, headers } = await post(createFeedback(), { origin: 'https://shop.example.com' }, { to });

        expect([status, headers.get('access-control-allow-origin')]).toEqual([201, 'https://shop.example.com']);
      });

      test.each(['https://example.com', 'https://a.b.example.com', 'https://evil.example', 'http://shop.example.com'])(
        'refuses %s',
        async (origin) => {
          const { status, headers } = await post(createFeedback(), { origin }, { to });

          expect([status, headers.get('access-control-allow-origin')]).toEqual([403, null]);
        },
      );
    });

    describe('a base path', () => {
      let origin: string;
      beforeAll(async () => {
        origin = new URL((await runAnother({ BASE_PATH: '/feedback-widget' })).url).origin;
      });
      const statusOf = async (path: string, init?: RequestInit) => (await fetch(`${origin}${path}`, init)).status;

      test('precedes every endpoint', async () => {
        const init = {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: ORIGIN },
          body: JSON.stringify(createFeedback()),
        };

        expect(await statusOf('/feedback-widget/feedback', init)).toBe(201);
        expect(await statusOf('/feedback', init)).toBe(404);
        expect(await statusOf('/feedback-widget/healthz')).toBe(200);
        expect(haptik.seen).toHaveLength(1);
      });

      test.each([
        '/',
        '/healthz',
        '/feedback-widget',
        '/feedback-widgethealthz',
        '/x/feedback-widget/healthz',
        '//healthz',
      ])('answers 404 for %s', async (path) => {
        expect(await statusOf(path)).toBe(404);
      });
    });

    describe("an auth server's token", () => {
      let key: SigningKey;
      let server: JwksServer;
      let guarded: RelayProcess;
      const postWithToken = async (token: string) =>
        post(createFeedback({ auth_id: undefined }), { authorization: `Bearer ${token}` }, { to: guarded });

      beforeAll(async () => {
        key = await createSigningKey('ES256', 'key-1');
        server = await startJwksServer(key);
        guarded = await runAnother({
          IDENTITY_JWKS_URL: server.url,
          IDENTITY_AUDIENCE: 'feedback',
          IDENTITY_CLAIM: 'sub',
        });
      });

      afterAll(() => server.close());

      test('names the visitor', async () => {
        const sub = newVisitor();
        const answer = await postWithToken(await key.sign({ sub, aud: 'feedback', exp: inSeconds(300) }));

        expect(answer.status).toBe(201);
        expect(JSON.parse(haptik.seen[0]!.body).auth_id).toBe(sub);
      });

      test('gets 401 when it is for another app, signed with another key or with another algorithm', async () => {
        const claims = { sub: 'someone', aud: 'feedback', exp: inSeconds(300) };
        const foreign = await createSigningKey('ES256', 'key-1');

        expect((await postWithToken(await key.sign({ ...claims, aud: 'shop' }))).status).toBe(401);
        expect((await postWithToken(await foreign.sign(claims))).status).toBe(401);
        expect((await postWithToken(signToken(claims, key.publicJwk.x!, { alg: 'HS256', kid: 'key-1' }))).status).toBe(
          401,
        );
        expect(haptik.seen).toHaveLength(0);
      });

      test('gets 503 with CORS headers when the keys cannot be fetched', async () => {
        const to = await runAnother({ IDENTITY_JWKS_URL: 'http://127.0.0.1:1/jwks.json' });
        const token = await key.sign({ auth_id: 'someone', exp: inSeconds(300) });
        const answer = await post(createFeedback(), { authorization: `Bearer ${token}` }, { to });

        expect(answer).toMatchObject({
          status: 503,
          body: { error_message: 'identity tokens cannot be verified now' },
        });
        expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
        expect(answer.headers.get('retry-after')).toBe('5');
        expect(haptik.seen).toHaveLength(0);
      });
    });

    describe('the operator', () => {
      test('finds the trace of a browser in the log, which Haptik does not get', async () => {
        const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
        await post(createFeedback(), { traceparent, tracestate: 'a=b', baggage: 'c=d', 'sentry-trace': 'e' });

        await relay.waitForOutput(`"traceparent":"${traceparent}"`);
        expect(Object.keys(haptik.seen[0]!.headers)).not.toEqual(expect.arrayContaining(['traceparent']));

        await post(createFeedback(), { traceparent: 'zq7' });
        expect(relay.output()).not.toContain('zq7');
      });

      test('is warned once of an origin that is not allowed, and finds its requests counted', async () => {
        const origin = 'https://forgotten.example';
        const numbers = async () =>
          (await fetch(`${relay.url}metrics`, { headers: { authorization: 'Bearer the-metrics-token' } })).text();
        const read = (text: string, request: string) =>
          Number(new RegExp(`refused_origins_total{request="${request}"} (\\d+)`).exec(text)![1]);
        const before = await numbers();
        for (let sent = 0; sent < 3; sent++) {
          await fetch(`${relay.url}feedback`, { method: 'OPTIONS', headers: { origin } });
        }
        await post(createFeedback(), { origin });
        const after = await numbers();

        expect(read(after, 'preflight') - read(before, 'preflight')).toBe(3);
        expect(read(after, 'post') - read(before, 'post')).toBe(1);
        await relay.waitForOutput('ALLOWED_ORIGINS does not name this origin');
        expect(relay.output().split(`"origin":"${origin}","msg":"ALLOWED_ORIGINS`)).toHaveLength(2);
      });

      test('reads from /healthz that the relay works', async () => {
        const response = await fetch(`${relay.url}healthz`);

        expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}']);
      });

      test('reads from /livez and /readyz that the relay runs and should get traffic', async () => {
        for (const path of ['livez', 'readyz', 'readyz?exclude=redis']) {
          const response = await fetch(`${relay.url}${path}`);

          expect([path, response.status, await response.json()]).toEqual([path, 200, { status: 'ok' }]);
        }
      });

      test('reads the metrics with the metrics token', async () => {
        const ask = (authorization?: string) =>
          fetch(`${relay.url}metrics`, authorization ? { headers: { authorization } } : {});

        expect((await ask()).status).toBe(401);
        expect((await ask('Bearer the-metrics-tokem')).status).toBe(401);

        const before = await (await ask('Bearer the-metrics-token')).text();
        await post(createFeedback());
        await post('x');
        const after = await (await ask('Bearer the-metrics-token')).text();
        const read = (text: string, name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
        const grown = (name: string) => read(after, name) - read(before, name);

        expect(grown('haptik_feedback_requests_total{outcome="recorded"}')).toBe(1);
        expect(grown('haptik_feedback_requests_total{outcome="json"}')).toBe(1);
        expect(grown('haptik_feedback_haptik_seconds_count')).toBe(1);
        expect(grown('haptik_feedback_haptik_seconds_bucket{le="\\+Inf"}')).toBe(1);
      });

      test('gets 404 for the metrics when no metrics token is set', async () => {
        const { METRICS_TOKEN: _, ...without } = environment();
        const another = await run(built, without);
        others.push(another);
        const { url } = another;

        expect((await fetch(`${url}metrics`, { headers: { authorization: 'Bearer ' } })).status).toBe(404);
      });
    });
  });
}
