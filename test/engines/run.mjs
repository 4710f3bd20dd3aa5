import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { ENGINES, findOrInstallEngine } from './find-engines.mjs';

// `npm run test:engines`: tests the built browser files in Chromium, Firefox and WebKit, or in the engines that are named.

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'build', 'vite.config.ts', 'package-lock.json'];
/** The file that the build writes last. */
const BUILT = 'dist/relay/node.js';

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

if (isStale()) {
  console.log('  building the browser files and the relay …');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'error'];
  const { status, stdout, stderr } = spawnSync(process.execPath, vite, { encoding: 'utf8' });
  if (status !== 0) end(`${stdout}${stderr}`);
}

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

/** Tells whether a source of the build is newer than its last file. */
function isStale() {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES.some((source) => newest(source) > built);
}

/**
 * @param {string} path
 * @returns {number} when the file, or the newest file of the folder, was changed
 */
function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newest(join(path, name))));
}

/**
 * @param {string} message
 * @returns {never}
 */
function end(message) {
  console.error(message);
  process.exit(1);
}
