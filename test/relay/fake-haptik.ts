import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Answers one request, also with bytes that no server should send. */
export type Answer = (response: ServerResponse, request: IncomingMessage, body: string) => void;

/** A server that replaces Haptik. */
export interface FakeHaptik {
  readonly origin: string;
  /** Every request that arrived, in order. */
  readonly seen: Seen[];
  /** Answers the next requests; with 201 and success at first. */
  answer: Answer;
  /** Sets the status, body and headers of the next answers. */
  setAnswer(status: number, body: unknown, headers?: Record<string, string>): void;
  /** Resolves when this number of requests has arrived. */
  waitForRequests(count: number): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

/** Starts a server that replaces Haptik and gives the answers that a test sets. */
export async function startFakeHaptik(): Promise<FakeHaptik> {
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      haptik.seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      for (const check of waiting) check();
      haptik.answer(response, request, body);
    });
  });
  const haptik: FakeHaptik = {
    origin: '',
    seen: [],
    answer: () => {},
    setAnswer(status, body, headers = {}) {
      this.answer = (response) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      };
    },
    waitForRequests: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (haptik.seen.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    reset() {
      this.seen.length = 0;
      this.setAnswer(201, { success: true });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  haptik.reset();
  return Object.assign(haptik, { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
