import ky from 'ky';
import type { Feedback } from '../feedback/feedback.js';
import { HELP } from '../feedback/help.js';
import { claimedAuthId } from '../feedback/identity-token.js';
import { outcomeOf } from '../feedback/outcome.js';
import type { Transport, Tries } from '../feedback/ports.js';
import { isAmbiguous, type Outcome } from '../feedback/problem.js';
import { toWire } from '../feedback/wire.js';
import { preconnect } from './preconnect.js';
import { readJson } from './read-json.js';

/** How to reach the relay. */
export interface TransportOptions {
  /** The absolute URL of the relay's feedback endpoint. */
  relayUrl: string;
  /**
   * A signed identity token, or a function that returns one. The function is called for each submission, and once more
   * after a 401.
   */
  identityToken?: string | (() => string | Promise<string>) | undefined;
  /** How long one try may take, in milliseconds. */
  timeoutMs: number;
  /** How often a try is repeated after an ambiguous outcome. */
  retries: number;
}

/** The parts of the browser that the transport uses. */
type Browser = Pick<typeof globalThis, 'fetch'>;

/** The longest sum of the waits between the tries of one submission, in milliseconds. */
const WAITS_MS = 5000;
/** Browsers accept `keepalive` for bodies of at most 64 KiB. The rest is for headers. */
const KEEPALIVE_MAX_BYTES = 63_000;
/**
 * A browser refuses `keepalive` when the page's requests under way exceed 64 KiB together. The error is the same as for a
 * lost connection, but it comes at once: a request that fails within this time, in milliseconds, was not sent.
 */
const REFUSED_WITHIN_MS = 20;
/** How long the relay may take to show that it can be reached, in milliseconds. */
const REACH_MS = 3000;

/** Tells ky to stop: the outcome is final, or no further try is allowed. */
class TriesEnded extends Error {}

const client = ky.create({
  method: 'post',
  redirect: 'manual',
  credentials: 'omit',
  throwHttpErrors: false,
  retry: { methods: ['post'], shouldRetry: ({ error }) => !(error instanceof TriesEnded) },
});

/**
 * Creates a transport that posts feedback with ky and turns every answer and every failure into an outcome.
 *
 * @param options - called before each submission
 */
export function createTransport(options: () => TransportOptions, browser: Browser = globalThis): Transport {
  /** The user that the tokens of the latest submission identify. */
  let tokenUser: { key: string; authId: string | undefined } | undefined;

  async function requestToken({ key }: Tries): Promise<string | undefined> {
    const { identityToken, timeoutMs } = options();
    if (typeof identityToken !== 'function') return identityToken;
    const token = await withTimeout(identityToken, timeoutMs);
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw new TypeError('not a token');
    const authId = claimedAuthId(token);
    if (tokenUser?.key === key && tokenUser.authId !== authId) throw new Error('another user has signed in');
    tokenUser = { key, authId };
    return token;
  }

  return {
    preconnect: () => preconnect(options().relayUrl, browser),
    async canReachRelay() {
      const init: RequestInit = { mode: 'no-cors', credentials: 'omit', cache: 'no-store' };
      try {
        await withTimeout(() => browser.fetch(options().relayUrl, init), REACH_MS);
        return true;
      } catch {
        return false;
      }
    },
    async send(feedback, tries) {
      const { relayUrl, identityToken } = options();
      let outcome: Outcome | undefined;
      // A function may return an expired token, so it is called once more after a 401.
      for (let calls = typeof identityToken === 'function' ? 2 : 1; calls > 0; calls--) {
        let token: string | undefined;
        try {
          token = await requestToken(tries);
        } catch (error) {
          console.error(
            `haptik-feedback: identityToken must return a token of visible ASCII characters. ${HELP}`,
            error,
          );
          return { kind: 'unauthorized' };
        }
        outcome = await post(browser, options(), token, feedback, tries);
        if (outcome?.kind !== 'unauthorized') break;
      }
      if (outcome?.kind === 'unreachable') {
        // Files and sandboxed frames send `Origin: null`.
        const cause =
          globalThis.origin === 'null'
            ? 'This page has an opaque origin, which no relay allows: serve it over https:, or add allow-same-origin to the frame.'
            : `Is the relay running, and does its ALLOWED_ORIGINS name ${globalThis.location?.origin}?`;
        console.error(`haptik-feedback: no answer from ${relayUrl}. ${cause} ${HELP}`);
      }
      return outcome;
    },
  };
}

/** Posts feedback and repeats the post after ambiguous outcomes; returns the last outcome. */
async function post(
  browser: Browser,
  { relayUrl, timeoutMs, retries }: TransportOptions,
  token: string | undefined,
  feedback: Feedback,
  tries: Tries,
): Promise<Outcome | undefined> {
  const body = JSON.stringify(toWire(feedback));
  let keepalive = new TextEncoder().encode(body).length < KEEPALIVE_MAX_BYTES;
  let last: Outcome | undefined;
  let isUnderWay = false;
  const beginTry = async () => {
    if (!(await tries.mayTry())) throw new TriesEnded();
    isUnderWay = true;
  };
  const endTry = (outcome: Outcome) => {
    if (!isUnderWay) return;
    isUnderWay = false;
    last = outcome;
    tries.onOutcome(outcome);
  };
  try {
    await client(relayUrl, {
      body,
      timeout: timeoutMs,
      retry: {
        limit: retries,
        delay: (retry) => Math.min(500 * 2 ** (retry - 1), WAITS_MS / retries),
        jitter: (delay) => delay * (0.5 + Math.random() / 2),
      },
      headers: {
        'content-type': 'application/json',
        'idempotency-key': tries.key,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      async fetch(input) {
        // If the previous try is still under way here, ky has ended it without an answer.
        endTry({ kind: 'unreachable' });
        await beginTry();
        const { headers, signal } = input as Request;
        // A URL and plain options, because scripts of the page that replace `fetch` lose the body of a request.
        const fetchOnce = () =>
          browser.fetch(relayUrl, {
            ...{ method: 'POST', body, headers: Object.fromEntries(headers), signal, keepalive },
            // No `cache: 'no-store'`: Chromium would ignore the cached preflight. No browser caches a post.
            ...{ redirect: 'manual', credentials: 'omit' },
          });
        // No `performance`, because some pages have a variable of that name.
        const began = Date.now();
        try {
          return await fetchOnce();
        } catch (error) {
          const isRefused = keepalive && Math.abs(Date.now() - began) < REFUSED_WITHIN_MS;
          keepalive = false;
          if (!isRefused) throw error;
          // The visitor may have cancelled since.
          isUnderWay = false;
          await beginTry();
          return fetchOnce();
        }
      },
      hooks: {
        afterResponse: [
          async (_request, _options, response) => {
            const answer = {
              status: response.status,
              body: await readJson(response, timeoutMs),
              retryAfter: response.headers.get('retry-after'),
            };
            const outcome = outcomeOf(answer, Date.now());
            const requestId = response.headers.get('x-request-id');
            if (outcome.kind !== 'recorded' && requestId) outcome.requestId = requestId;
            endTry(outcome);
            throw isAmbiguous(outcome) ? new Error(outcome.kind) : new TriesEnded();
          },
        ],
      },
    });
  } catch {
    endTry({ kind: 'unreachable' });
  }
  return last;
}

/** Calls a function; rejects when it throws, rejects or takes longer than `timeoutMs`. */
async function withTimeout<Value>(call: () => Value | Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([call(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
