import { Hono } from 'hono';
import { isWireMistake, parseWire } from '../feedback/parse-wire.js';
import type { RelayConfig } from './config/config.js';
import { type AskHaptik, askWithFetch } from './haptik/ask-haptik.js';
import { type RelayAnswer, TOO_SLOW, toRelayAnswer, UNREACHABLE } from './haptik/haptik-answer.js';
import { ownTimeLimit, type TimeLimit } from './haptik/time-limit.js';
import { addressForLog, clientAddress, limitKey } from './http/client-address.js';
import { createCors } from './http/cors.js';
import type { Post, Reply } from './http/plain.js';
import { readJson } from './http/read-body.js';
import { Refusal } from './http/refusal.js';
import { webPost } from './http/web-post.js';
import { createIdentify, type Hmac, webHmac } from './identity/identity.js';
import { sameSecret } from './identity/same-secret.js';
import { type Limits, memoryLimits } from './limits/limiter.js';
import { LocalMemory, type SubmissionMemory } from './submissions/submission-memory.js';
import { Submissions } from './submissions/submissions.js';
import { errorForLog, type Log, silentLog } from './telemetry/log.js';
import { Metrics } from './telemetry/metrics.js';

/** Milliseconds after which a submission that was begun counts as abandoned: beyond all that Haptik may take. */
export function abandonedAfter(config: Pick<RelayConfig, 'upstreamTimeoutMs'>): number {
  return config.upstreamTimeoutMs + 2000;
}

