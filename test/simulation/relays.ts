import type { Redis } from 'ioredis';
import { createRelay, type Relay } from '../../src/relay/create-relay.js';
import type { AskHaptik } from '../../src/relay/haptik/ask-haptik.js';
import { signLink } from '../../src/relay/links/link-token.js';
import type { RedisCommands } from '../../src/relay/node/redis-health.js';
import { RedisSubmissionStore } from '../../src/relay/node/redis-submission-store.js';
import { RedisUsedLinks } from '../../src/relay/node/redis-used-links.js';
import { createStandin } from '../../src/standin/create-standin.js';
import type { Faults } from './faults.js';
import type { Random } from './random.js';
import type { Timeline } from './timeline.js';

/** A user who has a link for one conversation, and gives feedback only on the relay's page. */
export const LINK_USER = 'cyd';
export const USERS = ['ada', 'bob', LINK_USER] as const;
export type User = (typeof USERS)[number];
export const BUSINESS_ID = 343;
export const ORIGIN = 'https://shop.example';
const RELAY_ORIGIN = 'https://relay.example';
const RELAY_URL = `${RELAY_ORIGIN}/feedback`;
const LINK_URL = `${RELAY_ORIGIN}/rate`;
const LINK_SECRET = 'a secret of the links, with 32 bytes and more';
const LINK_DAYS = 7;

/** Returns the URL to which a user's feedback is posted. */
export const relayUrlOf = (user: string) => (user === LINK_USER ? LINK_URL : RELAY_URL);
/** Returns the origin of the page on which a user gives feedback. */
export const originOf = (user: string) => (user === LINK_USER ? RELAY_ORIGIN : ORIGIN);

/** The ways in which a site runs its relays, with weights. */
export const RELAY_MODES = {
  /** One relay that keeps idempotency keys in its memory, and forgets them when it restarts. */
  'one relay': 60,
  /** Two relays that share their keys through Redis. Redis sometimes fails. */
  'two relays': 25,
  /** A relay of the site's own, which ignores idempotency keys. */
  'relay without keys': 15,
} as const;
export type RelayMode = keyof typeof RELAY_MODES;

const DAY_MS = 24 * 60 * 60_000;

/** How long a Redis command may take. Source: `redis-connection.ts`. */
const REDIS_TIMEOUT_MS = 500;

/** Feedback that Haptik has recorded. */
export interface Recording {
  user: string;
  comment: string;
  /** True time, in milliseconds since the epoch. */
  at: number;
  /** The `Idempotency-Key` of the request that brought it. */
  key: string;
}

/**
 * Adds the `Idempotency-Key` of a request to its comment, because the relay does not tell Haptik the key. An
 * `AsyncLocalStorage` would make every promise slower.
 */
function addKeyToComment(body: string, key: string): string {
  const feedback = JSON.parse(body) as { feedback: string };
  return JSON.stringify({ ...feedback, feedback: `${feedback.feedback} ${key}` });
}

function splitComment(comment: string): { comment: string; key: string } {
  const end = comment.lastIndexOf(' ');
  return { comment: comment.slice(0, end), key: comment.slice(end + 1) };
}

