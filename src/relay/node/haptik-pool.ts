import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Account, type AskHaptik, haptikHeaders } from '../haptik/ask-haptik.js';
import { readAnswerText } from '../haptik/read-answer-text.js';

/** The most connections to Haptik at a time. Further requests wait for one. */
const CONNECTIONS_MAX = 128;

/** How long an idle connection is kept, in milliseconds. Most servers keep theirs longer. */
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
  const client = isSecure ? https : http;
  const address = urlToHttpOptions(url);
  const agent = new client.Agent({
    keepAlive: true,
    maxSockets: CONNECTIONS_MAX,
    timeout: IDLE_CONNECTION_MS,
  });

  function post(body: string, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { ...haptikHeaders(account), 'content-length': Buffer.byteLength(body) };
      const request = client.request({ ...address, method: 'POST', headers, agent });
      // After an answer that changes the protocol (101), Node emits neither `response` nor `error`.
      const onClose = () => reject(new Error('Haptik closed the connection'));
      request.on('close', onClose).on('error', reject);
      request.on('response', (answer) => {
        request.off('close', onClose);
        resolve(answer);
      });
      // With the option `signal`, a request that waits for a connection would be rejected only when it gets one.
      const abort = () => {
        reject(signal.reason);
        request.destroy();
      };
      signal.addEventListener('abort', abort, { once: true });
      request.end(body);
    });
  }

  return {
    async askHaptik(body, signal) {
      const answer = await post(body, signal);
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

/** Returns the decompressed body, or `undefined` for an encoding that is not known. */
function decompress(body: Readable, contentEncoding: string | undefined): Readable | undefined {
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return body;
  const createDecompressor = DECOMPRESSORS.get(encoding);
  if (createDecompressor) return pipeline(body, createDecompressor(), () => {});
  body.on('error', () => {}).destroy();
  return undefined;
}
