import type { Log } from '../telemetry/log.js';

/** A line of the log, as listeners get it. */
export interface LogLine {
  /** The time, as ISO 8601. */
  time: string;
  level: keyof Log;
  msg: string;
  [field: string]: unknown;
}

/** A log whose lines can be watched. */
export interface ObservedLog {
  log: Log;
  /** Calls the listener for each later line, also of levels that `LOG_LEVEL` hides. Returns a function that stops this. */
  onLine(listener: (line: LogLine) => void): () => void;
}

/** Passes every line on to a log and to listeners. */
export function observeLog(log: Log): ObservedLog {
  const listeners = new Set<(line: LogLine) => void>();
  const write = (level: keyof Log) => (fields: object, message: string) => {
    log[level](fields, message);
    if (listeners.size === 0) return;
    const line: LogLine = { level, time: new Date().toISOString(), ...fields, msg: message };
    for (const listener of listeners) listener(line);
  };
  return {
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
