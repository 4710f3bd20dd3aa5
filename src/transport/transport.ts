import ky, { type KyInstance } from 'ky';
import type { Feedback } from '../feedback/feedback.js';
import { isAmbiguous, judge, type Outcome } from '../feedback/problem.js';
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

/** The waits between the tries of one submission, added up, in milliseconds. */
const WAITS_MS = 5000;
/** Browsers keep at most 64 KiB of requests alive after their page is gone, headers included. */
const KEEPALIVE_MAX_BYTES = 63_000;

/** Tells ky that the tries have come to their end. */
class Ended extends Error {}

/** Carries feedback to the relay with ky; every answer and every failure becomes an outcome. */
export function createTransport(options: TransportOptions): Transport {
  const { relayUrl, timeoutMs, retries } = options;
  const client = ky.create({
    method: 'post',
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    timeout: timeoutMs,
    throwHttpErrors: false,
    retry: {
      limit: retries,
      methods: ['post'],
      shouldRetry: ({ error }) => !(error instanceof Ended),
      delay: (retry) => Math.min(500 * 2 ** (retry - 1), WAITS_MS / retries),
      jitter: (delay) => delay * (0.5 + Math.random() / 2),
    },
  });

  return {
    async send(feedback, tries) {
      let outcome = await post(client, options, feedback, tries);
      if (outcome?.kind === 'unauthorized' && typeof options.identityToken === 'function') {
        outcome = await post(client, options, feedback, tries);
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
  client: KyInstance,
  { relayUrl, identityToken, timeoutMs }: TransportOptions,
  feedback: Feedback,
  tries: Tries,
): Promise<Outcome | undefined> {
  let token: string | undefined;
  try {
    token = await askFor(identityToken, timeoutMs);
  } catch (error) {
    console.error('haptik-feedback: identityToken must give a token of visible ASCII characters.', error);
    return { kind: 'unauthorized' };
  }

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
        return fetch(request, { ...init, keepalive });
      },
      hooks: {
        afterResponse: [
          async (_request, _options, response) => {
            const answer = {
              status: response.status,
              body: await readJson(response, timeoutMs),
              retryAfter: response.headers.get('retry-after'),
            };
            const outcome = judge(answer, Date.now());
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

/** A token that is no token, or does not come in time, rejects. */
async function askFor(token: TransportOptions['identityToken'], timeoutMs: number): Promise<string | undefined> {
  if (typeof token !== 'function') return token;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no token within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    const given = await Promise.race([token(), late]);
    if (typeof given !== 'string' || !/^[\x21-\x7e]+$/.test(given)) throw new TypeError('not a token');
    return given;
  } finally {
    clearTimeout(timer);
  }
}
