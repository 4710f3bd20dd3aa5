import type { LogLevel } from '../config/relay-config.js';
import type { Log } from './log.js';

/** Creates a log that writes JSON lines to the console, which is the log on Workers. */
export function createConsoleLog(level: LogLevel): Log {
  const levels = ['debug', 'info', 'warn', 'error'] as const;
  const lowest = level === 'silent' ? levels.length : levels.indexOf(level);
  const writer = (name: (typeof levels)[number]) => (fields: object, msg: string) => {
    const rank = levels.indexOf(name);
    if (rank < lowest) return;
    const line = JSON.stringify({ level: name, ...fields, msg });
    if (rank >= levels.indexOf('warn')) console.error(line);
    // biome-ignore lint/suspicious/noConsole: lines below a warning belong to the same log
    else console.log(line);
  };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}
