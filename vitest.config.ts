import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { leanKy } from './build/plugins/lean-ky.ts';
import { chromiumArguments, findHeadlessChromium } from './test/browser/find-browser.mjs';

const COMPONENT_TESTS = 'test/{widget,embed}/**/*.test.tsx';
const BUILT_TESTS = 'test/browser/**/*.test.ts';
const SIMULATION_TESTS = 'test/simulation/**/*.test.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Vitest leaves one processor free by default; browser tests spend much of their time waiting.
    maxWorkers: availableParallelism(),
    slowTestThreshold: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', BUILT_TESTS, SIMULATION_TESTS],
          // A process for each of more than 100 files costs more than its tests.
          isolate: false,
          setupFiles: ['test/restore-globals.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          environment: 'node',
          include: [SIMULATION_TESTS],
        },
      },
      {
        extends: true,
        // Tests the transport again, with the reduced ky of the browser files.
        plugins: [leanKy()],
        test: {
          name: 'lean-ky',
          environment: 'node',
          include: ['test/transport/{transport,keepalive}.test.ts'],
          server: { deps: { inline: ['ky'] } },
        },
      },
      {
        extends: true,
        // The browser files do the same (build/plugins/lean-preact.ts): components do not re-render by themselves when a
        // signal changes.
        resolve: { alias: { '@preact/signals': '@preact/signals-core' } },
        test: {
          name: 'component',
          include: [COMPONENT_TESTS],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findHeadlessChromium(), args: chromiumArguments() },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'built',
          environment: 'node',
          include: [BUILT_TESTS],
          // Test files share the modules of their worker, and thus its browser.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // On a busy machine a test can fail because of a race in the test itself. `npm test` names each test that needed a
          // second try.
          retry: 1,
        },
      },
    ],
  },
});