/** Creates the real relays in front of the real stand-in, with faults between them. Keeps a list of what was recorded. */
export async function createRelays(timeline: Timeline, faults: Faults, random: Random) {
  const recordings: Recording[] = [];
  /** Recordings that the relay does not know of, because Haptik's answer was lost. */
  const unheardRecordings = new Set<Recording>();
  const mode = random.weighted<RelayMode>(RELAY_MODES);
  faults.count(`relays: ${mode}`);
  const account = { token: 'token', clientId: 'client' };
  const standin = createStandin({ now: () => timeline.now, duplicateStatus: faults.duplicateStatus, ...account });
  const headers = new Headers({ authorization: `Bearer ${account.token}`, 'client-id': account.clientId });
  const post = (path: string, body: string) => {
    // Has only the parts of a request that the stand-in reads, because a real `Request` takes 30 times as long.
    const request = { url: `https://haptik.example/v1.0/${path}/`, method: 'POST', headers, text: async () => body };
    return standin.fetch(request as unknown as Request);
  };
  for (const user of USERS) {
    await post('user', JSON.stringify({ auth_id: user }));
    const message = { user: { auth_id: user }, message_body: 'Hello', message_type: 0, business_id: BUSINESS_ID };
    await post('log_message_from_user', JSON.stringify(message));
  }

  const logFeedback = async (body: string) => {
    const response = await post('log_feedback_from_user', body);
    if (response.status === 201) {
      const { auth_id, feedback } = JSON.parse(body) as { auth_id: string; feedback: string };
      recordings.push({ user: auth_id, at: timeline.now, ...splitComment(feedback) });
    }
    return { status: response.status, retryAfter: null, text: await response.text() };
  };

  const askHaptik: AskHaptik = async (body, signal) => {
    const fault = faults.drawHaptikFault();
    await timeline.sleep(fault === 'slow' ? 9000 : 40);
    if (signal.aborted && fault === 'slow') {
      // The relay no longer listens, but Haptik still records the feedback.
      if ((await logFeedback(body)).status === 201) unheardRecordings.add(recordings.at(-1)!);
      throw new Error('aborted');
    }
    if (fault === 'lost before') throw new Error('connection lost');
    const answer = await logFeedback(body);
    const isHeard = fault === 'none' || fault === 'slow';
    if (answer.status === 201 && !isHeard) unheardRecordings.add(recordings.at(-1)!);
    if (fault === 'lost after') throw new Error('connection lost');
    if (fault === '500 after') return { status: 500, retryAfter: null, text: '<h1>Oops</h1>' };
    // Half a refusal would still be a refusal, but its reason would be lost. So only a success is cut.
    if (fault === 'half an answer' && answer.status === 201) return { ...answer, text: answer.text.slice(0, 6) };
    return answer;
  };

  const linkExpiresAt = timeline.now + LINK_DAYS * DAY_MS;
  const linkToken = await signLink(
    { authId: LINK_USER, businessId: BUSINESS_ID, id: 'conversation', expiresAt: linkExpiresAt / 1000 },
    LINK_SECRET,
  );
  const requestCounts = new Map<string, number[]>();
  const limiter = (points: number) => ({
    async consume(key: string) {
      const recent = (requestCounts.get(key) ?? []).filter((time) => timeline.now - time < 60_000);
      requestCounts.set(key, [...recent, timeline.now]);
      return recent.length < points ? 0 : Math.ceil((60_000 - (timeline.now - recent[0]!)) / 1000);
    },
  });
  const redis = createRedis(timeline, faults);
  const commands: RedisCommands = { run: (command) => command(), runIfAnswering: (command) => command() };
  const start = (): Relay =>
    createRelay(
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
        links: { publicUrl: RELAY_ORIGIN, secrets: [LINK_SECRET], maxDays: LINK_DAYS, page: { frameAncestors: [] } },
      } as unknown as Parameters<typeof createRelay>[0],
      {
        askHaptik,
        limits: { address: limiter(300), user: limiter(6) },
        now: () => timeline.now,
        ...(mode === 'two relays' && {
          submissionStore: new RedisSubmissionStore(redis, commands, (key) => key, 10_000),
          usedLinks: new RedisUsedLinks(redis, commands, (key) => key, LINK_DAYS * DAY_MS, 10_000),
        }),
      },
    );
  const relays = mode === 'two relays' ? [start(), start()] : [start()];
  let hasRestarted = false;

  return {
    mode,
    recordings,
    unheardRecordings,
    /** The users who can give feedback: a relay of the site's own accepts no links. */
    users: USERS.filter((user) => user !== LINK_USER || mode !== 'relay without keys'),
    linkToken,
    /** When the link expires, in true milliseconds since the epoch. */
    linkExpiresAt,
    /** Restarts a relay. It loses what it had in its memory. */
    restart(): void {
      hasRestarted = true;
      relays[random.integer(0, relays.length - 1)] = start();
    },
    /** True when a relay restarted, or Redis failed, so that a key may be forgotten. */
    hasForgotten: () => hasRestarted || Object.keys(faults.counts).some((name) => name.startsWith('redis: ')),
    /** Delivers a post to a relay; with two relays, to a random one. */
    arrive(url: string, body: string, headers: Record<string, string>): Promise<Response> {
      const { 'idempotency-key': key = '', ...others } = headers;
      const marked = addKeyToComment(body, key);
      const sent = {
        ...(mode === 'relay without keys' ? others : headers),
        'content-length': String(Buffer.byteLength(marked)),
      };
      return random.pick(relays).fetch(new Request(url, { method: 'POST', headers: sent, body: marked }));
    },
  };
}

/** Creates a fake Redis with the commands of `RedisSubmissionStore` and `RedisUsedLinks`. It fails as the faults say. */
function createRedis(timeline: Timeline, faults: Faults): Redis {
  const values = new Map<string, { value: string; until: number }>();
  const get = (key: string) => {
    const entry = values.get(key);
    return entry && entry.until > timeline.now ? entry.value : undefined;
  };
  const set = (key: string, value: string, milliseconds: number) =>
    values.set(key, { value, until: timeline.now + milliseconds });
  const run = async <Value>(command: () => Value): Promise<Value> => {
    const fault = faults.drawRedisFault();
    if (fault === 'error') throw new Error('Redis cannot be reached');
    if (fault === 'hang') {
      await timeline.sleep(REDIS_TIMEOUT_MS);
      throw new Error('Command timed out');
    }
    const result = command();
    if (fault === 'hang after') {
      await timeline.sleep(REDIS_TIMEOUT_MS);
      throw new Error('Command timed out');
    }
    return result;
  };
  return {
    defineCommand() {},
    claimSubmission: (
      key: string,
      contentKey: string,
      content: string,
      pending: string,
      random: string,
      kept: string,
    ) =>
      run(() => {
        const known = get(contentKey);
        if (known !== undefined && known !== content) return 'm';
        const value = get(key);
        if (value?.startsWith('r')) return value;
        if (value?.startsWith('p') && Number(value.slice(1)) > timeline.now) return 'p';
        const ticket = `p${timeline.now + Number(pending)}.${random}`;
        set(contentKey, content, Number(kept));
        set(key, ticket, Number(kept));
        return (value ? 'o' : 'n') + ticket;
      }),
    releaseSubmission: (key: string, contentKey: string, ticket: string, value: string, kept: string) =>
      run(() => {
        const known = get(key);
        if (known !== undefined && known !== ticket) return 0;
        if (value === '') return [key, contentKey].filter((name) => values.delete(name)).length;
        set(key, value, Number(kept));
        return 1;
      }),
    set: (key: string, value: string, _px: string, milliseconds: number, nx?: 'NX') =>
      run(() => {
        if (nx && get(key) !== undefined) return null;
        set(key, value, milliseconds);
        return 'OK';
      }),
    del: (key: string) => run(() => Number(values.delete(key))),
    get: (key: string) => run(() => get(key) ?? null),
    time: () => run(() => [Math.floor(timeline.now / 1000), (timeline.now % 1000) * 1000]),
  } as unknown as Redis;
}
