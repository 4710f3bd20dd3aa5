import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Finds a Redis or Valkey server: the one that `REDIS_SERVER` names, then the system's, then Debian's package, which it
 * installs. Throws an error that says how to get one.
 */
function findRedisServer(): string {
  const candidates = [process.env.REDIS_SERVER, 'redis-server', 'valkey-server'].filter((name) => name !== undefined);
  const find = () => candidates.find((name) => spawnSync(name, ['--version']).status === 0);
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.warn('No Redis server was found for the tests; installing the package redis-server …');
    try {
      execFileSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
      execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'redis-server'], { stdio: 'inherit' });
    } catch {
      // The error below says what to do.
    }
  }
  const installed = find();
  if (installed) return installed;
  throw new Error(
    'These tests need a Redis or Valkey server, and none was found. Install one (Debian and Ubuntu: ' +
      '`apt-get install redis-server`; macOS: `brew install redis`), or set REDIS_SERVER to the path of one.',
  );
}

/** A Redis or Valkey server that a test can start, stop and break. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  /** Ends the server without warning, as a crash would. */
  kill(): Promise<void>;
  /** Sends the server a signal: `SIGSTOP` makes it hang, `SIGCONT` ends that. */
  signal(signal: NodeJS.Signals): void;
}

/**
 * Prepares a server on a free port that stores nothing on disk.
 *
 * @param options - further options of its command line
 */
export async function createRedisServer(options: readonly string[] = []): Promise<RedisServer> {
  const path = findRedisServer();
  const port = await findFreePort();
  let child: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async start() {
      const inMemory = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      // A configuration file must be the first argument.
      const file = options.filter((option, index) => index === 0 && !option.startsWith('--'));
      const started = spawn(path, [...file, ...inMemory, ...options.slice(file.length)]);
      child = started;
      await new Promise<void>((resolve, reject) => {
        let output = '';
        started.stdout.on('data', (chunk) => {
          output += chunk;
          if (/ready to accept connections|Sentinel ID is/i.test(output)) resolve();
        });
        started.once('close', () => reject(new Error(`The Redis server ended:\n${output}`)));
      });
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
    signal: (signal) => child!.kill(signal),
  };
}

/** Finds a port that nobody uses. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
