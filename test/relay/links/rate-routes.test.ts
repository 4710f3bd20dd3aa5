import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { createRelay, type Relay } from '../../../src/relay/create-relay.js';
import { createLink, type LinkOptions } from '../../../src/relay/links/create-link.js';
import type { Log } from '../../../src/relay/telemetry/log.js';
import { ACCOUNT } from '../account.js';

const SECRET = 'a-link-secret-of-at-least-32-bytes';
const DAY_MS = 86_400_000;
const URL_OF_RELAY = 'https://feedback.example.com';
const FEEDBACK = { business_id: 343, query_resolved: true, query_rating: 4, feedback: 'A comment' };

let now: number;
let relay: Relay;
/** The bodies that reached Haptik. */
let recorded: string[];
let haptik: { status: number; text: string };
/** Haptik answers when this resolves. */
let answerOfHaptik: Promise<void>;
let logged: unknown[];

const start = (variables: Record<string, string | undefined> = {}) => {
  const keep = (fields: object, message: string) => void logged.push([fields, message]);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const config = readConfig({
    ...ACCOUNT,
    PUBLIC_URL: URL_OF_RELAY,
    LINK_SECRET: SECRET,
    METRICS_TOKEN: 'metrics',
    ...variables,
  });
  return createRelay(config, {
    now: () => now,
    log,
    async askHaptik(body) {
      recorded.push(body);
      await answerOfHaptik;
      return { ...haptik, retryAfter: null };
    },
  });
};

const makeLink = (options: Partial<LinkOptions> = {}) =>
  createLink({
    publicUrl: URL_OF_RELAY,
    secret: SECRET,
    authId: 'visitor-1',
    businessId: 343,
    now: () => now,
    ...options,
  });
const tokenOf = (link: string) => link.split('#')[1]!.split('&')[0]!;
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  relay.fetch(new Request(URL_OF_RELAY + path, { method, headers }));
const check = async (link: string) =>
  (await (await get('/rate/link', { authorization: `Bearer ${tokenOf(link)}` })).json()).state;
