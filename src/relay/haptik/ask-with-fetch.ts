import { type Account, type AskHaptik, haptikHeaders } from './ask-haptik.js';
import { readAnswerText } from './read-answer-text.js';

/** Asks Haptik with `fetch`, which every runtime has. */
export function askWithFetch(account: Account, fetch: (request: Request) => Promise<Response>): AskHaptik {
  return async (body, signal) => {
    const response = await fetch(
      // Following a redirect would send the token to another address.
      new Request(account.haptikUrl, {
        method: 'POST',
        headers: haptikHeaders(account),
        body,
        signal,
        redirect: 'manual',
      }),
    );
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      // Every runtime's streams are async iterable; the types of the DOM do not say so.
      text: response.body ? await readAnswerText(response.body as unknown as AsyncIterable<Uint8Array>) : '',
    };
  };
}
