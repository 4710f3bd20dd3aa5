import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { createRelay, type Relay } from '../../../src/relay/create-relay.js';
import type { Handover } from '../../../src/relay/handover/handover-queue.js';
import { readLink } from '../../../src/relay/links/link-token.js';
import { type Log, silentLog } from '../../../src/relay/telemetry/log.js';
import { Metrics } from '../../../src/relay/telemetry/metrics.js';
import { ACCOUNT } from '../account.js';
import { createFakeQueue } from './fake-queue.js';

const WEBHOOK_SECRET = 'secret-of-the-webhook';
const LINK_SECRET = 'a-link-secret-of-at-least-32-bytes';
const ENDED = {
  event_name: 'webhook_conversation_complete',
  business_id: 343,
  user: { auth_id: 'visitor-1', language_code: 'hi' },
  data: { conversation_no: 8107, completion_type: 'agent' },
};

let relay: Relay;
let added: Handover[];
let add: () => Promise<void>;
let logged: { outcome?: string; status?: number; message: string }[];
let metrics: Metrics;

const start = (variables: Record<string, string | undefined> = {}) => {
  const config = readConfig({
    ...ACCOUNT,
    PUBLIC_URL: 'https://feedback.example.com',
    LINK_SECRET,
    HAPTIK_WEBHOOK_SECRET: WEBHOOK_SECRET,
    LINK_HANDOVER_URL: 'https://crm.example.com/links',
    LINK_HANDOVER_SECRET: `whsec_${btoa('a'.repeat(32))}`,
    ...variables,
  });
  const log: Log = { ...silentLog, info: (fields, message) => void logged.push({ ...fields, message }) };
  return createRelay(config, { handoverQueue: createFakeQueue(added, () => add()), log, metrics });
};
const sign = (body: string, secret = WEBHOOK_SECRET) => `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
const post = async (body: string, signature: string | undefined = sign(body)) => {
  const answer = await relay.fetch(
    new Request('https://feedback.example.com/webhooks/haptik', {
      method: 'POST',
      headers: { ...(signature && { 'x-hub-signature': signature }) },
      body,
    }),
  );
  return answer.status;
};

beforeEach(() => {
  added = [];
  add = async () => {};
  logged = [];
  metrics = new Metrics();
  relay = start();
});

describe('the webhook of a conversation that ended', () => {
  it('hands links for the conversation over', async () => {
    expect(await post(JSON.stringify(ENDED))).toBe(200);

    expect(added).toHaveLength(1);
    expect(added[0]).toMatchObject({ id: expect.stringMatching(/^msg_[0-9a-f]{32}$/), target: 'link' });
    const { link, star_links, ...rest } = JSON.parse(added[0]!.body);
    expect(rest).toEqual({ auth_id: 'visitor-1', business_id: 343, conversation_no: '8107', language: 'hi' });
    expect(star_links).toEqual([1, 2, 3, 4, 5].map((rating) => `${link}&rating=${rating}`));
    expect(link).toMatch(/&lang=hi$/);
    const token = /#([\w.-]+)/.exec(link)![1]!;
    expect(await readLink(token, { secrets: [LINK_SECRET], maxDays: 7 }, Date.now())).toEqual({
      state: 'valid',
      link: { authId: 'visitor-1', businessId: 343, id: '8107' },
    });
  });

  it('has the same id each time it arrives, and another one for another conversation', async () => {
    await post(JSON.stringify(ENDED));
    await post(JSON.stringify({ ...ENDED, data: { ...ENDED.data, closing_categories: [] } }));
    await post(JSON.stringify({ ...ENDED, data: { ...ENDED.data, conversation_no: 8108 } }));

    const [first, repeated, other] = added.map(({ id }) => id);
    expect(repeated).toBe(first);
    expect(other).not.toBe(first);
  });

  it('is known by its body when it names no conversation', async () => {
    const body = JSON.stringify({ business_id: '343', user: { auth_id: 'visitor-1' } });

    await post(body);
    await post(body);

    expect(added[0]!.id).toBe(added[1]!.id);
    expect(JSON.parse(added[0]!.body)).toMatchObject({ business_id: 343, auth_id: 'visitor-1' });
  });

  it.each([
    ['without a signature', ''],
    ['signed with another secret', sign(JSON.stringify(ENDED), 'other')],
    ['signed for another body', sign('{}')],
    ['with a malformed signature', 'sha1=abc'],
    [
      'signed with SHA-256',
      `sha256=${createHmac('sha256', WEBHOOK_SECRET).update(JSON.stringify(ENDED)).digest('hex')}`,
    ],
  ])('is refused %s', async (_case, signature) => {
    expect(await post(JSON.stringify(ENDED), signature)).toBe(401);
    expect(added).toEqual([]);
  });

  it('is refused when it is too large or no JSON', async () => {
    expect(await post('x'.repeat(65 * 1024))).toBe(413);
    expect(await post('{')).toBe(400);
  });

  it.each([
    ['another event', { ...ENDED, event_name: 'message' }],
    ['no visitor', { ...ENDED, user: {} }],
    ['an invisible visitor', { ...ENDED, user: { auth_id: '\u200b' } }],
    ['no business', { ...ENDED, business_id: undefined }],
    ['nothing at all', null],
    ['a type of completion that is skipped', { ...ENDED, data: { ...ENDED.data, completion_type: 'autocomplete' } }],
    ['a business that is not allowed', { ...ENDED, business_id: 1 }],
  ])('is answered with success and ignored with %s', async (_case, body) => {
    relay = start({ ASK_SKIP: 'gogo, autocomplete', ALLOWED_BUSINESS_IDS: '343' });

    expect(await post(JSON.stringify(body))).toBe(200);
    expect(added).toEqual([]);
  });

  it('is answered with 503 when the queue fails or hangs, so that Haptik repeats it', async () => {
    add = () => Promise.reject(new Error('no Redis'));
    expect(await post(JSON.stringify(ENDED))).toBe(503);

    add = () => new Promise(() => {});
    expect(await post(JSON.stringify(ENDED))).toBe(503);
  });

  it('is logged and counted with its outcome, without anything secret', async () => {
    const body = JSON.stringify(ENDED);
    await post(body);
    await post('{}');
    await post(body, 'sha1=abc');
    await post('x'.repeat(65 * 1024));
    add = () => Promise.reject(new Error('no Redis'));
    await post(body);

    expect(logged.map(({ outcome, status, message }) => [message, outcome, status])).toEqual([
      ['webhook', 'accepted', 200],
      ['webhook', 'ignored', 200],
      ['webhook', 'signature', 401],
      ['webhook', 'size', 413],
      ['webhook', 'queue', 503],
    ]);
    const printed = metrics.print();
    for (const { outcome } of logged) {
      expect(printed).toContain(`haptik_feedback_webhooks_total{outcome="${outcome}"} 1`);
    }
    expect(printed).not.toMatch(/haptik_feedback_requests_total\{.* [1-9]/);
    expect(JSON.stringify(logged) + printed).not.toMatch(/visitor-1|8107|secret|sha1/);
  });

  it('is not limited with its signature, and limited without it', async () => {
    relay = start({ RATE_LIMIT_PER_MINUTE: '2' });
    const body = JSON.stringify(ENDED);

    const signed = await Promise.all(Array.from({ length: 5 }, () => post(body)));
    const unsigned = [await post(body, 'sha1=abc'), await post(body, ''), await post(body, 'sha1=abc')];

    expect(signed).toEqual([200, 200, 200, 200, 200]);
    expect(unsigned).toEqual([401, 401, 429]);
    expect(await post(body)).toBe(429);
  });

  it('has no route without its variables', async () => {
    const none = { HAPTIK_WEBHOOK_SECRET: undefined, LINK_HANDOVER_URL: undefined, LINK_HANDOVER_SECRET: undefined };
    relay = start(none);

    expect(await post(JSON.stringify(ENDED))).toBe(404);
  });
});
