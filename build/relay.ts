import { resolve } from 'node:path';
import type { EnvironmentOptions } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, '../src/relay', path);

/**
 * Configures the builds of the relay. Each bundle contains every dependency, so that a site that imports the component
 * installs no server. Node has its own bundle, because other runtimes do not have its modules.
 */
export function relayEnvironments(outDir = 'dist/relay'): { relay: EnvironmentOptions; relayNode: EnvironmentOptions } {
  const bundle = (input: Record<string, string>, platform: 'node' | 'neutral'): EnvironmentOptions => ({
    consumer: 'server',
    resolve: { noExternal: true },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node20.19',
      copyPublicDir: false,
      minify: false,
      sourcemap: 'hidden',
      rolldownOptions: {
        platform,
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
  return {
    relay: bundle({ index: at('index.ts'), worker: at('worker.ts') }, 'neutral'),
    relayNode: bundle({ node: at('node/index.ts') }, 'node'),
  };
}
