import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { type Dispatcher, Pool } from 'undici';
import { type Account, ANSWER_MAX_BYTES, type AskHaptik, haptikHeaders } from '../haptik/ask-haptik.js';
import type { HaptikAnswer } from '../haptik/haptik-answer.js';
import { Gathering, type Member } from './gathering.js';

/** Connections to Haptik that are kept open at most; further requests wait for one. */
const CONNECTIONS_MAX = 128;

const decoders = new Map<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** What is under way by its signal. Many share one, and a listener for each would cost more than all the rest. */
const underWay = new WeakMap<AbortSignal, Gathering<Exchange>>();

/** Asks over a pool of kept connections, several times faster on Node than its `fetch`. Redirects are not followed. */
export function askWithPool(account: Account): { askHaptik: AskHaptik; close: () => Promise<void> } {
  const { origin, pathname } = new URL(account.haptikUrl);
  // The caller's signal is the one clock; the pool's own would cut sooner than a long UPSTREAM_TIMEOUT_MS.
  const pool = new Pool(origin, { connections: CONNECTIONS_MAX, headersTimeout: 0, bodyTimeout: 0 });
  const headers = Object.entries(haptikHeaders(account)).flat();
  return {
    close: () => pool.destroy(),
    askHaptik: (body, signal) =>
      new Promise((resolve, reject) => {
        const exchange = new Exchange(signal, resolve, reject);
        pool.dispatch({ method: 'POST', path: pathname, headers, body }, exchange);
      }),
  };
}

/** One request and its answer, kept in memory. The pool's `request` would make a stream of it, at twice the cost. */
class Exchange implements Dispatcher.DispatchHandler, Member {
  place = -1;
  readonly #signal: AbortSignal;
  readonly #together: Gathering<Exchange>;
  readonly #resolve: (answer: HaptikAnswer | Promise<HaptikAnswer>) => void;
  readonly #reject: (error: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #size = 0;
  #status = 0;
  #retryAfter: string | null = null;
  #encoding = '';

  constructor(
    signal: AbortSignal,
    resolve: (answer: HaptikAnswer | Promise<HaptikAnswer>) => void,
    reject: (error: unknown) => void,
  ) {
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#together = togetherWith(signal);
    this.#together.add(this);
  }

  // A request that still waits for a connection ends here, and is not sent once it has one.
  giveUp(): void {
    if (this.#controller) this.#controller.abort(this.#signal.reason);
    else this.#reject(this.#signal.reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal.aborted) controller.abort(this.#signal.reason);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return; // an early hint; the answer follows
    this.#status = status;
    this.#retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : null;
    this.#encoding = String(headers['content-encoding'] ?? '');
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > ANSWER_MAX_BYTES) controller.abort(new Error('the answer is too long'));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#together.remove(this);
    const bytes = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    const coding = this.#encoding.trim().toLowerCase();
    if (coding === '' || coding === 'identity') this.#resolve(this.#answer(bytes.toString('utf8')));
    else this.#resolve(decode(bytes, coding).then((text) => this.#answer(text)));
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#together.remove(this);
    // With a status there is an answer, if not all of it.
    if (this.#status > 0) this.#resolve(this.#answer(undefined));
    else this.#reject(error);
  }

  #answer(text: string | undefined): HaptikAnswer {
    return { status: this.#status, retryAfter: this.#retryAfter, text };
  }
}

function togetherWith(signal: AbortSignal): Gathering<Exchange> {
  const known = underWay.get(signal);
  if (known) return known;
  const together = new Gathering<Exchange>();
  underWay.set(signal, together);
  signal.addEventListener('abort', () => {
    for (const exchange of together.members()) exchange.giveUp();
  });
  return together;
}

async function decode(bytes: Buffer, coding: string): Promise<string | undefined> {
  try {
    return (await decoders.get(coding)?.(bytes, { maxOutputLength: ANSWER_MAX_BYTES }))?.toString('utf8');
  } catch {
    return undefined;
  }
}
