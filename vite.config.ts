import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { checkBudgets } from './build/budgets.ts';
import { EMBED_FOLDER, embedFile, integrityOf, versionOf } from './build/embed.ts';

const at = (path: string) => resolve(import.meta.dirname, path);
const embed = (name: string) => join(EMBED_FOLDER, `haptik-feedback${name}.js`);

/** The files that the loader fetches: built before it, so that it knows their versions. */
const FETCHED = ['form', 'transport'];

/** Tells the loader which build of each file is its own. */
const fileVersions: Plugin = {
  name: 'file-versions',
  applyToEnvironment: ({ name }) => name === 'loader',
  transform(code) {
    if (!code.includes('FILE_VERSIONS')) return null;
    const versions = Object.fromEntries(FETCHED.map((name) => [name, versionOf(at(embed(`.${name}`)))]));
    return code.replace('FILE_VERSIONS[', `${JSON.stringify(versions)}[`);
  },
};

export default defineConfig({
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [fileVersions],
  build: { outDir: 'dist/playground', target: 'baseline-widely-available', reportCompressedSize: false },
  environments: {
    form: embedFile('.form', at('src/embed/form.tsx'), 'es'),
    transport: embedFile('.transport', at('src/transport/transport.ts'), 'es'),
    loader: embedFile('', at('src/embed/loader.ts'), 'iife'),
    standalone: embedFile('.standalone', at('src/embed/standalone.ts'), 'iife'),
    relay: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        outDir: 'dist/relay',
        target: 'node20.19',
        copyPublicDir: false,
        minify: false,
        rolldownOptions: {
          input: { index: at('src/relay/index.ts'), node: at('src/relay/node.ts'), worker: at('src/relay/worker.ts') },
          output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      rmSync(at(EMBED_FOLDER), { recursive: true, force: true });
      const names = ['form', 'transport', 'loader', 'standalone', 'client', 'relay'];
      for (const name of names) await builder.build(builder.environments[name]!);
      checkBudgets(['', ...FETCHED.map((name) => `.${name}`), '.standalone'].map((name) => at(embed(name))));
    },
  },
});
