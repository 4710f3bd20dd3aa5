import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';
import { checkBudgets } from './build/budgets.ts';
import { CSS_TARGET, EMBED_FOLDER, embedFile, embedPath, versionOf } from './build/embed.ts';
import { completePackage, packageModules } from './build/package.ts';
import { relayEnvironments } from './build/relay.ts';
import { printSnippets } from './build/snippets.ts';
import { LOCALES } from './src/messages/locale.ts';

const at = (path: string) => resolve(import.meta.dirname, path);

/** The files that others fetch. */
const FETCHED = {
  FORM: ['.form'],
  PANEL: ['.panel'],
  TRANSPORT: ['.transport'],
  LOCALE: LOCALES.map((locale) => `.locale.${locale}`),
};

/** Tells what fetches the files of this build which versions they have. */
const fileVersions: Plugin = {
  name: 'file-versions',
  applyToEnvironment: ({ name }) => name === 'loader' || name === 'withForm',
  transform(code, id) {
    if (!id.endsWith('/fetched-files.ts')) return null;
    const folder = at(this.environment.config.build.outDir);
    const constants: Record<string, unknown> = { LOCALES };
    for (const [kind, names] of Object.entries(FETCHED)) {
      constants[`${kind}_VERSION`] = versionOf(names.map((name) => join(folder, embedPath(name))));
    }
    return code
      .replace(/^declare .+/gm, '')
      .replace(/\b([A-Z]+_VERSION|LOCALES)\b/g, (name) => JSON.stringify(constants[name]));
  },
};

/**
 * The browser files hold signals without what has every component follow them, as theirs do so by themselves, and no
 * second way to make elements.
 */
const leanPreact: Plugin = {
  name: 'lean-preact',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => ['form', 'withForm', 'standalone'].includes(name),
  async resolveId(source, importer) {
    if (source === 'preact/jsx-runtime') return at('src/widget/jsx-runtime.ts');
    if (source !== '@preact/signals') return null;
    const whole = await this.resolve(source, importer, { skipSelf: true });
    return this.resolve('@preact/signals-core', whole!.id, { skipSelf: true });
  },
};

const PRIVATE_NAME = /(?<=[\s.])#[a-z]\w*/g;

/**
 * The browser files hold ky without what reports how many bytes have come or gone, which nobody asks it for; and its
 * private names are plain short ones, which scripts for older browsers need not spell out.
 */
const leanKy: Plugin = {
  name: 'lean-ky',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'transport' || name === 'standalone',
  transform(code, id) {
    if (!id.includes('/ky/distribution/')) return null;
    if (id.endsWith('/utils/body.js')) {
      return 'export const streamRequest = (request) => request;\nexport const streamResponse = (response) => response;';
    }
    const names = [...new Set(code.match(PRIVATE_NAME))];
    return code.replace(PRIVATE_NAME, (name) => `_${names.indexOf(name).toString(36)}`);
  },
};

/** The stylesheet's private properties, which no other file reads, get short names. */
const shortProperties: Plugin = {
  name: 'short-properties',
  enforce: 'post',
  applyToEnvironment: ({ config }) => config.build.outDir === EMBED_FOLDER,
  transform(code, id) {
    if (!id.endsWith('.css?inline')) return null;
    const names = [...new Set(code.match(/--_[\w-]+/g))];
    return code.replace(/--_[\w-]+/g, (name) => `--_${names.indexOf(name).toString(36)}`);
  },
};

/** What one minifier leaves of a browser file, another takes: more than one percent of its compressed bytes. */
const minifyTwice: Plugin = {
  name: 'minify-twice',
  applyToEnvironment: ({ config }) => config.build.outDir === EMBED_FOLDER,
  async generateBundle({ format }, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const { code } = await minify(file.code, { module: format === 'es', ecma: 2020, compress: { passes: 3 } });
      file.code = code!;
    }
  },
};

export default defineConfig({
  base: './',
  // `npm run dev` beside a second `npm start`, which takes its own page alone.
  server: {
    proxy: Object.fromEntries(
      ['/feedback', '/demo'].map((path) => [
        path,
        { target: 'http://127.0.0.1:8080', headers: { origin: 'http://127.0.0.1:8080' } },
      ]),
    ),
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [fileVersions, leanPreact, leanKy, shortProperties, minifyTwice],
  build: {
    outDir: 'dist/playground',
    target: 'baseline-widely-available',
    cssTarget: CSS_TARGET,
    reportCompressedSize: false,
  },
  environments: {
    form: embedFile('.form', at('src/embed/element/form.tsx'), 'es'),
    panel: embedFile('.panel', at('src/embed/element/panel.ts'), 'es'),
    transport: embedFile('.transport', at('src/embed/host/sending.ts'), 'es'),
    locales: embedFile(
      '.locale.[name]',
      Object.fromEntries(LOCALES.map((tag) => [tag, at(`src/messages/${tag}.ts`)])),
      'es',
    ),
    loader: embedFile('', at('src/embed/script/loader.ts'), 'iife'),
    withForm: embedFile('.with-form', at('src/embed/script/with-form.ts'), 'iife'),
    standalone: embedFile('.standalone', at('src/embed/script/standalone.ts'), 'iife'),
    package: packageModules({
      index: at('src/index.ts'),
      element: at('src/embed/package/element.ts'),
      'jsx/preact': at('src/embed/jsx/preact.ts'),
      'jsx/react': at('src/embed/jsx/react.ts'),
      ...Object.fromEntries(['en', ...LOCALES].map((tag) => [`locales/${tag}`, at(`src/messages/${tag}.ts`)])),
    }),
    ...relayEnvironments(),
  },
  builder: {
    async buildApp(builder) {
      for (const folder of [EMBED_FOLDER, 'dist/relay']) rmSync(at(folder), { recursive: true, force: true });
      // What fetches others comes after them, as it knows their versions.
      const names = [
        'form',
        'panel',
        'transport',
        'locales',
        'loader',
        'withForm',
        'standalone',
        'package',
        'client',
        'relay',
        'relayNode',
      ];
      for (const name of names) await builder.build(builder.environments[name]!);
      completePackage(import.meta.dirname);
      printSnippets(at(EMBED_FOLDER));
      checkBudgets(
        ['', '.with-form', '.standalone', ...Object.values(FETCHED).flat()].map((name) =>
          at(join(EMBED_FOLDER, embedPath(name))),
        ),
      );
    },
  },
});
