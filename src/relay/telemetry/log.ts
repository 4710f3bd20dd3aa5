/** Takes log lines; pino's loggers fit. Fields never hold the token, the `auth_id` or the comment. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Writes nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Describes an error by its name, its code and where it was thrown. Its message may quote what was sent. */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, message, stack = '' } = error;
  const { code } = error as { code?: unknown };
  const title = message === '' ? name : `${name}: ${message}`;
  return {
    name,
    ...(typeof code === 'string' && { code }),
    ...(stack.startsWith(title) && { at: stack.slice(title.length).trim().split('\n')[0] }),
  };
}
