import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { isLoopback } from '../../feedback/loopback.js';
import { ownField } from '../../feedback/own-field.js';
import { isFault, type Standin } from '../../standin/index.js';
import type { LinkConfig } from '../config/link-variables.js';
import { createLink, withStars } from '../links/create-link.js';
import type { LogLine, ObservedLog } from './observe-log.js';

/** Configures the demo. */
export interface DemoOptions {
  standin: Standin;
  /** Configures the links that the page asks for; none when links are off. */
  links: LinkConfig | undefined;
  /** Where the relay listens, with a final slash. */
  relayUrl: string;
  /** The origins of the demo's own page. */
  ownOrigins: readonly string[];
  /** True to answer anybody, not only this machine. */
  isPublic: boolean;
  /** Called when the page asks to forget everything. */
  onReset: () => void;
  /** Calls a listener for each line of the relay's log. Returns a function that stops this. */
  onLogLine: ObservedLog['onLine'];
}

/** The demo's endpoints. */
export interface Demo {
  /** Answers requests below `/demo/`. */
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** Ends the open event streams, which would keep a server from stopping. */
  close(): void;
}

/**
 * Lets the playground control and watch the stand-in. Only the demo's own page on this machine may do so: a request
 * with another `Origin`, from another machine or for another host gets 403.
 *
 * - `GET /demo/config`: `{relayUrl, demo: true, businessId, users, fault}`
 * - `GET /demo/received`: what Haptik received, oldest first, as `[{at, status, body}]`
 * - `GET /demo/events`: Server-Sent Events: `state` with `{fault, received}` at the start and after every change of the
 *   fault or a reset, `received` with `{at, status, body}` for each new one, `log` with the relay's log line of each feedback
 *   and of each refused preflight
 * - `PUT /demo/fault` with `{"fault": "none" | "slow" | "500" | "unreachable" | "wrong-token"}`: answers `{fault}`
 * - `POST /demo/links` with `{auth_id, language?}`: answers `{link, star_links}`, together good for one feedback
 * - `POST /demo/reset`: resets the stand-in and the relay's memory; answers `{fault, received: []}`
 */
export function createDemo(options: DemoOptions): Demo {
  const { standin, links, relayUrl, ownOrigins, isPublic, onReset, onLogLine } = options;
  const app = new Hono<{ Bindings: HttpBindings }>().basePath('/demo');
  const closing = new AbortController();
  const changes = new EventTarget();
  const announceChange = () => changes.dispatchEvent(new Event('change'));
  const state = () => ({ fault: standin.fault, received: standin.received });

  app.use((context, next) => {
    context.header('cache-control', 'no-store');
    if (!isPublic && !isFromThisMachine(context.env.incoming)) {
      const error_message = 'the demo answers only this machine; start it with --demo-public to open it to others';
      return Promise.resolve(context.json({ error_message }, 403));
    }
    const origin = context.req.header('origin');
    if (origin === undefined || ownOrigins.includes(origin)) return next();
    return Promise.resolve(context.json({ error_message: 'origin not allowed' }, 403));
  });

  app.get('/config', ({ json }) =>
    json({ relayUrl, demo: true, businessId: standin.businessId, users: standin.users, fault: standin.fault }),
  );

  app.get('/received', ({ json }) => json(standin.received));

  app.get('/events', (context) => {
    // Keeps nginx from holding events back.
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, async (stream) => {
      const send = (event: string, value: object) => stream.writeSSE({ event, data: JSON.stringify(value) });
      const sendState = () => void send('state', state());
      const stopListening = standin.onReceived((received) => void send('received', received));
      const stopWatchingLog = onLogLine((line) => isAboutFeedback(line) && void send('log', line));
      changes.addEventListener('change', sendState);
      await send('state', state());
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        closing.signal.addEventListener('abort', () => resolve());
        if (closing.signal.aborted) resolve();
      });
      changes.removeEventListener('change', sendState);
      stopListening();
      stopWatchingLog();
    });
  });

  app.put('/fault', async ({ req, json }) => {
    const fault = ownField(await req.json().catch(() => undefined), 'fault');
    if (!isFault(fault)) return json({ error_message: 'no such fault' }, 400);
    standin.setFault(fault);
    announceChange();
    return json({ fault });
  });

  app.post('/links', async ({ req, json }) => {
    if (!links) return json({ error_message: 'links are off' }, 404);
    const body = await req.json().catch(() => undefined);
    try {
      const link = await createLink({
        publicUrl: links.publicUrl,
        secret: links.secrets[0]!,
        authId: ownField(body, 'auth_id') as string,
        businessId: standin.businessId,
        days: links.maxDays,
        language: ownField(body, 'language') as string | undefined,
      });
      return json({ link, star_links: withStars(link) });
    } catch (error) {
      return json({ error_message: (error as Error).message }, 400);
    }
  });

  app.post('/reset', ({ json }) => {
    standin.reset();
    onReset();
    announceChange();
    return json(state());
  });

  app.all('/*', ({ json }) => json({ error_message: 'not found' }, 404));

  return { app, close: () => closing.abort() };
}

/**
 * Tells whether a log line is about feedback. A browser sends no feedback after a refused preflight, so its line is the only
 * one. A request without `Origin` is no preflight: the form sends one to see whether the relay can be reached.
 */
function isAboutFeedback({ msg, outcome, origin }: LogLine): boolean {
  return msg === 'feedback' || (msg === 'request' && outcome === 'origin' && origin !== 'none');
}

/**
 * Tells whether a request comes from this machine and is meant for it. The host alone proves nothing, because another
 * machine can send any `Host`. The address alone proves nothing, because a page of another site can have a name that
 * leads here (DNS rebinding).
 */
function isFromThisMachine({ headers, socket }: HttpBindings['incoming']): boolean {
  const from = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const url = `http://${headers.host}`;
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return isLoopback(from.includes(':') ? `[${from}]` : from) && isLoopback(host);
}
