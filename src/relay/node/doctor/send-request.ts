import { ownField } from '../../../feedback/own-field.js';

/** How long a server may take to answer, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** What to do about a connection that failed, by the error's code. */
const REMEDIES: Record<string, string> = {
  ENOTFOUND: 'its name is not known; correct the address, or the DNS',
  EAI_AGAIN: 'its name cannot be looked up now; check the DNS of this machine',
  ECONNREFUSED: 'nothing listens there; start it, or correct the address',
  ECONNRESET: 'it closed the connection; check the proxies in between',
  TIMEOUT: 'it does not answer; check the firewalls in between',
  CERT_HAS_EXPIRED: 'its certificate has expired; renew it',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; browsers do not accept that',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the intermediate ones; serve the whole chain',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** A server's answer, or why there is none: the end of a sentence whose subject is the server. */
export type Reply = { answer: Response; text: string; clockAheadSeconds: number | undefined } | { failure: string };

/** Sends a request, follows no redirect and never rejects. A failure says what to do about it. */
export async function sendRequest(url: string, init: RequestInit = {}): Promise<Reply> {
  const start = Date.now();
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const middle = (start + Date.now()) / 2;
    const date = Date.parse(answer.headers.get('date') ?? '');
    return {
      answer,
      text: await answer.text(),
      // The header has whole seconds, so the true time is half a second later on average.
      clockAheadSeconds: Number.isNaN(date) ? undefined : Math.round((middle - date - 500) / 1000),
    };
  } catch (error) {
    const code = codeOf(error);
    return {
      failure: `cannot be reached (${code}): ${REMEDIES[code] ?? 'check the proxies and firewalls in between'}`,
    };
  }
}

function codeOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string; errors?: { code?: string }[] } };
  if (name === 'TimeoutError' || cause?.code === 'UND_ERR_CONNECT_TIMEOUT') return 'TIMEOUT';
  return cause?.code ?? cause?.errors?.[0]?.code ?? 'no answer';
}

/** Reads a field of an answer in JSON; `undefined` when there is none. */
export function readJsonField(text: string, name: string): unknown {
  try {
    return ownField(JSON.parse(text), name);
  } catch {
    return undefined;
  }
}
