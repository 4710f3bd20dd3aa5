import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createStandin, type Standin, type StandinOptions } from '../../src/standin/index.js';

/** A stand-in that serves HTTP. */
export interface ListeningStandin extends Standin {
  /** The origin it listens on. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the stand-in on loopback. With the fault `unreachable` it cuts connections. */
export async function listenStandin(options: StandinOptions, port = 0): Promise<ListeningStandin> {
  const standin = createStandin(options);
  const server = createServer(
    getRequestListener(async (request, { incoming }) => {
      if (standin.fault === 'unreachable') {
        (incoming as IncomingMessage).socket.destroy();
        return new Response();
      }
      return standin.fetch(request);
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return Object.defineProperties(standin as ListeningStandin, {
    origin: { value: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    close: {
      value: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
  });
}
