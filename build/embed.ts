import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EnvironmentOptions } from 'vite';

export const EMBED_FOLDER = 'dist/embed';

/** The name of a browser file. */
export const embedPath = (name: string) => `haptik-feedback${name}.js`;

/** The first browsers with `light-dark()`, which would otherwise be compiled to what a page cannot change. */
export const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

const TARGET = 'baseline-widely-available';

/** Scripts that a page includes: an older browser has to be able to read them, to see that it can do nothing. */
const SCRIPT_TARGET = 'es2020';

/** How one browser file is built: alone, with all it needs inside. */
export function embedFile(
  name: string,
  input: string | Record<string, string>,
  format: 'es' | 'iife',
): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: EMBED_FOLDER,
      emptyOutDir: false,
      copyPublicDir: false,
      target: format === 'iife' ? SCRIPT_TARGET : TARGET,
      cssTarget: CSS_TARGET,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        output: { format, entryFileNames: embedPath(name), ...(typeof input === 'string' && { codeSplitting: false }) },
        preserveEntrySignatures: format === 'es' ? 'strict' : false,
      },
    },
  };
}

/** The start of the hash of built files' content, by which the loader asks for just that build. */
export function versionOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('base64url').slice(0, 8);
}

/** A built file's hash, as the `integrity` attribute takes it. */
export function integrityOf(path: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
}
