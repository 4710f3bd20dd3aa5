import { fileURLToPath } from 'node:url';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { isLoopback } from '../../feedback/loopback.js';
import { createStandin, type Standin } from '../../standin/index.js';
import { configWarnings } from '../config/config-warnings.js';
import type { RelayConfig } from '../config/relay-config.js';
import { createRelay } from '../create-relay.js';
import { askWithFetch } from '../haptik/ask-with-fetch.js';
import { pathBelow } from '../http/path-below.js';
import { Metrics } from '../telemetry/metrics.js';
import { addressesOf } from './addresses.js';
import { createHandoverQueue } from './create-handover-queue.js';
import { createDemo } from './demo.js';
import { serveFiles } from './files.js';
import { createHaptikPool } from './haptik-pool.js';
import { createNodeLog } from './log.js';
import { observeLog } from './observe-log.js';
import { pageScriptUrl } from './page-script.js';
import { type Environment, hasOwnLinks, readNodeConfig } from './read-node-config.js';
import { SecretFiles } from './secret-files.js';
import { listen } from './server.js';
import { shareByRedis } from './share-by-redis.js';
import { readVersion } from './version.js';

/** Configures how the relay starts on Node. */
export interface StartOptions {
  /** `process.env` by default. */
  environment?: Environment | undefined;
  /** True to run on a stand-in for Haptik instead of an account. Implies `playground`. `false` by default. */
  demo?: boolean | undefined;
  /** True to let other machines read and change the demo. `false` by default. */
  demoPublic?: boolean | undefined;
  /** True to serve the playground at `/`, and to let its page post. `false` by default. */
  playground?: boolean | undefined;
  /** Prints a line for people; nothing by default. The last line is the relay's address. */
  print?: ((line: string) => void) | undefined;
}

/** A relay that listens. */
export interface RunningRelay {
  /** Where it listens, with a final slash. */
  readonly url: string;
  /** Reads the files with secrets again. Missing when there are none. */
  reloadSecrets?: () => void;
  /** After `SHUTDOWN_DELAY_MS`, refuses new connections, finishes answers and hand-overs under way and closes, within 13 seconds. */
  stop(): Promise<void>;
}

const EMBED_FOLDER = fileURLToPath(new URL('../embed/', import.meta.url));
const INTEGRITY_FILE = new URL('../embed/integrity.json', import.meta.url);
const PLAYGROUND_FOLDER = fileURLToPath(new URL('../playground/', import.meta.url));

/** Caches browser files without a hash in their URL for an hour. Then the old one is used while a new one is fetched. */
const EMBED_CACHE = 'public, max-age=3600, stale-while-revalidate=86400';

/**
 * Starts the relay as a server.
 *
 * @throws ConfigError when the environment is not usable; an error with `code` `EADDRINUSE` when the port is in use
 *
 * @example
 * const relay = await startRelay({ print: console.log });
 * process.once('SIGTERM', () => relay.stop());
 */
