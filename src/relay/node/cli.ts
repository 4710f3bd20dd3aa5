import { readFileSync } from 'node:fs';
import { describeWildcards } from '../config/allowed-origins.js';
import { ConfigError } from '../config/config-error.js';
import { configWarnings } from '../config/config-warnings.js';
import { HELP, readCommand } from './command.js';
import { runDoctor } from './doctor/run-doctor.js';
import { runLinkCommand } from './link-command.js';
import { readNodeConfig } from './read-node-config.js';
import { type RunningRelay, startRelay } from './start.js';
import { readPackageVersion } from './version.js';

/** How often a relay that npm started checks whether npm still runs, in milliseconds. */
const PARENT_CHECK_MS = 500;

/**
 * Runs the command `haptik-feedback-relay`.
 *
 * @returns its exit code, or `undefined` while the relay runs
 */
export async function runCommand(args: readonly string[]): Promise<number | undefined> {
  try {
    if (args[0] === 'link') {
      for (const line of await runLinkCommand(args.slice(1), process.env, readText)) printLine(line);
      return 0;
    }
    if (args[0] === 'doctor') return await runDoctor(args.slice(1), process.env, printLine);
    const command = readCommand(args);
    if (command.help) printLine(HELP.trimEnd());
    else if (command.version) printLine(readPackageVersion());
    else if (command.check) {
      const config = readNodeConfig(process.env, command.demo);
      for (const line of [...describeWildcards(config.allowedOrigins), ...configWarnings(config)]) printLine(line);
      printLine('The configuration is usable.');
    } else {
      const starting = startRelay({ ...command, print: printLine });
      followSignals(starting);
      await starting;
      return undefined;
    }
    return 0;
  } catch (error) {
    for (const line of explain(error)) process.stderr.write(`${line}\n`);
    return 1;
  }
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Explains why the relay did not start; throws any other error again. */
function explain(error: unknown): string[] {
  if (error instanceof ConfigError) {
    return [
      error.message,
      ...error.mistakes.map((mistake) => `- ${mistake}`),
      'Start it with --demo to try it without an account, or with --help to see every variable.',
    ];
  }
  if (error instanceof TypeError && !('code' in error)) return [`${error.message}. --help shows the options.`];
  const { code, port, message } = error as { code?: string; port?: number; message: string };
  if (code === 'EADDRINUSE') return [`Port ${port} is in use; set PORT to another one, as in PORT=8081.`];
  if (code === 'EACCES' && port !== undefined) {
    return [`Port ${port} may not be used here; set PORT to another one, as in PORT=8081.`];
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return ['HOST is not an address of this machine; set it to one, as in HOST=127.0.0.1.'];
  }
  if (code?.startsWith('ERR_PARSE_ARGS')) return [`${message.split('. ')[0]}. --help shows the options.`];
  throw error;
}

/**
 * Stops the relay at Ctrl-C and at a supervisor's SIGTERM; a second signal ends the process at once. At SIGHUP a relay with
 * secrets in files reads them again; any other one stops, because its terminal was closed.
 */
function followSignals(starting: Promise<RunningRelay>): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(0);
    isStopping = true;
    // When the start fails, `runCommand` reports it.
    starting
      .then((relay) => relay.stop())
      .then(
        () => process.exit(0),
        () => {},
      );
  };
  stopWithNpm(stop);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', () => {
    starting.then(
      ({ reloadSecrets = stop }) => reloadSecrets(),
      () => {},
    );
  });
}

/** Stops a relay that was started by npm or npx when that program has ended: npm does not pass SIGTERM on. */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_command === undefined) return;
  const { ppid } = process;
  const timer = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_MS);
  timer.unref();
}
