import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EnvironmentOptions } from 'vite';

export const EMBED_FOLDER = 'dist/embed';

/** Baseline Widely Available; CSS that it knows is left as it is written. */
const TARGET = 'baseline-widely-available';

/** How one browser file is built: alone, with all it needs inside. */
export function embedFile(name: string, input: string, format: 'es' | 'iife'): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: EMBED_FOLDER,
      emptyOutDir: false,
      copyPublicDir: false,
      target: TARGET,
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input,
        output: { format, entryFileNames: `haptik-feedback${name}.js`, codeSplitting: false },
        preserveEntrySignatures: format === 'es' ? 'strict' : false,
      },
    },
  };
}

/** The start of the hash of a built file's content, by which the loader asks for just that build. */
export function versionOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 8);
}

/** A built file's hash, as the `integrity` attribute takes it. */
export function integrityOf(path: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
}
