import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findHeadlessChromium } from '../browser/find-browser.mjs';

/** The tests of the folder that is mutated. */
const include = [process.env.MUTANT_TESTS ?? 'test/feedback/**/*.test.ts'];
const executablePath = findHeadlessChromium();

const units = defineConfig({
  test: {
    environment: 'node',
    include,
    // Many mutants make a test wait for ever. This ends the test sooner.
    testTimeout: 3000,
  },
});

/** Runs the tests of components in a browser, as the configuration of all tests does. */
const components = defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { '@preact/signals': '@preact/signals-core' } },
  // Vite would find these during a test, and load the page again.
  optimizeDeps: {
    include: ['@testing-library/preact', 'preact', 'preact/jsx-dev-runtime', 'preact-render-to-string', 'ky'],
  },
  test: {
    include,
    browser: {
      enabled: true,
      headless: true,
      provider: playwright({
        launchOptions: { ...(executablePath && { executablePath }), args: chromiumArguments() },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});

export default include[0]?.endsWith('.tsx') ? components : units;
