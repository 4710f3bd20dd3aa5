import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Post, Reply } from '../http/plain.js';
import { BODY_MAX_BYTES } from '../http/read-body.js';

/** A host as nearly everyone sends it; any other takes the way through `Request`, which judges it. */
const PLAIN_HOST = /^[a-z0-9._-]+(?::\d{1,5})?$/;

/**
 * True for a request to `POST /feedback` that says how much it sends, and not too much. Such a one needs no `Request`,
 * which would cost more than all its checks.
 */
export function isPlainPost({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === '/feedback' &&
    headers['content-length'] !== undefined &&
    Number(headers['content-length']) <= BODY_MAX_BYTES &&
    headers.host !== undefined &&
    PLAIN_HOST.test(headers.host)
  );
}

/** Node's request in plain values; for those that {@link isPlainPost} takes, whose bodies are small. */
export function nodePost(incoming: IncomingMessage): Post {
  const { rawHeaders } = incoming;
  return {
    // Not `incoming.headers`, which keeps only the first of two content types or authorizations.
    header(name) {
      let value: string | null = null;
      for (let at = 0; at < rawHeaders.length; at += 2) {
        const other = rawHeaders[at]!;
        if (other.length !== name.length || (other !== name && other.toLowerCase() !== name)) continue;
        value = value === null ? rawHeaders[at + 1]! : `${value}, ${rawHeaders[at + 1]}`;
      }
      return value;
    },
    read: () =>
      new Promise((resolve, reject) => {
        let whole: Buffer | undefined;
        incoming.on('data', (chunk: Buffer) => {
          whole = whole ? Buffer.concat([whole, chunk]) : chunk;
        });
        incoming.on('end', () => resolve(whole ?? new Uint8Array()));
        incoming.on('close', () => {
          if (!incoming.readableEnded) reject(new Error('broken off'));
        });
        if (incoming.destroyed) reject(new Error('broken off'));
      }),
  };
}

/** Sends an answer in one piece. */
export function sendReply(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  if (outgoing.destroyed) return; // nobody waits for it any more
  headers['content-length'] = String(Buffer.byteLength(body));
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}
