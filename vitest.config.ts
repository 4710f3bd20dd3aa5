import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from './test/browser/find-browser.mjs';

const BROWSER_TESTS = 'test/{widget,embed}/**/*.test.tsx';
const BUILT_TESTS = 'test/browser/**/*.test.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    slowTestThreshold: 30_000,
    projects: [
      {
        extends: true,
        test: { name: 'unit', environment: 'node', include: ['test/**/*.test.ts'], exclude: [BUILT_TESTS] },
      },
      {
        extends: true,
        // As in the browser files, where no component follows signals by itself.
        resolve: { alias: { '@preact/signals': '@preact/signals-core' } },
        test: {
          name: 'component',
          include: [BROWSER_TESTS],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: findChromium(), args: chromiumArguments() } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: { name: 'built', environment: 'node', include: [BUILT_TESTS], testTimeout: 30_000, hookTimeout: 60_000 },
      },
    ],
  },
});
