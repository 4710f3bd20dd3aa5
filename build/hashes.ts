import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Returns the version of built files: the start of the hash of their content. The loader adds it to the addresses of
 * files (`?v=…`), so that the browser does not use an older file from its cache.
 */
export function versionOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('base64url').slice(0, 8);
}

/** Returns a built file's hash in the form of a script tag's `integrity` attribute. */
export function integrityOf(path: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
}