/** What a runtime can do better than the relay's own defaults. */
export interface RelayParts {
  /** How Haptik is asked; global `fetch` by default. */
  askHaptik?: AskHaptik | undefined;
  /** Kept in this process or isolate by default. */
  limits?: Limits | undefined;
  /** Kept in this process or isolate by default. */
  memory?: SubmissionMemory | undefined;
  /** How identity tokens are signed with a secret; by Web Crypto by default. */
  hmac?: ((secret: string) => Hmac) | undefined;
  /** Starts the time that Haptik has to answer; `upstreamTimeoutMs` for each request by default. */
  timeLimit?: (() => TimeLimit) | undefined;
  /** Silent by default. */
  log?: Log | undefined;
  /** Milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
}

/** What a runtime knows of a request. */
export interface RequestInfo {
  /** The address that is connected; without it all requests share one limit. */
  clientAddress?: string | undefined;
  /** True where the platform vouches that this is the visitor, so that forwarded headers mean nothing; else `false`. */
  isVisitor?: boolean | undefined;
  /** Keeps the runtime alive until what was begun is ended, also when the client has gone. */
  waitUntil?: ((promise: Promise<unknown>) => void) | undefined;
}

export interface Relay {
  /** Answers `POST /feedback`, its preflight, `GET /healthz` and `GET /metrics`; 404 for all else. Never rejects. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  /** Answers `POST /feedback` alone, as `fetch` does, for a server that has something cheaper than a `Request`. */
  post(post: Post, info?: RequestInfo): Promise<Reply>;
  /** From now on `/healthz` says 503. */
  stop(): void;
}

/** One request: what the relay knows of it, and what it came to, for its log line and the metrics. */
interface Visit {
  /** When it came, by `performance.now`. */
  start: number;
  id: string;
  origin: string | null;
  address: string | undefined;
  waitUntil: RequestInfo['waitUntil'];
  outcome: string;
  haptikMs: number | undefined;
  replayed: boolean;
}

type Env = { Bindings: Visit };

/**
 * A relay as a fetch handler of web standards: it runs wherever `Request` and `Response` are.
 *
 * @example
 * const relay = createRelay(readConfig(process.env));
 * const answer = await relay.fetch(request, { clientAddress: '192.0.2.1' });
 */
export function createRelay(config: RelayConfig, parts: RelayParts = {}): Relay {
  const {
    askHaptik = askWithFetch(config, (request) => fetch(request)),
    limits = memoryLimits(config.rateLimitPerMinute),
    hmac = webHmac,
    timeLimit = () => ownTimeLimit(config.upstreamTimeoutMs),
    now = Date.now,
    log = silentLog,
  } = parts;
  const patience = abandonedAfter(config);
  const submissions = new Submissions(parts.memory ?? new LocalMemory(now, patience), patience);
  const identify =
    config.identitySecrets.length > 0 ? createIdentify(config.identitySecrets.map(hmac), now) : undefined;
  const missingOriginAllowed = identify !== undefined || config.allowMissingOrigin === true;
  const cors = createCors(config.allowedOrigins);
  const metrics = new Metrics();
  let stopping = false;
  let warnedOfForwarding = false;

  const app = new Hono<Env>();

  app.options('/feedback', ({ env }) => {
    cors.check(env.origin, false);
    return new Response(null, { status: 204, headers: { ...headersOf(env), ...cors.preflight } });
  });

  app.post('/feedback', async ({ req, env }) => toResponse(await answerPost(webPost(req.raw), env)));

  app.all('/feedback', () => {
    throw new Refusal(405, 'method', 'method not allowed', { allow: 'POST, OPTIONS' });
  });

  app.get('/healthz', ({ env }) =>
    toResponse(stopping ? reply(env, 503, { status: 'stopping' }) : reply(env, 200, { status: 'ok' })),
  );

  app.get('/metrics', async ({ req, env }) => {
    const { metricsToken } = config;
    if (metricsToken === undefined) throw new Refusal(404, 'not-found', 'not found');
    const sent = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '')?.[1];
    if (sent === undefined || !(await sameSecret(sent, metricsToken))) {
      throw new Refusal(401, 'identity', 'metrics token missing or not valid', { 'www-authenticate': 'Bearer' });
    }
    return new Response(metrics.print(), {
      headers: { ...headersOf(env), 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    });
  });

  for (const path of ['/healthz', '/metrics']) {
    app.all(path, () => {
      throw new Refusal(405, 'method', 'method not allowed', { allow: 'GET, HEAD' });
    });
  }

  app.notFound(({ env }) => {
    env.outcome = 'not-found';
    return toResponse(reply(env, 404, { error_message: 'not found' }));
  });

  app.onError((error, { env }) => toResponse(replyToError(error, env)));

  /** Checks in the order that the design says; a refusal is thrown. */
  async function answerPost(post: Post, visit: Visit): Promise<Reply> {
    cors.check(visit.origin, missingOriginAllowed);
    const counted = count('address', limitKey(visit.address));
    if (counted) await counted;
    const body = await readJson(post);
    const authId = await identify?.(post.header('authorization'));
    if (authId !== undefined) checkClaim(body, authId);
    const feedback = parseWire(body, authId === undefined);
    if (isWireMistake(feedback)) throw new Refusal(400, 'fields', feedback.message);
    if (config.allowedBusinessIds.length > 0 && !config.allowedBusinessIds.includes(feedback.business_id)) {
      throw new Refusal(403, 'business', 'business not allowed');
    }
    const user = authId ?? feedback.auth_id!;
    const delivery = submissions.deliver(submissionKey(post.header('idempotency-key'), user), {
      first: () => count('user', user),
      ask: () =>
        ask(JSON.stringify({ ...feedback, auth_id: user }), [config.haptikToken, user, feedback.feedback ?? ''], visit),
    });
    visit.waitUntil?.(delivery.catch(() => {}));
    const { answer, replayed } = await delivery;
    visit.outcome = answer.outcome;
    visit.replayed = replayed;
    return reply(visit, answer.status, answer.body, answer.retryAfter && { 'retry-after': answer.retryAfter });
  }

  function replyToError(error: unknown, visit: Visit): Reply {
    if (error instanceof Refusal) {
      visit.outcome = error.reason;
      return reply(visit, error.status, { error_message: error.message }, error.headers);
    }
    visit.outcome = 'internal-error';
    log.error({ id: visit.id, error: errorForLog(error) }, 'the relay itself failed');
    return reply(visit, 500, { error_message: 'the relay had a problem' });
  }

  function headersOf({ id, origin }: Visit): Record<string, string> {
    return {
      'x-request-id': id,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...cors.headers(origin),
    };
  }

  function reply(visit: Visit, status: number, body: object, headers: Record<string, string> | '' = ''): Reply {
    return {
      status,
      headers: { 'content-type': 'application/json', ...headersOf(visit), ...(headers || undefined) },
      body: JSON.stringify(body),
    };
  }

  /** Counts a request and refuses one beyond the limit; at once where the limiter knows at once, as awaiting costs. */
  function count(limit: keyof Limits, key: string): void | Promise<void> {
    const seconds = limits[limit].consume(key);
    if (typeof seconds !== 'number') return seconds.then((later) => refuseBeyond(limit, later));
    refuseBeyond(limit, seconds);
  }

  function refuseBeyond(limit: keyof Limits, seconds: number): void {
    if (seconds === 0) return;
    metrics.countLimited(limit);
    throw new Refusal(429, `${limit}-limit`, 'too many requests', { 'retry-after': String(seconds) });
  }

  /** Refuses a body that says it is another visitor's. */
  function checkClaim(body: unknown, authId: string): void {
    const claimed = typeof body === 'object' && body !== null && Object.hasOwn(body, 'auth_id') && 'auth_id' in body;
    if (claimed && typeof body.auth_id === 'string' && body.auth_id !== authId) {
      throw new Refusal(403, 'identity', 'auth_id does not match');
    }
  }

  async function ask(body: string, secrets: readonly string[], visit: Visit): Promise<RelayAnswer> {
    const limit = timeLimit();
    const start = performance.now();
    try {
      const haptik = await askHaptik(body, limit.signal);
      // A success whose body did not come in time may be none.
      if (limit.signal.aborted && haptik.text === undefined && haptik.status < 300) return TOO_SLOW;
      return toRelayAnswer(haptik, secrets);
    } catch (error) {
      if (limit.signal.aborted) return TOO_SLOW;
      log.warn({ id: visit.id, error: errorForLog(error) }, 'Haptik could not be reached');
      return UNREACHABLE;
    } finally {
      limit.end();
      const milliseconds = performance.now() - start;
      visit.haptikMs = Math.round(milliseconds);
      metrics.observeHaptik(milliseconds / 1000);
    }
  }

  function arrive(header: Post['header'], info: RequestInfo): Visit {
    if (!info.isVisitor) warnOfForwarding(header);
    return {
      start: performance.now(),
      id: crypto.randomUUID(),
      origin: header('origin'),
      address: clientAddress(
        info.clientAddress,
        header('x-forwarded-for'),
        // Nobody can forward what the platform itself vouches for.
        info.isVisitor ? 0 : config.trustProxy,
      ),
      waitUntil: info.waitUntil,
      outcome: 'answered',
      haptikMs: undefined,
      replayed: false,
    };
  }

  /** Counts and logs a request that has its answer. */
  function leave(visit: Visit, status: number, isFeedback: boolean): void {
    if (isFeedback) metrics.countRequest(visit.outcome);
    const { id, outcome, haptikMs } = visit;
    const fields: Record<string, unknown> = { id, outcome, status, ms: Math.round(performance.now() - visit.start) };
    if (haptikMs !== undefined) fields.haptikMs = haptikMs;
    if (visit.replayed) fields.replayed = true;
    if (outcome === 'origin') fields.origin = originForLog(visit.origin);
    fields.client = addressForLog(visit.address);
    if (isFeedback) log.info(fields, 'feedback');
    else log.debug(fields, 'request');
  }

  /** Warns, once, that limits count the proxy instead of the visitors behind it. */
  function warnOfForwarding(header: Post['header']): void {
    if (warnedOfForwarding || config.trustProxy > 0) return;
    if (header('x-forwarded-for') === null && header('forwarded') === null) return;
    warnedOfForwarding = true;
    log.warn(
      {},
      'a request was forwarded, but TRUST_PROXY is 0: if a proxy of yours is in front, all its visitors share one limit',
    );
  }

  return {
    stop() {
      stopping = true;
    },
    async fetch(request, info = {}) {
      const visit = arrive((name) => request.headers.get(name), info);
      const response = await app.fetch(request, visit);
      leave(visit, response.status, request.method === 'POST' && FEEDBACK_URL.test(request.url));
      return response;
    },
    async post(post, info = {}) {
      const visit = arrive(post.header, info);
      let answer: Reply;
      try {
        answer = await answerPost(post, visit);
      } catch (error) {
        answer = replyToError(error, visit);
      }
      leave(visit, answer.status, true);
      return answer;
    },
  };
}

function toResponse({ status, headers, body }: Reply): Response {
  // Every header at once: servers send a plain record faster than one that was changed later.
  return new Response(body, { status, headers });
}

/** The path of feedback, as a request's URL has it. */
const FEEDBACK_URL = /^https?:\/\/[^/]*\/feedback(?:\?|$)/;

/** What a submission is remembered by; `undefined` for a request without a usable `Idempotency-Key`. */
function submissionKey(key: string | null, user: string): string | undefined {
  return key !== null && /^[\w-]{8,128}$/.test(key) ? `${key} ${user}` : undefined;
}

/** A refused origin helps to correct `ALLOWED_ORIGINS`; what is no origin is not written down. */
function originForLog(origin: string | null): string {
  if (!origin) return 'none';
  return origin.length <= 255 && URL.canParse(origin) && new URL(origin).origin === origin ? origin : 'malformed';
}
