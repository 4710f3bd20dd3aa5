#!/usr/bin/env node
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createStandin, isFault } from '../../standin/index.js';
import { ConfigError, type RelayConfig, readConfig } from '../config/config.js';
import { abandonedAfter, createRelay } from '../create-relay.js';
import { sharedTimeLimit } from '../haptik/time-limit.js';
import type { Hmac } from '../identity/identity.js';
import { memoryLimits } from '../limits/limiter.js';
import { askWithPool } from './ask-with-pool.js';
import { HELP, readCommand } from './command.js';
import { askStandin, createDemo, type DemoStandin } from './demo.js';
import { serveFiles } from './files.js';
import { createNodeLog } from './node-log.js';
import { isPlainPost, nodePost } from './node-post.js';
import { shareByRedis } from './redis.js';
import { listen } from './server.js';

/** How the Node entry runs a relay. */
export interface StartOptions {
  /** `process.env` by default. */
  environment?: Record<string, string | undefined> | undefined;
  /** True to run on a stand-in for Haptik instead of an account; it implies `playground`. `false` by default. */
  demo?: boolean | undefined;
  /** True to serve the playground at `/`, and to let its page post. `false` by default. */
  playground?: boolean | undefined;
  /** Where lines for people go; nowhere by default. The last of them is the relay's address. */
  print?: ((line: string) => void) | undefined;
}

export interface RunningRelay {
  /** Where it listens, with a final slash. */
  readonly url: string;
  /** Refuses new connections, finishes what is under way and closes, within 10 seconds. */
  stop(): Promise<void>;
}

const HERE = new URL('.', import.meta.url);
const EMBED_FOLDER = fileURLToPath(new URL('../embed/', HERE));
const PLAYGROUND_FOLDER = fileURLToPath(new URL('../playground/', HERE));

/** Browser files without a hash in their URL: fresh within the hour, and served stale while a newer one is fetched. */
const EMBED_CACHE = 'public, max-age=3600, stale-while-revalidate=86400';

/**
 * Starts the relay as a server.
 *
 * @throws ConfigError when the environment is not usable; an error with `code` `EADDRINUSE` when the port is taken
 *
 * @example
 * const relay = await startRelay({ print: console.log });
 * process.once('SIGTERM', () => relay.stop());
 */
export async function startRelay(options: StartOptions = {}): Promise<RunningRelay> {
  const { environment = process.env, demo: isDemo = false, print = () => {} } = options;
  const playground = options.playground === true || isDemo;
  const given = isDemo ? readDemoConfig(environment) : readNodeConfig(environment);
  const server = await listen(given.host, given.port);
  const { url, ownOrigins } = addressesOf(given.host, server.port);
  const config: RelayConfig = {
    ...given,
    allowedOrigins: playground ? [...new Set([...given.allowedOrigins, ...ownOrigins])] : given.allowedOrigins,
    allowMissingOrigin: isDemo,
  };

  const { log, close: closeLog } = createNodeLog(config.logLevel);
  const standin = isDemo ? createDemoStandin(config) : undefined;
  const pool = standin ? undefined : askWithPool(config);
  const shared =
    config.redisUrl === undefined
      ? undefined
      : await shareByRedis({
          redisUrl: config.redisUrl,
          secret: config.haptikToken,
          rateLimitPerMinute: config.rateLimitPerMinute,
          pendingMs: abandonedAfter(config),
          log,
        });
  let limits = shared?.limits ?? memoryLimits(config.rateLimitPerMinute);
  const renewLimits = () => {
    limits = memoryLimits(config.rateLimitPerMinute);
  };
  const demo = standin && createDemo({ standin, relayUrl: `${url}feedback`, ownOrigins, onReset: renewLimits });
  const relay = createRelay(config, {
    askHaptik: standin ? askStandin(config, standin) : pool!.askHaptik,
    limits: {
      address: { consume: (key) => limits.address.consume(key) },
      user: { consume: (key) => limits.user.consume(key) },
    },
    memory: shared?.memory,
    hmac: nodeHmac,
    timeLimit: sharedTimeLimit(config.upstreamTimeoutMs),
    log,
  });
  const embedFiles = serveFiles(EMBED_FOLDER, { cacheControl: EMBED_CACHE, shared: true });
  const playgroundFiles = playground && serveFiles(PLAYGROUND_FOLDER, { cacheControl: 'no-cache', shared: false });

  const answer = async (request: Request, incoming: IncomingMessage) => {
    const info = { clientAddress: incoming.socket.remoteAddress };
    const { pathname } = new URL(request.url);
    if (pathname === '/feedback' && standin?.fault === 'unreachable' && request.method === 'POST') {
      incoming.socket.destroy();
      return new Response();
    }
    if (playground && pathname.startsWith('/demo/')) {
      if (demo) return demo.fetch(request);
      if (pathname === '/demo/config') return Response.json({ demo: false });
    }
    const file =
      (await embedFiles(request, pathname)) ?? (playgroundFiles && (await playgroundFiles(request, pathname)));
    return file || relay.fetch(request, info);
  };
  server.answer(answer, (incoming) => {
    if (!isPlainPost(incoming) || standin?.fault === 'unreachable') return undefined;
    return relay.post(nodePost(incoming), { clientAddress: incoming.socket.remoteAddress });
  });

  if (isDemo) {
    print('Demo: feedback goes to a stand-in for Haptik in this process, and to no account.');
    print('The playground, with the stand-in to play with:');
  } else {
    if (config.identitySecrets.length === 0) {
      print("Warning: IDENTITY_SECRET is not set, so that anyone can give feedback in anyone's name.");
    }
    print(`Feedback goes to ${new URL(config.haptikUrl).origin}.`);
    print(playground ? 'The playground, against the real account:' : 'The relay and the browser files:');
  }
  print(url);

  return {
    url,
    async stop() {
      relay.stop();
      demo?.close();
      await server.stop();
      await pool?.close();
      shared?.close();
      closeLog();
    },
  };
}