export async function startRelay(options: StartOptions = {}): Promise<RunningRelay> {
  const { environment = process.env, demo: isDemo = false, demoPublic: isPublic = false } = options;
  const { playground = isDemo, print = () => {} } = options;
  const files = new SecretFiles();
  const read = readNodeConfig(environment, isDemo, files);
  const server = await listen(read.host, read.port);
  const { url, ownOrigins } = addressesOf(read.host, server.port, read.basePath);
  if (isDemo && read.links && !hasOwnLinks(environment)) read.links.publicUrl = url.slice(0, -1);
  const pageOrigins = playground ? ownOrigins : [];
  const config: RelayConfig = {
    ...read,
    allowedOrigins: [...new Set([...read.allowedOrigins, ...pageOrigins])],
    allowLoopbackOrigins: isDemo,
    allowMissingOrigin: isDemo,
  };
  // The relay takes its secrets from this object for each request.
  const reloadSecrets = () => {
    const { allowedOrigins, allowMissingOrigin, links, handover, notify } = config;
    const next = files.readAgain(() => readNodeConfig(environment, isDemo, files), log);
    if (!next) return;
    if (links) Object.assign(links, next.links);
    if (handover) Object.assign(handover, next.handover);
    if (notify) Object.assign(notify, next.notify);
    Object.assign(config, next, { allowedOrigins, allowMissingOrigin, links, handover, notify });
    const address = shared?.changeAccount(config);
    if (address) queue?.changeAccount?.(address);
  };

  const metrics = new Metrics();
  const { log: nodeLog, close: closeLog } = createNodeLog(config.logLevel, metrics);
  const { log, onLine } = observeLog(nodeLog);
  const shared =
    config.redisUrl === undefined ? undefined : await shareByRedis(config.redisUrl, config, { log, metrics });
  const standin = isDemo ? createStandin({ token: config.haptikToken, clientId: config.haptikClientId }) : undefined;
  const pool = standin ? undefined : createHaptikPool(config);
  const queue = await createHandoverQueue(config, { log, metrics });
  const createNodeRelay = () =>
    createRelay(config, {
      askHaptik: standin ? askWithFetch(config, (request) => standin.fetch(request)) : pool!.askHaptik,
      limits: shared?.limits,
      submissionStore: shared?.submissionStore,
      failingServices: () => (shared && !shared.isWorking() ? ['redis'] : []),
      usedLinks: shared?.usedLinks,
      handoverQueue: queue,
      pageScript: pageScriptUrl(EMBED_FOLDER),
      log,
      // The greeting prints them.
      logsWarnings: false,
      metrics,
    });
  let relay = createNodeRelay();
  const onReset = () => {
    relay = createNodeRelay();
  };
  const demo =
    standin &&
    createDemo({
      standin,
      links: config.links,
      relayUrl: `${url}feedback`,
      ownOrigins: config.allowedOrigins,
      isPublic,
      onReset,
      onLogLine: onLine,
    });

  const getPath = pathBelow(config.basePath ?? '');
  const app = new Hono<{ Bindings: HttpBindings }>({
    getPath: (request, options) => getPath(request, { env: { sentTarget: options?.env?.incoming.url } }),
  });
  if (standin) app.post('/feedback', cutConnectionWhenUnreachable(standin));
  if (demo) app.route('/', demo.app);
  else if (playground) app.get('/demo/config', ({ json }) => json({ demo: false }));
  const version = readVersion(INTEGRITY_FILE);
  app.get('/version.json', (context) =>
    context.json(version, 200, { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }),
  );
  app.use(serveFiles(EMBED_FOLDER, { cacheControl: EMBED_CACHE, isShared: true }));
  if (playground) app.use(serveFiles(PLAYGROUND_FOLDER, { cacheControl: 'no-cache', isShared: false }));
  // Each answer has its own nonce, so it is compressed for each request. Workers and Deno compress by themselves.
  app.get('/rate', compress());
  app.all('*', ({ req, env: { incoming } }) =>
    relay.fetch(req.raw, { clientAddress: incoming.socket.remoteAddress, sentTarget: incoming.url }),
  );
  server.setHandler(app.fetch);

  for (const line of greeting(config, isDemo, isPublic, playground)) print(line);
  print(url);
  if (!isDemo) files.watch(reloadSecrets);

  return {
    url,
    ...(files.isUsed && !isDemo && { reloadSecrets }),
    async stop() {
      files.close();
      relay.stop();
      // A load balancer sends requests until it notices that the relay is stopping.
      await new Promise((resolve) => setTimeout(resolve, config.shutdownDelayMs));
      demo?.close();
      await server.stop();
      await queue?.close();
      await pool?.close();
      shared?.close();
      await closeLog();
    },
  };
}

/** Lets the browser see the stand-in's fault `unreachable` as a lost connection. */
function cutConnectionWhenUnreachable(standin: Standin) {
  return async ({ env }: { env: HttpBindings }, next: () => Promise<void>): Promise<Response | undefined> => {
    if (standin.fault !== 'unreachable') {
      await next();
      return undefined;
    }
    env.incoming.socket.destroy();
    return new Response();
  };
}

function demoWarnings({ host }: RelayConfig, isPublic: boolean): string[] {
  if (isPublic) return ['Warning: everybody who reaches this machine can read and change the demo.'];
  return isLoopback(host.includes(':') ? `[${host}]` : host)
    ? []
    : ['Warning: the demo answers only this machine. --demo-public opens it to everybody who reaches this machine.'];
}

function greeting(config: RelayConfig, isDemo: boolean, isPublic: boolean, playground: boolean): string[] {
  if (isDemo) {
    return [
      'Demo: feedback goes to a stand-in for Haptik in this process, and to no account.',
      ...demoWarnings(config, isPublic),
      'The playground, with the stand-in to play with:',
    ];
  }
  return [
    ...configWarnings(config).map((warning) => `Warning: ${warning}`),
    `Feedback goes to ${new URL(config.haptikUrl).origin}.`,
    playground ? 'The playground, against the real account:' : 'The relay and the browser files:',
  ];
}
