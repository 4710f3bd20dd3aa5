import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallChromium } from './browser/find-browser.mjs';

// `npm test`: everything that has to hold before a change is good, one step after another, and a summary.

const REPORT = join(tmpdir(), `haptik-feedback-tests-${process.pid}.json`);
const bin = (/** @type {string} */ path) => [process.execPath, join('node_modules', path)];

const STEPS = [
  { name: 'types', command: bin('typescript/bin/tsc') },
  { name: 'lint, format and layout', command: [...bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'] },
  { name: 'unused code and dependencies', command: bin('knip/bin/knip.js') },
  { name: 'build, within its budgets', command: [...bin('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'error'] },
  {
    name: 'tests: units, components in a browser, built files end to end',
    command: [
      ...bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${REPORT}`,
    ],
    isLive: true,
  },
];

const began = Date.now();
const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

try {
  process.env.CHROMIUM_PATH = findOrInstallChromium((line) => console.log(`  ${line}`));
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(1);
}
console.log(`  browser: ${process.env.CHROMIUM_PATH}`);

/** @type {string[]} */
const failed = [];
for (const { name, command, isLive } of STEPS) {
  const start = Date.now();
  const { code, output } = await run(command, isLive ?? false);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(start)})`);
  if (code !== 0) {
    failed.push(name);
    if (!isLive) console.log(output);
  }
}

const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readReport();
for (const { status, message, name } of testResults) {
  if (status === 'failed' && message) console.log(`\n${name}\n${message}`);
}
console.log(`\n${failed.length === 0 ? 'All is well' : `Failed: ${failed.join('; ')}`} after ${seconds(began)}.`);
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(failed.length === 0 ? 0 : 1);

/**
 * @param {string[]} command
 * @param {boolean} isLive - its output is shown as it comes; else it is kept for a failure
 * @returns {Promise<{code: number, output: string}>}
 */
function run([program, ...args], isLive) {
  return new Promise((resolve) => {
    const child = spawn(/** @type {string} */ (program), args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', npm_config_loglevel: 'error' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (isLive) process.stdout.write(text);
      });
    }
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** @returns {{numPassedTests?: number, numFailedTests?: number, testResults?: {status: string, message: string, name: string}[]}} */
function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return {};
  } finally {
    rmSync(REPORT, { force: true });
  }
}