/** Web Crypto takes a thread for each signature: on Node that costs more than all the rest of a request's checks. */
function nodeHmac(secret: string): Hmac {
  const key = createSecretKey(secret, 'utf8');
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

function readNodeConfig(environment: Record<string, string | undefined>): RelayConfig {
  return readConfig(environment, (path) => readFileSync(path, 'utf8'));
}

/** The demo's own account; whatever the environment says of a real one does not count. */
function readDemoConfig(environment: Record<string, string | undefined>): RelayConfig {
  const withoutAccount = Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('HAPTIK_')),
  );
  return readNodeConfig({
    ...withoutAccount,
    HAPTIK_BASE_URL: 'http://localhost',
    HAPTIK_TOKEN: randomBytes(24).toString('base64url'),
    HAPTIK_CLIENT_ID: 'demo',
    ALLOWED_ORIGINS: environment.ALLOWED_ORIGINS || 'http://localhost',
  });
}

function createDemoStandin({ haptikToken, haptikClientId }: RelayConfig): DemoStandin {
  const standin = createStandin({ token: haptikToken, clientId: haptikClientId });
  return {
    fetch: (request) => standin.fetch(request),
    received: standin.received,
    onReceived: (listener) => standin.onReceived(listener),
    get fault() {
      return standin.fault;
    },
    setFault(fault) {
      if (!isFault(fault)) return false;
      standin.setFault(fault);
      return true;
    },
    reset: () => standin.reset(),
    users: standin.users,
    businessId: standin.businessId,
  };
}

/** The page's address, and every origin that a browser on this machine may see it under. */
function addressesOf(host: string, port: number): { url: string; ownOrigins: string[] } {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const names = new Set([name, '127.0.0.1', 'localhost']);
  const url = new URL(`http://${name}:${port}/`);
  return { url: url.href, ownOrigins: [...names].map((own) => new URL(`http://${own}:${port}`).origin) };
}

/** The command `haptik-feedback-relay`; resolves with its exit code, or with nothing while the relay runs. */
async function main(args: readonly string[]): Promise<number | undefined> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const complain = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const command = readCommand(args);
    if (command.help) say(HELP.trimEnd());
    else if (command.version) say(readVersion());
    else if (command.check) {
      if (command.demo) readDemoConfig(process.env);
      else readNodeConfig(process.env);
      say('The configuration is usable.');
    } else {
      const relay = await startRelay({ ...command, print: say });
      stopOnSignals(relay);
      return undefined;
    }
    return 0;
  } catch (error) {
    const { code, port } = error as { code?: string; port?: number };
    if (error instanceof ConfigError) {
      complain(error.message);
      for (const mistake of error.mistakes) complain(`- ${mistake}`);
      complain('Start it with --demo to try it without an account, or with --help to see every variable.');
    } else if (code === 'EADDRINUSE') {
      complain(`Port ${port} is in use; set PORT to another one, as in PORT=8081.`);
    } else if (code === 'EACCES' && port !== undefined) {
      complain(`Port ${port} may not be used here; set PORT to another one, as in PORT=8081.`);
    } else if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      complain('HOST is not an address of this machine; set it to one, as in HOST=127.0.0.1.');
    } else if (code?.startsWith('ERR_PARSE_ARGS')) {
      complain(`${(error as Error).message.split('. ')[0]}. --help shows the options.`);
    } else throw error;
    return 1;
  }
}

/** Ctrl-C and a supervisor's SIGTERM stop the relay; a second signal does so at once. */
function stopOnSignals(relay: RunningRelay): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(0);
    stopping = true;
    relay.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', HERE), 'utf8')).version;
}

function isCommand(): boolean {
  const script = process.argv[1];
  try {
    return script !== undefined && pathToFileURL(realpathSync(script)).href === import.meta.url;
  } catch {
    return false;
  }
}

if (isCommand()) {
  const exitCode = await main(process.argv.slice(2));
  if (exitCode !== undefined) process.exitCode = exitCode;
}
