import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { AskHaptik } from '../haptik/ask-haptik.js';
import { type Account, askWithFetch } from '../haptik/ask-haptik.js';

/** What the demo needs of Haptik's stand-in. */
export interface DemoStandin {
  fetch(request: Request): Promise<Response>;
  readonly received: readonly object[];
  onReceived(listener: (received: object) => void): () => void;
  readonly fault: string;
  setFault(fault: string): boolean;
  reset(): void;
  readonly users: readonly string[];
  readonly businessId: number;
}

export interface DemoOptions {
  standin: DemoStandin;
  /** Where the relay listens, with a final slash. */
  relayUrl: string;
  /** The origins of the demo's own page. */
  ownOrigins: readonly string[];
  /** Called when the page asks that everything be forgotten. */
  onReset: () => void;
}

export interface Demo {
  /** Answers what is below `/demo/`. */
  fetch(request: Request): Promise<Response>;
  /** Ends the open streams of events, which would keep a server from stopping. */
  close(): void;
}

/**
 * How the playground controls and watches the stand-in. All of it is for the demo's own page: a request with a foreign
 * `Origin` gets 403.
 *
 * - `GET /demo/config`: `{relayUrl, demo: true, businessId, users, fault}`
 * - `GET /demo/received`: what Haptik received, oldest first, as `[{at, status, body}]`
 * - `GET /demo/events`: Server-Sent Events: `state` with `{fault, received}` at the start and after every change of the
 *   fault or a reset, `received` with `{at, status, body}` for each new one
 * - `PUT /demo/fault` with `{"fault": "none" | "slow" | "500" | "unreachable" | "wrong-token"}`: answers `{fault}`
 * - `POST /demo/reset`: the stand-in forgets what it received and who gave feedback, and the relay whom it has seen how
 *   often; answers `{fault, received: []}`
 */
export function createDemo({ standin, relayUrl, ownOrigins, onReset }: DemoOptions): Demo {
  const app = new Hono().basePath('/demo');
  const closing = new AbortController();
  const changed = new EventTarget();
  const state = () => ({ fault: standin.fault, received: standin.received });

  app.use(async ({ req, json }, next) => {
    const origin = req.header('origin');
    if (origin !== undefined && !ownOrigins.includes(origin)) return json({ error_message: 'origin not allowed' }, 403);
    return next();
  });

  app.get('/config', ({ json }) =>
    json({ relayUrl, demo: true, businessId: standin.businessId, users: standin.users, fault: standin.fault }),
  );

  app.get('/received', ({ json }) => json(standin.received));

  app.get('/events', (context) =>
    streamSSE(context, async (stream) => {
      const send = (event: string, value: object) => stream.writeSSE({ event, data: JSON.stringify(value) });
      const sendState = () => void send('state', state());
      const forget = standin.onReceived((received) => void send('received', received));
      changed.addEventListener('change', sendState);
      await send('state', state());
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        closing.signal.addEventListener('abort', () => resolve());
        if (closing.signal.aborted) resolve();
      });
      changed.removeEventListener('change', sendState);
      forget();
    }),
  );

  app.put('/fault', async ({ req, json }) => {
    const body: unknown = await req.json().catch(() => undefined);
    const fault = typeof body === 'object' && body !== null && 'fault' in body ? body.fault : undefined;
    if (typeof fault !== 'string' || !standin.setFault(fault)) return json({ error_message: 'no such fault' }, 400);
    changed.dispatchEvent(new Event('change'));
    return json({ fault });
  });

  app.post('/reset', ({ json }) => {
    standin.reset();
    onReset();
    changed.dispatchEvent(new Event('change'));
    return json(state());
  });

  app.notFound(({ json }) => json({ error_message: 'not found' }, 404));

  return {
    async fetch(request) {
      const response = await app.fetch(request);
      response.headers.set('cache-control', 'no-store');
      return response;
    },
    close: () => closing.abort(),
  };
}

/** Asks the stand-in in this process, with a token it does not know under the fault `wrong-token`. */
export function askStandin(account: Account, standin: DemoStandin): AskHaptik {
  const send = (request: Request) => standin.fetch(request);
  const right = askWithFetch(account, send);
  const wrong = askWithFetch({ ...account, haptikToken: 'a-wrong-token' }, send);
  return (body, signal) => (standin.fault === 'wrong-token' ? wrong : right)(body, signal);
}
