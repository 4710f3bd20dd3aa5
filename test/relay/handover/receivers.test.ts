import { Webhook } from 'standardwebhooks';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { Handover } from '../../../src/relay/handover/handover-queue.js';
import { createReceivers } from '../../../src/relay/handover/receivers.js';
import type { Log } from '../../../src/relay/telemetry/log.js';
import { Metrics } from '../../../src/relay/telemetry/metrics.js';

const SECRET = `whsec_${btoa('a'.repeat(32))}`;
const HANDOVER: Handover = { id: 'msg_1', target: 'link', body: '{"link":"https://feedback.example.com/rate#TOKEN"}' };

let requests: { url: string; init: RequestInit }[];
let answer: (signal: AbortSignal) => Response | Promise<Response>;
let lines: [message: string, fields: object][];
let metrics: Metrics;

const create = () => {
  const keep = (fields: object, message: string) => void lines.push([message, fields]);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  const config = {
    handover: { webhookSecret: 'w', url: 'https://crm.example.com/links', secret: SECRET, askSkip: [] },
    notify: { url: 'https://hooks.example.com', ratingMax: 5, isUnresolvedOnly: false, fields: [], format: 'slack' },
  } as const;
  return createReceivers(config, { log, metrics }, async (url, init) => {
    requests.push({ url: String(url), init: init! });
    return answer(init!.signal!);
  });
};

beforeEach(() => {
  requests = [];
  lines = [];
  metrics = new Metrics();
  answer = () => new Response(null, { status: 204 });
});

it('signs the body so that a library of Standard Webhooks accepts it', async () => {
  await create().deliver(HANDOVER);

  const { url, init } = requests[0]!;
  expect(url).toBe('https://crm.example.com/links');
  expect(init).toMatchObject({ method: 'POST', redirect: 'manual' });
  const headers = init.headers as Record<string, string>;
  expect(headers['webhook-id']).toBe('msg_1');
  expect(new Webhook(SECRET).verify(init.body as string, headers)).toEqual(JSON.parse(HANDOVER.body));
  expect(metrics.print()).toContain('haptik_feedback_handovers_total{target="link",result="delivered"} 1');
});

it('adds no signature without a secret', async () => {
  await create().deliver({ ...HANDOVER, target: 'notify' });

  expect(requests[0]!.init.headers).toEqual({ 'content-type': 'application/json' });
});

it.each([
  ['status 500', () => new Response(null, { status: 500 })],
  ['status 302', () => new Response(null, { status: 302, headers: { location: 'https://other.example' } })],
  [
    'no answer',
    () => {
      throw new TypeError('fetch failed: https://crm.example.com/links');
    },
  ],
  [
    'timeout',
    () => {
      throw new DOMException('too slow', 'TimeoutError');
    },
  ],
])('rejects and counts a try that fails with %s', async (reason, failure) => {
  answer = failure;

  await expect(create().deliver(HANDOVER)).rejects.toThrow(reason);
  expect(metrics.print()).toContain('haptik_feedback_handovers_total{target="link",result="failed"} 1');
});

it('ends a try after ten seconds without an answer', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  answer = (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  const tried = create().deliver({ ...HANDOVER, target: 'notify' });
  const isOver = vi.fn();
  tried.catch(isOver);

  await vi.advanceTimersByTimeAsync(9999);
  expect(isOver).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);

  await expect(tried).rejects.toThrow('timeout');
});

it('counts hand-overs that are given up, and warns of them once for each receiver', () => {
  const { giveUp } = create();
  for (const target of ['notify', 'notify', 'link'] as const) giveUp(target);

  expect(metrics.print()).toContain('haptik_feedback_handovers_total{target="notify",result="given-up"} 2');
  expect(lines).toEqual([
    [expect.stringMatching(/^hand-overs to NOTIFY_URL are given up/), { count: 1 }],
    [expect.stringMatching(/^hand-overs to LINK_HANDOVER_URL are given up/), { count: 1 }],
  ]);
});

it('counts tries with a hand-over that cannot be decrypted, and reports them once', () => {
  const { reportUnreadable } = create();
  for (let count = 0; count < 2; count++) reportUnreadable('link');

  expect(metrics.print()).toContain('haptik_feedback_handovers_total{target="link",result="failed"} 2');
  expect(lines).toEqual([[expect.stringContaining('HAPTIK_TOKEN'), { target: 'link', count: 1 }]]);
});

it('logs once that a receiver fails and once that it works again, and never the body', async () => {
  const { deliver } = create();
  answer = () => new Response(null, { status: 500 });
  for (let count = 0; count < 3; count++) await deliver(HANDOVER).catch(() => {});
  answer = () => new Response();
  for (let count = 0; count < 2; count++) await deliver(HANDOVER);

  expect(lines).toEqual([
    [expect.stringMatching(/^LINK_HANDOVER_URL does not take/), { target: 'link', reason: 'status 500' }],
    ['hand-overs are taken again', { target: 'link' }],
  ]);
});
