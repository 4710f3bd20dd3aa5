import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';

/** How long a request may take to arrive, in milliseconds. */
export interface ArrivalTimes {
  headers: number;
  /** Headers and body. */
  whole: number;
  /** How often slow requests are looked for. */
  check: number;
}

const ARRIVAL_TIMES: ArrivalTimes = { headers: 10_000, whole: 30_000, check: 1000 };

/** How long an idle connection is kept, in milliseconds. Common proxies close theirs sooner, as they should. */
const KEEP_ALIVE_MS = 75_000;

/** How long a stop waits for answers under way, in milliseconds. */
const STOP_MS = 9_000;

/** Answers a request. */
export type Handler = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

/** A server that listens. */
export interface RelayServer {
  readonly port: number;
  /** Sets the handler. Requests that arrive earlier wait for it. */
  setHandler(handler: Handler): void;
  /** Refuses new connections, finishes answers under way and closes; after at most 9 seconds. */
  stop(): Promise<void>;
}

/**
 * Listens; rejects when it cannot, as with a port in use.
 *
 * @param times - 10 seconds for the headers and 30 for the whole of a request by default; then 408
 */
export async function listen(host: string, port: number, times = ARRIVAL_TIMES): Promise<RelayServer> {
  let setHandler!: (handler: Handler) => void;
  const handler = new Promise<Handler>((resolve) => {
    setHandler = resolve;
  });
  const answersUnderWay = new Set<ServerResponse>();
  let isStopping = false;
  let onIdle = () => {};

  const server = createServer({
    headersTimeout: times.headers,
    requestTimeout: times.whole,
    connectionsCheckingInterval: times.check,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.on('request', (_: IncomingMessage, answer: ServerResponse) => {
    answersUnderWay.add(answer);
    if (isStopping) answer.setHeader('connection', 'close');
    answer.on('close', () => {
      answersUnderWay.delete(answer);
      if (answersUnderWay.size === 0) onIdle();
    });
  });
  server.on(
    'request',
    getRequestListener(async (request, bindings) => (await handler)(request, bindings as HttpBindings), {
      errorHandler: refuseMalformed,
    }),
  );
  server.listen(port, host);
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    setHandler,
    async stop() {
      if (isStopping) return;
      isStopping = true;
      const stopped = stopListening(server);
      for (const answer of answersUnderWay) {
        if (!answer.headersSent) answer.setHeader('connection', 'close');
      }
      if (answersUnderWay.size > 0) {
        await new Promise<void>((resolve) => {
          onIdle = resolve;
          setTimeout(resolve, STOP_MS).unref();
        });
      }
      server.closeAllConnections();
      await stopped;
    },
  };
}

/**
 * Stops listening and keeps every connection. `http.Server` would close idle connections at once, and a load balancer
 * could no longer learn on its connection that the relay is stopping.
 */
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => net.Server.prototype.close.call(server, () => resolve()));
}

/** Answers a request that no `Request` can represent, such as one whose `Host` or path no URL can have. */
function refuseMalformed(): Response {
  return Response.json({ error_message: 'malformed request' }, { status: 400 });
}
