import type { EnvironmentReader } from './environment-reader.js';

/** Reads `BASE_PATH`, without its final slash; empty for the root. */
export function readBasePath(reader: EnvironmentReader): string {
  const value = reader.text('BASE_PATH') ?? '/';
  const path = value.endsWith('/') ? value.slice(0, -1) : value;
  const isPath = /^(\/[\w~.-]+)*$/.test(path) && !path.split('/').some((segment) => /^\.+$/.test(segment));
  if (!isPath) {
    reader.mistakes.push('BASE_PATH must be a path of letters, digits, ".", "_", "~" and "-", as in /feedback-widget');
  }
  return isPath ? path : '';
}
