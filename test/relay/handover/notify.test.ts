import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { createRelay } from '../../../src/relay/create-relay.js';
import type { Handover } from '../../../src/relay/handover/handover-queue.js';
import { silentLog } from '../../../src/relay/telemetry/log.js';
import { ACCOUNT } from '../account.js';
import { createFakeQueue } from './fake-queue.js';

const FEEDBACK = {
  auth_id: 'visitor-1',
  business_id: 343,
  query_resolved: false,
  query_rating: 2,
  feedback: 'So <slow>\n& late',
};

let added: Handover[];
let warnings: string[];
let haptik: { status: number; text: string };

const start = (variables: Record<string, string | undefined> = {}, add = async () => {}) => {
  const config = readConfig({
    ...ACCOUNT,
    METRICS_TOKEN: 'metrics',
    NOTIFY_URL: 'https://crm.example.com/feedback',
    NOTIFY_SECRET: `whsec_${btoa('a'.repeat(32))}`,
    ...variables,
  });
  return createRelay(config, {
    handoverQueue: createFakeQueue(added, add),
    now: () => 0,
    log: { ...silentLog, warn: (_fields, message) => void warnings.push(message) },
    askHaptik: async () => ({ ...haptik, retryAfter: null }),
  });
};
type Relay = ReturnType<typeof start>;
const send = async (relay: Relay, body: object = FEEDBACK, key?: string) => {
  const answer = await relay.fetch(
    new Request('https://feedback.example.com/feedback', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: ACCOUNT.ALLOWED_ORIGINS,
        ...(key && { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    }),
  );
  return answer.status;
};
const metricsOf = async (relay: Relay) => {
  const headers = { authorization: 'Bearer metrics' };
  return (await relay.fetch(new Request('https://feedback.example.com/metrics', { headers }))).text();
};
const bodies = () => added.map(({ body }) => JSON.parse(body));

beforeEach(() => {
  added = [];
  warnings = [];
  haptik = { status: 201, text: '{"success":true}' };
});

describe('recorded feedback', () => {
  it('is handed on without auth_id and comment', async () => {
    expect(await send(start())).toBe(201);

    expect(added).toMatchObject([{ target: 'notify', id: expect.stringMatching(/^msg_[\w-]+$/) }]);
    expect(bodies()).toEqual([
      { rating: 2, resolved: false, business_id: 343, recorded_at: '1970-01-01T00:00:00.000Z' },
    ]);
  });

  it('is handed on with the personal fields that NOTIFY_FIELDS lists', async () => {
    await send(start({ NOTIFY_FIELDS: 'comment, auth_id' }));

    expect(bodies()).toMatchObject([{ comment: FEEDBACK.feedback, auth_id: 'visitor-1' }]);
  });

  it('is handed on once, however often it is sent', async () => {
    const relay = start();

    for (let count = 0; count < 3; count++) expect(await send(relay, FEEDBACK, 'key-of-a-submission')).toBe(201);

    expect(added).toHaveLength(1);
  });

  it('is handed on when only the second try was recorded', async () => {
    const relay = start();
    haptik = { status: 500, text: '' };
    await send(relay, FEEDBACK, 'key-of-a-submission');
    expect(added).toEqual([]);

    haptik = { status: 201, text: '{"success":true}' };
    await send(relay, FEEDBACK, 'key-of-a-submission');

    expect(added).toHaveLength(1);
  });

  it.each([
    ['refuses it', { status: 403, text: '{"error_message":"Invalid_User"}' }],
    ['calls it a duplicate', { status: 400, text: '{"error_message":"duplicate feedback"}' }],
    ['does not confirm it', { status: 200, text: '{}' }],
  ])('is not handed on when Haptik %s', async (_case, answer) => {
    haptik = answer;

    await send(start(), FEEDBACK, 'key-of-a-submission');

    expect(added).toEqual([]);
  });

  it.each([
    ['rating<=2', [1, 2]],
    ['rating<=4', [1, 2, 3, 4]],
    ['all', [1, 2, 3, 4, 5]],
  ])('is handed on with NOTIFY_WHEN=%s for the ratings %j', async (when, ratings) => {
    const relay = start({ NOTIFY_WHEN: when });

    for (const rating of [1, 2, 3, 4, 5]) {
      await send(relay, { ...FEEDBACK, auth_id: `visitor-${rating}`, query_rating: rating });
    }

    expect(bodies().map(({ rating }) => rating)).toEqual(ratings);
  });

  it('is handed on with NOTIFY_WHEN=unresolved when the query was not resolved', async () => {
    const relay = start({ NOTIFY_WHEN: 'unresolved' });

    await send(relay);
    await send(relay, { ...FEEDBACK, query_resolved: true });

    expect(bodies()).toMatchObject([{ resolved: false }]);
  });

  it('is a message for Slack with NOTIFY_FORMAT=slack', async () => {
    await send(start({ NOTIFY_FORMAT: 'slack', NOTIFY_SECRET: undefined, NOTIFY_FIELDS: 'comment' }));

    expect(bodies()).toEqual([{ text: '★★☆☆☆ · not resolved · business 343\n> So &lt;slow&gt;\n> &amp; late' }]);
  });

  it('does not make the visitor wait for a queue that hangs or fails', async () => {
    expect(await send(start({}, () => new Promise(() => {})))).toBe(201);
    expect(await send(start({}, () => Promise.reject(new Error('no Redis'))))).toBe(201);
  });

  it('is counted as dropped and warned about once when the queue does not take it', async () => {
    const relay = start({}, () => Promise.reject(new Error('too many hand-overs wait')));

    await send(relay);
    await send(relay);

    expect(await metricsOf(relay)).toContain('handovers_total{target="notify",result="dropped"} 2');
    expect(warnings.filter((warning) => warning.includes('NOTIFY_URL'))).toHaveLength(1);
  });

  it('is dropped when the queue does not take it in 800 milliseconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const relay = start({}, () => new Promise(() => {}));
    await send(relay);

    await vi.advanceTimersByTimeAsync(799);
    expect(await metricsOf(relay)).not.toMatch(/dropped"\} [1-9]/);
    await vi.advanceTimersByTimeAsync(1);

    expect(await metricsOf(relay)).toContain('handovers_total{target="notify",result="dropped"} 1');
  });

  it('is counted by business only if ALLOWED_BUSINESS_IDS names the business', async () => {
    const relay = start();
    const listing = start({ ALLOWED_BUSINESS_IDS: '343' });
    await send(relay);
    await send(listing);

    expect(await metricsOf(relay)).toContain('ratings_total{rating="2",resolved="no",business_id="other"} 1');
    expect(await metricsOf(listing)).toContain('ratings_total{rating="2",resolved="no",business_id="343"} 1');
  });
});
