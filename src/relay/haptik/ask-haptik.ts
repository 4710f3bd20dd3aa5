import type { HaptikAnswer } from './haptik-answer.js';

/**
 * Posts a body to Haptik, once. Rejects when no answer came: the connection failed, or `signal` was aborted before the
 * status arrived. A body that breaks off or is too long leaves `text` undefined.
 */
export type AskHaptik = (body: string, signal: AbortSignal) => Promise<HaptikAnswer>;

/** Where Haptik is and what it wants to see. */
export interface Account {
  haptikUrl: string;
  haptikToken: string;
  haptikClientId: string;
}

/** The largest answer of Haptik's that is read, in bytes. */
export const ANSWER_MAX_BYTES = 64 * 1024;

/** The three headers that the Log Feedback API asks for. */
export function haptikHeaders({ haptikToken, haptikClientId }: Account): Record<string, string> {
  return {
    authorization: `Bearer ${haptikToken}`,
    'client-id': haptikClientId,
    'content-type': 'application/json',
  };
}

/** Asks with `fetch`, which every runtime has. */
export function askWithFetch(account: Account, fetch: (request: Request) => Promise<Response>): AskHaptik {
  const headers = haptikHeaders(account);
  return async (body, signal) => {
    const response = await fetch(
      // A redirect is answered, not followed: the token belongs to this address alone.
      new Request(account.haptikUrl, { method: 'POST', headers, body, signal, redirect: 'manual' }),
    );
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      text: await readText(response.body),
    };
  };
}

async function readText(stream: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  if (!stream) return '';
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > ANSWER_MAX_BYTES) {
        reader.cancel().catch(() => {});
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return undefined;
  }
}
