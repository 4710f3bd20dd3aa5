import pino from 'pino';
import type { LogLevel } from '../config/config.js';
import type { Log } from '../telemetry/log.js';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Bytes of log lines that are gathered before they are written, and the milliseconds that they wait at most. */
const GATHERED_BYTES = 4096;
const GATHERED_MS = 100;

/** The time as a line has it; it is written anew only where it has changed. */
let writtenAt = 0;
let written = '';
function timestamp(): string {
  const now = Date.now();
  if (now === writtenAt) return written;
  writtenAt = now;
  written = `,"time":"${new Date(now).toISOString()}"`;
  return written;
}

/** One JSON line for each event on standard output; `close` writes what is gathered. */
export function createNodeLog(level: LogLevel): { log: Log; close: () => void } {
  // Written line by line, a busy relay would spend more on its log than on its checks.
  const output = pino.destination({ fd: 1, sync: true, minLength: GATHERED_BYTES, periodicFlush: GATHERED_MS });
  const flush = () => output.flushSync();
  process.on('exit', flush);
  const lowest = LEVELS.indexOf(level);
  const writer = (name: Exclude<LogLevel, 'silent'>): Log['info'] => {
    if (LEVELS.indexOf(name) < lowest) return () => {};
    const start = `{"level":"${name}"`;
    return (fields, message) => {
      // Put together by hand, as a copy of the fields would cost as much as the rest.
      const given = JSON.stringify(fields).slice(1, -1);
      output.write(`${start}${timestamp()},${given}${given && ','}"msg":${JSON.stringify(message)}}\n`);
    };
  };
  const log: Log = { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
  return {
    log,
    close() {
      process.off('exit', flush);
      output.end();
    },
  };
}
