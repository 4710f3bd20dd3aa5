import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { buildIfStale } from './build-if-stale.mjs';
import { ENGINES, findOrInstallEngine } from './find-engines.mjs';

// `npm run test:engines`: tests the built browser files in Chromium, Firefox and WebKit, or in the engines that are named.

const ROOT = join(import.meta.dirname, '../..');

process.chdir(ROOT);
const names = process.argv.slice(2);
const unknown = names.filter((name) => !ENGINES.some((engine) => engine === name));
if (unknown.length > 0)
  end(`Unknown engine ${unknown.join(', ')}; give one of ${ENGINES.join(', ')}, or none for all.`);

const began = Date.now();
const engines = ENGINES.filter((name) => names.length === 0 || names.includes(name)).filter((name) => {
  try {
    const { path } = findOrInstallEngine(name, (line) => console.log(`  ${line}`));
    console.log(`  ${name}: ${path}`);
    return true;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    // On Linux all three can be installed; other systems may lack one.
    if (process.platform === 'linux') end(message);
    console.log(`  ${name} is not tested. ${message}`);
    return false;
  }
});
if (engines.length === 0) end('There is no engine to test.');

buildIfStale((line) => console.log(`  ${line}`));

const vitest = await startVitest('test', [], {
  config: 'test/engines/vitest.config.ts',
  project: [...engines],
  watch: false,
});
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const count = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state).length;
await vitest.close();
const isGood = count('failed') === 0 && count('passed') > 0 && !process.exitCode;
const left = ENGINES.filter((name) => !engines.includes(name));
console.log(
  `\n${isGood ? 'All tests passed' : 'Failed'} on ${engines.join(', ')} after ${((Date.now() - began) / 1000).toFixed(1)} s` +
    `${left.length > 0 ? `; not tested on ${left.join(', ')}` : ''}.`,
);
console.log(`${count('passed')} passed, ${count('failed')} failed`);
process.exit(isGood ? 0 : 1);

/**
 * @param {string} message
 * @returns {never}
 */
function end(message) {
  console.error(message);
  process.exit(1);
}
