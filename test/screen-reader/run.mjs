import { startVitest } from 'vitest/node';
import { buildIfStale } from '../engines/build-if-stale.mjs';
import { findOrInstallEngine } from '../engines/find-engines.mjs';
import { findOrInstallScreenReader } from './find-programs.mjs';

// `npm run test:screen-reader`: compares what Orca says in Firefox and Chromium with the expected transcripts.
// `-- --update` records the transcripts again; `-- firefox` and `-- -t NAME` run a part. Where the screen reader cannot be
// installed the tests are skipped; with `--required`, or CI=true, they fail.

const BROWSERS = /** @type {const} */ (['firefox', 'chromium']);

const args = process.argv.slice(2);
const named = BROWSERS.filter((name) => args.includes(name));
const browsers = named.length > 0 ? named : [...BROWSERS];
const pattern = args.includes('-t') ? args[args.indexOf('-t') + 1] : undefined;
const report = (/** @type {string} */ line) => console.log(`  ${line}`);
const began = Date.now();

try {
  findOrInstallScreenReader(report);
  for (const name of browsers) findOrInstallEngine(name, report);
} catch (error) {
  const { message } = /** @type {Error} */ (error);
  if (process.env.CI === 'true' || args.includes('--required')) {
    console.error(message);
    process.exit(1);
  }
  console.warn(`Skipped: the tests with a screen reader. ${message}`);
  process.exit(0);
}
buildIfStale(report);

if (args.includes('--update')) process.env.UPDATE_TRANSCRIPTS = 'true';
const vitest = await startVitest('test', [], {
  config: 'test/screen-reader/vitest.config.ts',
  project: browsers,
  watch: false,
  // Both browsers run at the same time, even on two cores, because a screen reader mostly waits.
  maxWorkers: BROWSERS.length,
  ...(pattern && { testNamePattern: pattern }),
});
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const count = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state).length;
await vitest.close();
const isGood = count('failed') === 0 && count('passed') > 0 && !process.exitCode;
console.log(`\n${isGood ? 'All tests passed' : 'Failed'} after ${((Date.now() - began) / 1000).toFixed(1)} s.`);
console.log(`${count('passed')} passed, ${count('failed')} failed`);
process.exit(isGood ? 0 : 1);
