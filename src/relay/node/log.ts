import pino from 'pino';
import type { LogLevel } from '../config/relay-config.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

/** How many bytes of the log may wait for a reader of standard output. Further lines are dropped. */
const WAITING_MAX_BYTES = 256 * 1024;

/** How long a stop waits for a reader of standard output, in milliseconds. */
const CLOSE_MS = 500;

/** Ignores an error of a stream. Each failed write reports it as well. */
function ignoreError(): void {}

/** Writes a JSON line for each event to standard output. */
export interface NodeLog {
  log: Log;
  /** Waits until standard output has taken the waiting lines, for half a second at most. */
  close(): Promise<void>;
}

/**
 * Creates the log of the Node entry. A standard output that is full, closed or not read never stops the relay: lines are
 * dropped and counted, and standard error says so once.
 *
 * Pino's own destination is not used, because at exit it waits for standard output without a time limit.
 */
export function createNodeLog(level: LogLevel, metrics: Metrics): NodeLog {
  const { stdout, stderr } = process;
  let hasWarned = false;
  const drop = () => {
    metrics.count('droppedLogLines');
    if (hasWarned) return;
    hasWarned = true;
    stderr.write(
      'Standard output does not take the log: it is full, closed or not read. Lines are dropped, and counted in haptik_feedback_dropped_log_lines_total.\n',
    );
  };
  // Without a listener, an error of a stream ends the process. One listener is enough for all relays of the process.
  for (const stream of [stdout, stderr]) stream.off('error', ignoreError).on('error', ignoreError);
  const output = {
    write(line: string) {
      if (stdout.writableLength > WAITING_MAX_BYTES) drop();
      else stdout.write(line, (error) => error && drop());
    },
  };
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
        setTimeout(resolve, CLOSE_MS).unref();
        stdout.write('', () => resolve());
      }),
  };
}
