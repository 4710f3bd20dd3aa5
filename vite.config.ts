import { defineConfig, type Plugin } from 'vite';
import {
  BROWSER_ENVIRONMENTS,
  type BrowserEnvironment,
  browserEnvironments,
  CSS_TARGET,
  fetchedFilesConstants,
  pageFilesConstants,
} from './build/browser-files.ts';
import { buildAll } from './build/build-all.ts';
import { listPackages, noticesComment } from './build/notices.ts';
import { packageEnvironment } from './build/package.ts';
import { fileVersions } from './build/plugins/file-versions.ts';
import { firstStyles } from './build/plugins/first-styles.ts';
import { leanKy } from './build/plugins/lean-ky.ts';
import { leanPreact } from './build/plugins/lean-preact.ts';
import { legacyPageStyles, legacyStyles } from './build/plugins/legacy-styles.ts';
import { minifyTwice } from './build/plugins/minify-twice.ts';
import { nativeGlobals } from './build/plugins/native-globals.ts';
import { reactExample } from './build/plugins/react-example.ts';
import { renderShell, shellMarkup } from './build/plugins/shell-markup.ts';
import { relayEnvironments } from './build/relay.ts';

/** The relay that `npm start` runs. It accepts only its own origin, so the proxy sends that one. */
const RELAY = 'http://127.0.0.1:8080';
const toRelay = { target: RELAY, headers: { origin: RELAY } };

/** Applies a plugin only in these environments. */
const only = (names: readonly (BrowserEnvironment | 'client' | 'package')[], plugin: Plugin): Plugin => ({
  ...plugin,
  applyToEnvironment: ({ name }) => names.includes(name as BrowserEnvironment),
});

export default defineConfig({
  base: './',
  server: { proxy: { '/feedback': toRelay, '/demo': toRelay } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [
    only(['loader', 'inline'], fileVersions('/script/fetched-files.ts', fetchedFilesConstants)),
    only(['page'], fileVersions('/page/page-files.ts', pageFilesConstants)),
    only(['form', 'standalone', 'page'], leanPreact()),
    only(['shell', 'inline'], shellMarkup(renderShell)),
    only(
      ['shell', 'inline'],
      firstStyles(async () => (await renderShell()).classes),
    ),
    only(['transport', 'standalone'], leanKy()),
    only(['transport', 'standalone'], nativeGlobals(import.meta.dirname)),
    only(['legacy', 'standalone', 'package', 'client'], legacyStyles(import.meta.dirname)),
    only(['page'], legacyPageStyles(import.meta.dirname)),
    only(['client'], reactExample()),
    only(BROWSER_ENVIRONMENTS, minifyTwice(noticesComment)),
    listPackages(),
  ],
  build: {
    outDir: 'dist/playground',
    target: 'baseline-widely-available',
    cssTarget: CSS_TARGET,
    reportCompressedSize: false,
  },
  environments: { ...browserEnvironments(), package: packageEnvironment(), ...relayEnvironments() },
  builder: { buildApp: buildAll },
});
