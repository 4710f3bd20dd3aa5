import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the relay does with a post: answers, answers when it is told to, or cuts the connection. */
export type Answer = { status: number; body?: object; headers?: Record<string, string> } | 'hold' | 'cut';

/** A post as it arrived. */
export interface Post {
  body: Record<string, unknown>;
  /** Its `Idempotency-Key`. */
  key: string | undefined;
}

/** A relay that answers as a test says, on an origin of its own, for posts and what is in their headers. */
export interface ScriptedRelay {
  /** What a form posts to. */
  readonly url: string;
  readonly origin: string;
  /** Oldest first. */
  readonly posts: Post[];
  answer: Answer;
  /** Answers every post that it holds. */
  release(answer: Exclude<Answer, 'hold'>): void;
  close(): Promise<void>;
}

export const RECORDED = { status: 201, body: { success: true } } satisfies Answer;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, authorization, idempotency-key',
  'access-control-expose-headers': 'retry-after',
};

export async function startScriptedRelay(): Promise<ScriptedRelay> {
  const held: ServerResponse[] = [];
  const give = (response: ServerResponse, answer: Answer) => {
    if (answer === 'hold') return void held.push(response);
    if (answer === 'cut') return void response.socket?.destroy();
    const { status, body, headers } = answer;
    response.writeHead(status, { ...CORS, 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end();
    let text = '';
    request.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      relay.posts.push({ body: JSON.parse(text), key: request.headers['idempotency-key'] as string | undefined });
      give(response, relay.answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const relay: ScriptedRelay = {
    url: `${origin}/feedback`,
    origin,
    posts: [],
    answer: RECORDED,
    release(answer) {
      for (const response of held.splice(0)) give(response, answer);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return relay;
}
