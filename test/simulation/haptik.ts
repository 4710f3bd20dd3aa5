import { AsyncLocalStorage } from 'node:async_hooks';
import { createRelay } from '../../src/relay/create-relay.js';
import type { AskHaptik } from '../../src/relay/haptik/ask-haptik.js';
import { createStandin } from '../../src/standin/create-standin.js';
import type { Faults } from './faults.js';
import type { Timeline } from './timeline.js';

export const USERS = ['ada', 'bob'] as const;
export type User = (typeof USERS)[number];
export const BUSINESS_ID = 343;
export const ORIGIN = 'https://shop.example';
export const RELAY_URL = 'https://relay.example/feedback';

/** Which submission a request to Haptik belongs to: one storage for all worlds, for each makes every promise slower. */
const submissionKey = new AsyncLocalStorage<string>();

/** Feedback that Haptik has recorded. */
export interface Recording {
  user: string;
  comment: string;
  /** True time, in milliseconds since the epoch. */
  at: number;
  /** The `Idempotency-Key` of the submission that brought it. */
  key: string;
}

/** The real relay in front of the real stand-in, with faults on the way between them, and a count of what arrived. */
export async function createHaptik(timeline: Timeline, faults: Faults) {
  const recordings: Recording[] = [];
  const account = { token: 'token', clientId: 'client' };
  const standin = createStandin({ now: () => timeline.now, duplicateStatus: faults.duplicateStatus, ...account });
  const headers = {
    authorization: `Bearer ${account.token}`,
    'client-id': account.clientId,
    'content-type': 'application/json',
  };
  const post = (path: string, body: string) =>
    standin.fetch(new Request(`https://haptik.example/v1.0/${path}/`, { method: 'POST', headers, body }));
  for (const user of USERS) {
    await post('user', JSON.stringify({ auth_id: user }));
    const message = { user: { auth_id: user }, message_body: 'Hello', message_type: 0, business_id: BUSINESS_ID };
    await post('log_message_from_user', JSON.stringify(message));
  }

  const log = async (body: string) => {
    const response = await post('log_feedback_from_user', body);
    if (response.status === 201) {
      const { auth_id, feedback } = JSON.parse(body) as { auth_id: string; feedback: string };
      recordings.push({ user: auth_id, comment: feedback, at: timeline.now, key: submissionKey.getStore()! });
    }
    return { status: response.status, retryAfter: null, text: await response.text() };
  };

  const askHaptik: AskHaptik = async (body, signal) => {
    const fault = faults.betweenRelayAndHaptik();
    await timeline.sleep(fault === 'slow' ? 9000 : 40);
    if (signal.aborted && fault === 'slow') {
      // Haptik gets it all the same; the relay no longer listens.
      await log(body);
      throw new Error('aborted');
    }
    if (fault === 'lost before') throw new Error('connection lost');
    const answer = await log(body);
    if (fault === 'lost after') throw new Error('connection lost');
    if (fault === '500 after') return { status: 500, retryAfter: null, text: '<h1>Oops</h1>' };
    // Half a refusal stays a refusal, whose reason nobody can know.
    if (fault === 'half an answer' && answer.status === 201) return { ...answer, text: answer.text.slice(0, 6) };
    return answer;
  };

  const used = new Map<string, number[]>();
  const limiter = (points: number) => ({
    async consume(key: string) {
      const recent = (used.get(key) ?? []).filter((time) => timeline.now - time < 60_000);
      used.set(key, [...recent, timeline.now]);
      return recent.length < points ? 0 : Math.ceil((60_000 - (timeline.now - recent[0]!)) / 1000);
    },
  });
  const relay = createRelay(
    {
      haptikUrl: 'https://haptik.example/v1.0/log_feedback_from_user/',
      haptikToken: account.token,
      haptikClientId: account.clientId,
      allowedOrigins: [ORIGIN],
      allowedBusinessIds: [],
      identitySecrets: [],
      rateLimitPerMinute: 300,
      trustProxy: 0,
      upstreamTimeoutMs: 8000,
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    },
    { askHaptik, limits: { address: limiter(300), user: limiter(6) }, now: () => timeline.now },
  );
  return {
    recordings,
    /** What arrives at the relay. */
    arrive: (request: Request): Promise<Response> =>
      submissionKey.run(request.headers.get('idempotency-key') ?? '', () => relay.fetch(request)),
  };
}
