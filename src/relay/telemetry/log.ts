/** Writes log lines. A pino logger is one. Fields never contain the token, the `auth_id` or the comment. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Writes nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Describes an error by its name, its code and where it was thrown, not by its message, which may quote feedback. */
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
