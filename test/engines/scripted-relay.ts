import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a post is answered. */
interface Reply {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

/**
 * What the relay does with a post: `hold` answers only after `release`, `hold preflight` answers the preflight only after
 * `release`, `cut` closes the connection.
 */
export type Answer = Reply | 'hold' | 'hold preflight' | 'cut';

/** A post as it arrived. */
export interface Post {
  body: Record<string, unknown>;
  /** Its `Idempotency-Key`. */
  key: string | undefined;
}

/** A relay on an origin of its own, whose answers a test sets. */
export interface ScriptedRelay {
  /** The value of the option `relayUrl`. */
  readonly url: string;
  readonly origin: string;
  /** Oldest first. */
  readonly posts: Post[];
  /** How many preflight requests have arrived. */
  preflights: number;
  answer: Answer;
  /** Answers held and later requests with this. */
  release(answer: Reply): void;
  /** Releases what is held and forgets the posts. */
  reset(): void;
  close(): Promise<void>;
}

/** The answer to recorded feedback. */
export const RECORDED = { status: 201, body: { success: true } } satisfies Reply;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, authorization, idempotency-key',
  'access-control-expose-headers': 'retry-after',
  // Every post has a preflight.
  'access-control-max-age': '0',
};

/** Starts a scripted relay on a free port. */
export async function startScriptedRelay(): Promise<ScriptedRelay> {
  const held: (() => void)[] = [];
  const answerPost = (response: ServerResponse) => {
    const { answer } = relay;
    if (answer === 'cut') return void response.socket?.destroy();
    if (typeof answer === 'string') return void held.push(() => answerPost(response));
    const { status, body, headers } = answer;
    response.writeHead(status, { ...CORS, 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      relay.preflights++;
      const allow = () => void response.writeHead(204, CORS).end();
      return void (relay.answer === 'hold preflight' ? held.push(allow) : allow());
    }
    let text = '';
    request.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      relay.posts.push({ body: JSON.parse(text), key: request.headers['idempotency-key'] as string | undefined });
      answerPost(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const relay: ScriptedRelay = {
    url: `${origin}/feedback`,
    origin,
    posts: [],
    preflights: 0,
    answer: RECORDED,
    release(answer) {
      relay.answer = answer;
      for (const answerHeld of held.splice(0)) answerHeld();
    },
    reset() {
      relay.release(RECORDED);
      relay.posts.length = relay.preflights = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return relay;
}
