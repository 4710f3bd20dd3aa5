import pino from 'pino';
import type { LogLevel } from '../config/relay-config.js';
import type { Log } from '../telemetry/log.js';

/** Writes a JSON line for each event to standard output. */
export interface NodeLog {
  log: Log;
  /** Writes the lines that wait, then resolves. */
  close(): Promise<void>;
}

/** Creates the log of the Node entry. Lines are written without blocking; those that wait are written at exit. */
export function createNodeLog(level: LogLevel): NodeLog {
  const output = pino.destination({ fd: 1, sync: false });
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    output,
  );
  return {
    log,
    close: () =>
      new Promise((resolve) => {
        output.once('close', resolve);
        output.end();
      }),
  };
}
