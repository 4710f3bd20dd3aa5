import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { refuseMalformedRequest } from '../http/malformed-request.js';

/** How long a request may take to arrive, in milliseconds. */
export interface ArrivalTimes {
  headers: number;
  /** Headers and body. */
  whole: number;
  /** How often slow requests are looked for. */
  check: number;
}

const ARRIVAL_TIMES: ArrivalTimes = { headers: 10_000, whole: 30_000, check: 1000 };

/**
 * How long an idle connection is kept, in milliseconds. Common proxies close theirs sooner, so they do not send a
 * request on a connection that the relay is closing.
 */
const KEEP_ALIVE_MS = 75_000;

/** How long a stop waits for answers under way, in milliseconds. */
const STOP_MS = 9_000;

/** How many requests of one connection are answered at once. Browsers wait for an answer before they send the next one. */
const ANSWERS_MAX_PER_CONNECTION = 4;

/** How many further requests of one connection may wait. A client that sends more is cut off. */
const WAITING_MAX_PER_CONNECTION = 20;

/** Answers a request. */
export type Handler = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

/** The requests of a connection. */
interface Connection {
  underWay: number;
  /** Functions that start the answers to further requests. */
  waiting: (() => void)[];
  /** Functions to call when the connection is closed. */
  onClose: Set<() => void>;
}

const connections = new WeakMap<Socket, Connection>();

/** A server that listens. */
export interface RelayServer {
  readonly port: number;
  /** Sets the handler. Requests that arrive earlier wait for it. */
  setHandler(handler: Handler): void;
  /** Refuses new connections, finishes answers under way and closes; after at most 9 seconds. */
  stop(): Promise<void>;
}

/**
 * Starts to listen. Rejects when it cannot, for example when the port is in use.
 *
 * @param times - 10 seconds for the headers and 30 for the whole of a request by default; then 408
 */
export async function listen(host: string, port: number, times = ARRIVAL_TIMES): Promise<RelayServer> {
  let setHandler!: (handler: Handler) => void;
  const handler = new Promise<Handler>((resolve) => {
    setHandler = resolve;
  });
  const answersUnderWay = new Set<ServerResponse>();
  const answer = getRequestListener(async (request, bindings) => (await handler)(request, bindings as HttpBindings), {
    errorHandler: refuseMalformedRequest,
  });
  let isStopping = false;
  let onIdle = () => {};

  const server = createServer({
    headersTimeout: times.headers,
    requestTimeout: times.whole,
    connectionsCheckingInterval: times.check,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
  server.on(
    'request',
    limitPerConnection((request, response) => {
      // HTTP/1.0 has requests without `Host`, as some health checks send them; a `Request` needs one.
      if (request.httpVersion === '1.0') request.headers.host ??= 'localhost';
      answersUnderWay.add(response);
      if (isStopping) response.setHeader('connection', 'close');
      onceEnded(response, () => {
        answersUnderWay.delete(response);
        if (answersUnderWay.size === 0) onIdle();
      });
      answer(request, response);
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
      for (const response of answersUnderWay) {
        if (!response.headersSent) response.setHeader('connection', 'close');
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
 * Answers few requests of a connection at once. Further ones wait, and until then nothing more is read. Without this, a
 * client that sends many requests and reads no answer would fill the memory.
 */
function limitPerConnection(answer: (request: IncomingMessage, response: ServerResponse) => void): RequestListener {
  return (request, response) => {
    const { socket } = request;
    const connection = connectionOf(socket);
    const start = () => {
      connection.underWay += 1;
      onceEnded(response, () => {
        connection.underWay -= 1;
        connection.waiting.shift()?.();
        if (connection.waiting.length === 0 && socket.isPaused()) socket.resume();
      });
      answer(request, response);
    };
    if (connection.underWay < ANSWERS_MAX_PER_CONNECTION) return start();
    if (connection.waiting.length === WAITING_MAX_PER_CONNECTION) {
      connection.waiting.length = 0;
      socket.destroy();
    }
    if (socket.destroyed) return;
    connection.waiting.push(start);
    socket.pause();
  };
}

function connectionOf(socket: Socket): Connection {
  const known = connections.get(socket);
  if (known) return known;
  const connection: Connection = { underWay: 0, waiting: [], onClose: new Set() };
  connections.set(socket, connection);
  // Reading a body resumes the socket, so it must be paused again.
  socket.on('resume', () => connection.waiting.length > 0 && socket.pause());
  socket.on('close', () => {
    connection.waiting.length = 0;
    for (const end of connection.onClose) end();
  });
  return connection;
}

/** Calls back once, when an answer was sent or its connection is closed. */
function onceEnded(response: ServerResponse, callback: () => void): void {
  const { onClose } = connectionOf(response.req.socket);
  const end = () => {
    if (onClose.delete(end)) callback();
  };
  response.on('close', end);
  // A response that waits behind another one on its connection emits no `close` when the connection is closed.
  onClose.add(end);
}

/**
 * Stops listening and keeps every connection. `http.Server` would close idle connections at once, and a load balancer
 * could no longer learn on its connection that the relay is stopping.
 */
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => net.Server.prototype.close.call(server, () => resolve()));
}
