import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Reply } from '../http/plain.js';
import { sendReply } from './node-post.js';

/** How long a request may take to arrive, in milliseconds. */
export interface ArrivalTimes {
  headers: number;
  /** Headers and body. */
  whole: number;
  /** How often it is looked whether somebody takes longer. */
  check: number;
}

const ARRIVAL_TIMES: ArrivalTimes = { headers: 10_000, whole: 30_000, check: 1000 };

/** Milliseconds that an idle connection is kept; longer than common proxies keep theirs, so that they close first. */
const KEEP_ALIVE_MS = 75_000;

/** Milliseconds after which a stop no longer waits for what is under way. */
const STOP_MS = 9_000;

/** Answers a request; `incoming.socket` is the connection it came on. */
export type Handler = (request: Request, incoming: IncomingMessage) => Promise<Response>;

/** Answers in plain values; `undefined` for a request that is left to the `Handler`. Never rejects. */
export type PlainHandler = (incoming: IncomingMessage) => Promise<Reply> | undefined;

export interface RelayServer {
  /** The port it listens on. */
  readonly port: number;
  /** Begins to answer. Connections that came before wait. */
  answer(handler: Handler, plainHandler?: PlainHandler): void;
  /** Refuses new connections, finishes what is under way and closes; at the latest after 9 seconds. */
  stop(): Promise<void>;
}

/**
 * Listens; rejects when it cannot, as with a port in use.
 *
 * @param times - 10 seconds for the headers and 30 for the whole of a request by default; then 408
 */
export async function listen(host: string, port: number, times = ARRIVAL_TIMES): Promise<RelayServer> {
  /** The answer under way on each connection. Connections are kept, so that the map stays as it is. */
  const connections = new Map<Socket, ServerResponse | undefined>();
  let underWay = 0;
  let stopping = false;
  let idle: (() => void) | undefined;

  const server = createServer({
    headersTimeout: times.headers,
    requestTimeout: times.whole,
    connectionsCheckingInterval: times.check,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  function closed(this: ServerResponse): void {
    underWay -= 1;
    if (underWay === 0) idle?.();
  }
  server.on('connection', (socket) => {
    connections.set(socket, undefined);
    socket.on('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, outgoing: ServerResponse) => {
    underWay += 1;
    connections.set(socket, outgoing);
    if (stopping) outgoing.setHeader('connection', 'close');
    outgoing.on('close', closed);
  });
  server.listen(port, host);
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    answer(handler, plainHandler) {
      const listener = getRequestListener((request, { incoming }) => handler(request, incoming as IncomingMessage), {
        errorHandler: malformed,
      });
      server.on('request', (incoming, outgoing) => {
        const reply = plainHandler?.(incoming);
        if (reply) reply.then((plain) => sendReply(outgoing, plain)).catch(() => outgoing.destroy());
        else listener(incoming, outgoing);
      });
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      const stopped = stopListening(server);
      for (const outgoing of connections.values()) {
        if (outgoing && !outgoing.headersSent) outgoing.setHeader('connection', 'close');
      }
      if (underWay > 0) {
        await new Promise<void>((resolve) => {
          idle = resolve;
          setTimeout(resolve, STOP_MS).unref();
        });
      }
      server.closeAllConnections();
      await stopped;
    },
  };
}

/**
 * Stops listening and leaves every connection open. `http.Server` would close the idle ones at once, and with them the
 * chance to tell a load balancer, on the connection it has, that the relay is stopping.
 */
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => net.Server.prototype.close.call(server, () => resolve()));
}

/** What cannot be made a `Request`, as a `Host` or a path that no URL can have. */
function malformed(): Response {
  return Response.json({ error_message: 'malformed request' }, { status: 400 });
}
