import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BuiltRelay } from './build-relay.js';

/** A relay that runs as a process. */
export interface RelayProcess {
  /** Where it listens, with a final slash. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Returns everything written to standard output and standard error. */
  output(): string;
  /** Resolves when the output contains the text. */
  waitForOutput(text: string): Promise<void>;
  /** Sends a signal and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs the built relay as a process, without this process's environment. */
export async function runRelay(
  relay: BuiltRelay,
  environment: Record<string, string>,
  args: readonly string[] = [],
): Promise<RelayProcess> {
  const child = spawn(process.execPath, [join(relay.folder, 'node.js'), ...args], {
    env: { PORT: '0', ...environment },
    cwd: relay.folder,
  });
  return watchProcess(child, /^(http:\/\/\S+\/)$/m);
}

/** Runs the command until it exits. */
export async function runToEnd(
  relay: BuiltRelay,
  environment: Record<string, string>,
  args: readonly string[] = [],
): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [join(relay.folder, 'node.js'), ...args], { env: environment });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [exitCode] = await once(child, 'close');
  return { exitCode, stdout, stderr };
}

/** Waits until a process prints the address that it listens on. */
export async function watchProcess(child: ChildProcess, address: RegExp): Promise<RelayProcess> {
  let output = '';
  const waiting = new Set<() => void>();
  const keepOutput = (chunk: Buffer) => {
    output += chunk;
    for (const check of waiting) check();
  };
  child.stdout?.on('data', keepOutput);
  child.stderr?.on('data', keepOutput);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!isThere()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
      ended.then((code) => reject(new Error(`The process ended with ${code}:\n${output}`)));
    });
  await until(() => address.test(output));
  return {
    url: address.exec(output)![1]!,
    process: child,
    output: () => output,
    waitForOutput: (text) => until(() => output.includes(text)),
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
