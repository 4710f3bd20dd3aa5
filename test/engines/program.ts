import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A program that runs beside the tests; it is killed when they end. */
export interface Program {
  readonly child: ChildProcess;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
  /** Kills it, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** Starts a program that does not outlive the tests. */
export function startProgram(path: string, args: readonly string[], options: SpawnOptions): Program {
  const child = spawn(path, args, options);
  const ended = once(child, 'close');
  const kill = () => void child.kill();
  process.once('exit', kill);
  ended.finally(() => process.off('exit', kill)).catch(() => {});
  return {
    child,
    ended,
    async stop() {
      kill();
      await ended;
    },
  };
}
