import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { within } from './within.js';

/** Sends commands to the page that the browser shows; `page-script.ts` runs them there. */
export interface Control {
  readonly origin: string;
  /** Waits until a page has loaded and listens; call it before the page is opened. */
  nextPage(): Promise<void>;
  /** Runs a command in the page; resolves with its result as text. */
  send(
    command: 'endChat' | 'hasFocus' | 'passMinutes' | 'setOnline' | 'untilPauseEnds',
    value?: unknown,
  ): Promise<string>;
  /** Makes the page go to an address; resolves when the new page listens. */
  go(url: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server to which the page connects. */
export async function startControl(): Promise<Control> {
  let page: ServerResponse | undefined;
  let onPage = () => {};
  let onDone = (_result: string) => {};
  const server = createServer(async (request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/done') {
      const result = await text(request);
      response.end();
      return onDone(result);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    page = response;
    onPage();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const write = (...command: unknown[]) => page!.write(`data: ${JSON.stringify(command)}\n\n`);

  const control: Control = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextPage() {
      const loaded = new Promise<void>((resolve) => {
        onPage = resolve;
      });
      return within(30_000, 'a page that listens to the test', loaded);
    },
    send(command, value) {
      const done = new Promise<string>((resolve) => {
        onDone = resolve;
      });
      write(command, value);
      return within(20_000, `the page's ${command}`, done);
    },
    go(url) {
      const loaded = control.nextPage();
      write('go', url);
      return loaded;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return control;
}
