import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Account, type AskHaptik, haptikHeaders } from '../haptik/ask-haptik.js';
import { readAnswerText } from '../haptik/read-answer-text.js';

/** How many connections to Haptik are kept. Further requests wait for one. */
const CONNECTIONS_MAX = 128;

/** How long an idle connection is kept, in milliseconds. Servers close theirs later, as a rule. */
const IDLE_CONNECTION_MS = 4000;

/** Decompressors by `Content-Encoding`. */
const DECOMPRESSORS = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Keeps connections to Haptik. */
export interface HaptikPool {
  /** Posts to Haptik, and follows no redirect. */
  askHaptik: AskHaptik;
  close(): Promise<void>;
}

/**
 * Creates a pool of connections to Haptik.
 *
 * Undici is faster, but ends a connection whose server says `100 Continue` without being asked (RFC 9110, section 15.2): such
 * feedback would be recorded, and the visitor would read that Haptik could not be reached.
 */
export function createHaptikPool(account: Account): HaptikPool {
  const url = new URL(account.haptikUrl);
  const isSecure = url.protocol === 'https:';
  const agent = new (isSecure ? https : http).Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS_MAX,
    timeout: IDLE_CONNECTION_MS,
  });

  function post(body: string, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { ...haptikHeaders(account), 'content-length': Buffer.byteLength(body) };
      const request = (isSecure ? https : http).request(url, { method: 'POST', headers, agent, signal });
      request.on('response', resolve).on('error', reject);
      // An answer that changes the protocol (101) is neither a response nor an error.
      request.on('close', () => reject(new Error('Haptik closed the connection')));
      request.end(body);
    });
  }

  return {
    async askHaptik(body, signal) {
      const answer = await Promise.race([post(body, signal), rejectOnAbort(signal)]);
      const decoded = decompress(answer, answer.headers['content-encoding']);
      return {
        status: answer.statusCode!,
        retryAfter: answer.headers['retry-after'] ?? null,
        text: decoded && (await readAnswerText(decoded)),
      };
    },
    async close() {
      agent.destroy();
    },
  };
}

/** Rejects when a signal aborts. Node rejects a request that waits for a connection only when it gets one. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

/** Returns the decompressed body, or `undefined` for an encoding that is not known. */
function decompress(body: Readable, contentEncoding: string | undefined): Readable | undefined {
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return body;
  const createDecompressor = DECOMPRESSORS.get(encoding);
  if (createDecompressor) return pipeline(body, createDecompressor(), () => {});
  body.on('error', () => {}).destroy();
  return undefined;
}
