import ky from 'ky';
import type { Feedback } from '../feedback/feedback.js';
import { claimedAuthId } from '../feedback/identity-token.js';
import { isAmbiguous, type Outcome, outcomeOf } from '../feedback/outcome.js';
import type { Transport, Tries } from '../feedback/transport.js';
import { toWire } from '../feedback/wire.js';
import { readJson } from './read-json.js';

export interface TransportOptions {
  /** Absolute URL of the relay's feedback endpoint. */
  relayUrl: string;
  /** A signed identity token, or what gives one; a function is asked for each submission, and once more after a 401. */
  identityToken?: string | (() => string | Promise<string>) | undefined;
  /** How long one try may take, in milliseconds. */
  timeoutMs: number;
  /** How often a try is repeated after an ambiguous outcome. */
  retries: number;
}

/** What of the browser the transport needs. */
type Browser = Pick<typeof globalThis, 'fetch'>;

/** The waits between the tries of one submission, added up, in milliseconds. */
const WAITS_MS = 5000;
/** Browsers keep at most 64 KiB of requests alive after their page is gone, headers included. */
const KEEPALIVE_MAX_BYTES = 63_000;

/** Tells ky that the tries have come to their end. */
class Ended extends Error {}

const client = ky.create({
  method: 'post',
  redirect: 'manual',
  credentials: 'omit',
  cache: 'no-store',
  throwHttpErrors: false,
  retry: { methods: ['post'], shouldRetry: ({ error }) => !(error instanceof Ended) },
});

/**
 * Carries feedback to the relay with ky; every answer and every failure becomes an outcome.
 *
 * @param options - read anew for each submission
 */
export function createTransport(options: () => TransportOptions, browser: Browser = globalThis): Transport {
  /** Whom the tokens of the latest submission speak for. */
  let speaker: { key: string; authId: string | undefined } | undefined;

  async function askForToken({ key }: Tries): Promise<string | undefined> {
    const { identityToken, timeoutMs } = options();
    if (typeof identityToken !== 'function') return identityToken;
    const token = await inTime(identityToken, timeoutMs);
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw new TypeError('not a token');
    const authId = claimedAuthId(token);
    if (speaker?.key === key && speaker.authId !== authId) throw new Error('another user has signed in');
    speaker = { key, authId };
    return token;
  }

  return {
    async send(feedback, tries) {
      const { relayUrl, identityToken } = options();
      let outcome: Outcome | undefined;
      // A function may have given a token that has expired since: it is asked once more.
      for (let asks = typeof identityToken === 'function' ? 2 : 1; asks > 0; asks--) {
        let token: string | undefined;
        try {
          token = await askForToken(tries);
        } catch (error) {
          console.error('haptik-feedback: identityToken must return a token of visible ASCII characters.', error);
          return { kind: 'unauthorized' };
        }
        outcome = await post(browser, options(), token, feedback, tries);
        if (outcome?.kind !== 'unauthorized') break;
      }
      if (outcome?.kind === 'unreachable') {
        console.error(
          `haptik-feedback: no answer from ${relayUrl}. Is the relay running, and does its ALLOWED_ORIGINS name ${globalThis.location?.origin}?`,
        );
      }
      return outcome;
    },
  };
}

async function post(
  browser: Browser,
  { relayUrl, timeoutMs, retries }: TransportOptions,
  token: string | undefined,
  feedback: Feedback,
  tries: Tries,
): Promise<Outcome | undefined> {
  const body = JSON.stringify(toWire(feedback));
  const keepalive = new TextEncoder().encode(body).length < KEEPALIVE_MAX_BYTES;
  let last: Outcome | undefined;
  let isOpen = false;
  const conclude = (outcome: Outcome) => {
    if (!isOpen) return;
    isOpen = false;
    last = outcome;
    tries.tried(outcome);
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
      async fetch(request, init) {
        // ky gave the try before up without an answer.
        conclude({ kind: 'unreachable' });
        if (!(await tries.mayTry())) throw new Ended();
        isOpen = true;
        // Firefox reads keepalive from here alone, not from the request.
        return browser.fetch(request, { ...init, keepalive });
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
            conclude(outcome);
            throw isAmbiguous(outcome) ? new Error(outcome.kind) : new Ended();
          },
        ],
      },
    });
  } catch {
    conclude({ kind: 'unreachable' });
  }
  return last;
}

/** Rejects when the host's function does, or takes too long. */
async function inTime<Value>(ask: () => Value | Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