const send = async (link: string, body: object = FEEDBACK, headers: Record<string, string> = {}) => {
  const answer = await relay.fetch(
    new Request(`${URL_OF_RELAY}/rate`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${tokenOf(link)}`,
        origin: URL_OF_RELAY,
        ...headers,
      },
      body: JSON.stringify(body),
    }),
  );
  return { status: answer.status, body: await answer.json() };
};

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  recorded = [];
  haptik = { status: 201, text: '{"success":true}' };
  answerOfHaptik = Promise.resolve();
  logged = [];
  relay = start();
});

describe('the page of a link', () => {
  it('allows no caching, no indexing, no frame and no foreign script', async () => {
    const answer = await get('/rate');

    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=UTF-8',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const policy = answer.headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/=]+' 'strict-dynamic'; style-src 'nonce-/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const html = await answer.text();
    const nonce = /nonce-([^']+)'/.exec(policy)![1]!;
    expect(html.match(/nonce="([^"]+)"/g)).toEqual(Array(2).fill(`nonce="${nonce}"`));
  });

  it('has another nonce each time', async () => {
    const policies = await Promise.all([get('/rate'), get('/rate')]);

    const [one, other] = policies.map(({ headers }) => headers.get('content-security-policy'));
    expect(one).not.toBe(other);
  });

  it("says in the browser's language what is missing without scripts", async () => {
    const html = await (await get('/rate', { 'accept-language': 'xx, en;q=0.3, ar-EG;q=0.8' })).text();

    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toMatch(/<noscript><p lang="ar">.*JavaScript/);
  });

  it('shows the title and the logo of the operator, in the frames that the operator allows', async () => {
    relay = start({
      PAGE_TITLE: 'Shop & "Co" <b>',
      PAGE_LOGO_URL: 'https://cdn.example.com/logo.svg',
      PAGE_FRAME_ANCESTORS: 'https://www.example.com, https://*.haptikapi.com',
    });

    const answer = await get('/rate?view=chat');

    const html = await answer.text();
    expect(html).toContain('<h1>Shop &amp; &quot;Co&quot; &lt;b&gt;</h1>');
    expect(html).toContain('<img src="https://cdn.example.com/logo.svg" alt="">');
    expect(html).toContain('data-view="chat"');
    expect(answer.headers.get('content-security-policy')).toContain('img-src https://cdn.example.com;');
    expect(answer.headers.get('content-security-policy')).toContain(
      'frame-ancestors https://www.example.com https://*.haptikapi.com;',
    );
  });

  it("gives the logo the name of the relay's host when there is no title", async () => {
    relay = start({ PAGE_LOGO_URL: 'https://cdn.example.com/logo.svg' });

    const html = await (await get('/rate')).text();

    expect(html).toContain(`<img src="https://cdn.example.com/logo.svg" alt="${new URL(URL_OF_RELAY).hostname}">`);
    expect(html).not.toContain('<h1>');
  });

  it('records nothing when the five star links are opened with GET and HEAD', async () => {
    const link = await makeLink();

    for (const method of ['GET', 'HEAD']) {
      for (const stars of [1, 2, 3, 4, 5]) {
        const { pathname, search } = new URL(`${link}&rating=${stars}`);
        expect((await get(pathname + search, {}, method)).status).toBe(200);
      }
    }

    expect(recorded).toEqual([]);
    expect(await check(link)).toBe('valid');
  });

  it('does not exist without links', async () => {
    relay = start({ PUBLIC_URL: undefined, LINK_SECRET: undefined });

    expect((await get('/rate')).status).toBe(404);
    expect((await send(await makeLink())).status).toBe(404);
  });
});

describe('a link', () => {
  it('is good for one feedback, in the name of its visitor', async () => {
    const link = await makeLink();

    const first = await send(link);
    const second = await send(`${link}&rating=5`, { ...FEEDBACK, query_rating: 5 });

    expect(first).toEqual({ status: 201, body: { success: true } });
    expect(second).toEqual({ status: 410, body: { error_message: 'link already used' } });
    expect(recorded.map((body) => JSON.parse(body))).toEqual([{ ...FEEDBACK, auth_id: 'visitor-1' }]);
    expect(await check(link)).toBe('used');
  });

  it('answers a repeat of the same submission with success', async () => {
    const link = await makeLink();
    const key = { 'idempotency-key': 'key-of-a-submission' };

    const answers = [await send(link, FEEDBACK, key), await send(link, FEEDBACK, key)];

    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(recorded).toHaveLength(1);
  });

  it('reaches Haptik once when several posts come at once', async () => {
    const link = await makeLink();
    let answer = () => {};
    answerOfHaptik = new Promise((resolve) => {
      answer = resolve;
    });
    const first = send(link);
    await vi.waitFor(() => expect(recorded).toHaveLength(1));

    const others = await Promise.all([send(link), send(link, FEEDBACK, { 'idempotency-key': 'another-key' })]);
    answer();

    expect(others).toEqual(Array(2).fill({ status: 429, body: { error_message: 'link is being used' } }));
    expect((await first).status).toBe(201);
    expect(recorded).toHaveLength(1);
    expect((await send(link)).status).toBe(410);
  });

  it('works at once after a feedback that Haptik refused, or that was beyond the limit of its visitor', async () => {
    const link = await makeLink();
    haptik = { status: 403, text: '{"error_message":"Invalid_User"}' };
    for (let sent = 0; sent < 6; sent++) expect((await send(link)).status).toBe(403);

    expect((await send(link)).body).toEqual({ error_message: 'too many requests' });
    expect((await send(link)).body).toEqual({ error_message: 'too many requests' });
  });

  it('may be used by the repeat alone after a submission that may have been recorded', async () => {
    const link = await makeLink();
    const key = { 'idempotency-key': 'key-of-a-submission' };
    haptik = { status: 503, text: '{}' };
    await send(link, FEEDBACK, key);
    haptik = { status: 201, text: '{"success":true}' };

    expect((await send(link, { ...FEEDBACK, query_rating: 1 })).status).toBe(429);
    expect((await send(link, FEEDBACK, key)).status).toBe(201);

    expect((await send(link)).status).toBe(410);
  });

  it('works again 10 seconds after a submission that may have been recorded', async () => {
    const link = await makeLink();
    haptik = { status: 503, text: '{}' };
    await send(link);
    haptik = { status: 201, text: '{"success":true}' };

    now += 9999;
    expect((await send(link)).status).toBe(429);
    now += 1;

    expect((await send(link)).status).toBe(201);
  });

  it('is used up together with other links of its conversation, but of no other conversation', async () => {
    const [one, same, other] = await Promise.all(
      ['c1', 'c1', 'c2'].map((conversationId, index) => makeLink({ conversationId, days: index + 1 })),
    );

    await send(one!);

    expect(await check(same!)).toBe('used');
    expect(await check(other!)).toBe('valid');
  });

  it('is not used up by feedback that Haptik refused', async () => {
    const link = await makeLink();
    haptik = { status: 403, text: '{"error_message":"Invalid_User"}' };

    expect((await send(link)).status).toBe(403);
    expect(await check(link)).toBe('valid');
  });

  it('expires, with a minute of tolerance', async () => {
    const link = await makeLink({ days: 1 });

    now += DAY_MS + 59_000;
    expect(await check(link)).toBe('valid');
    now += 2000;

    expect(await check(link)).toBe('expired');
    expect(await send(link)).toEqual({ status: 401, body: { error_message: 'link expired' } });
  });

  it('is refused when it lives longer than LINK_MAX_DAYS', async () => {
    const link = await makeLink({ days: 8 });

    expect(await check(link)).toBe('invalid');
    relay = start({ LINK_MAX_DAYS: '8' });
    expect(await check(link)).toBe('valid');
  });

  it.each([
    ['a changed visitor', (token: string) => token.replace(/\..+\./, `.${btoa('{"auth_id":"other"}')}.`)],
    ['another signature', (token: string) => `${token.slice(0, -4)}AAAA`],
    ['nothing but text', () => 'not-a-token'],
    ['no token', () => ''],
  ])('is refused with %s', async (_case, change) => {
    const link = `${URL_OF_RELAY}/rate#${change(tokenOf(await makeLink()))}`;

    expect(await check(link)).toBe('invalid');
    expect(await send(link)).toEqual({ status: 401, body: { error_message: 'link not valid' } });
    expect(recorded).toEqual([]);
  });

  it.each([
    ['another audience', { aud: 'shop', jti: 'c1', exp: 300 }],
    ['no audience', { jti: 'c1', exp: 300 }],
    ['no id', { aud: 'rate', exp: 300 }],
    ['no expiry', { aud: 'rate', jti: 'c1' }],
    ['an invisible visitor', { auth_id: '\u200b', aud: 'rate', jti: 'c1', exp: 300 }],
  ])('is refused when its token has %s', async (_case, { exp, ...claims }: Record<string, unknown>) => {
    const token = await new SignJWT({
      auth_id: 'visitor-1',
      business_id: 343,
      ...claims,
      ...(exp !== undefined && { exp: now / 1000 + Number(exp) }),
    })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(SECRET));

    expect(await check(`#${token}`)).toBe('invalid');
  });

  it('is good only for its business and its visitor', async () => {
    const link = await makeLink();

    expect(await send(link, { ...FEEDBACK, business_id: 344 })).toEqual({
      status: 403,
      body: { error_message: 'business not allowed' },
    });
    expect((await send(link, { ...FEEDBACK, auth_id: 'other' })).status).toBe(403);
    relay = start({ ALLOWED_BUSINESS_IDS: '1,2' });
    expect(await check(link)).toBe('invalid');
    expect(recorded).toEqual([]);
  });

  it('works with the old secret and the new one while one replaces the other', async () => {
    const old = await makeLink();
    relay = start({ LINK_SECRET: `b${SECRET},${SECRET}` });

    expect(await check(old)).toBe('valid');
    expect(await check(await makeLink({ secret: `b${SECRET}` }))).toBe('valid');
  });

  it('is not accepted as an identity token', async () => {
    relay = start({ IDENTITY_SECRET: `i${SECRET}` });
    const authorization = `Bearer ${tokenOf(await makeLink())}`;

    const answer = await relay.fetch(
      new Request(`${URL_OF_RELAY}/feedback`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: ACCOUNT.ALLOWED_ORIGINS, authorization },
        body: JSON.stringify(FEEDBACK),
      }),
    );

    expect(answer.status).toBe(401);
  });

  it('is refused from a page of another origin', async () => {
    const link = await makeLink();

    expect((await send(link, FEEDBACK, { origin: ACCOUNT.ALLOWED_ORIGINS })).status).toBe(403);
  });

  it('leaves no token, visitor or comment in a log line or a metric', async () => {
    const link = await makeLink();
    await send(link);
    await send(link);
    await check(link);
    await check('#bad');

    const metrics = await (await get('/metrics', { authorization: 'Bearer metrics' })).text();

    const written = JSON.stringify(logged) + metrics;
    for (const secret of [tokenOf(link), 'visitor-1', 'A comment']) expect(written).not.toContain(secret);
    expect(metrics).toContain('haptik_feedback_links_total{event="used-up"} 1');
    expect(metrics).toContain('haptik_feedback_links_total{event="used"} 1');
    expect(metrics).toContain('haptik_feedback_links_total{event="invalid"} 1');
  });
});

describe('createLink', () => {
  it('puts everything personal into the fragment', async () => {
    const link = await makeLink({ rating: 4, resolved: false, language: 'hi', view: 'chat' });

    expect(link).toMatch(/^https:\/\/feedback\.example\.com\/rate\?view=chat#[\w.-]+&rating=4&resolved=no&lang=hi$/);
  });

  it.each([
    ['publicUrl', { publicUrl: 'feedback.example.com' }],
    ['secret', { secret: 'short' }],
    ['authId', { authId: '' }],
    ['authId', { authId: 'a\u202eb' }],
    ['businessId', { businessId: 0 }],
    ['conversationId', { conversationId: '' }],
    ['days', { days: 31 }],
    ['rating', { rating: 6 }],
    ['language', { language: 'hi&rating=1' }],
  ] as [string, Partial<LinkOptions>][])('names %s when it is not as expected', async (name, options) => {
    await expect(makeLink(options)).rejects.toThrow(new RegExp(`^${name} must be `));
  });
});
