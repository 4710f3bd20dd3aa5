import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallHeadlessChromium } from './browser/find-browser.mjs';
import { runCommand, secondsSince } from './run-command.mjs';

// `npm test`: checks types, lint and unused code, builds, and runs all tests.

const REPORT = join(tmpdir(), `haptik-feedback-tests-${process.pid}.json`);
const bin = (/** @type {string} */ path) => [process.execPath, join('node_modules', path)];

const CHECKS = [
  { name: 'types', command: bin('typescript/bin/tsc') },
  { name: 'lint, format and layers', command: [...bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'] },
  { name: 'unused code and dependencies', command: bin('knip/bin/knip.js') },
  { name: 'build, within its budgets', command: [...bin('vite/bin/vite.js'), 'build', '--app', '--logLevel', 'error'] },
];
const TESTS = {
  name: 'tests: units, components in a browser, built files end to end',
  command: [...bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`],
};

const began = Date.now();
let browser;
try {
  browser = findOrInstallHeadlessChromium((line) => console.log(`  ${line}`));
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(1);
}
console.log(`  browser: ${browser}`);

/** @type {string[]} */
const failed = [];
await Promise.all(CHECKS.map((check) => runStep(check, false)));
await runStep(TESTS, true);

const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readReport();
for (const { status, message, name, assertionResults } of testResults) {
  if (status === 'failed' && message) console.log(`\n${name}\n${message}`);
  for (const { status, fullName, failureMessages } of assertionResults) {
    if (status !== 'passed' || failureMessages.length === 0) continue;
    console.log(`\nPassed at the second try only: ${name}: ${fullName}\n${failureMessages[0]}`);
  }
}
console.log(
  `\n${failed.length === 0 ? 'All checks passed' : `Failed: ${failed.join('; ')}`} (${secondsSince(began)}).`,
);
console.log(`${numPassedTests} passed, ${numFailedTests} failed`);
process.exit(failed.length === 0 ? 0 : 1);

/**
 * @param {{name: string, command: string[]}} step
 * @param {boolean} isLive - whether the output is shown as it comes; else only after a failure
 */
async function runStep({ name, command }, isLive) {
  const start = Date.now();
  const { code, output } = await runCommand(command, { isLive });
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${secondsSince(start)})`);
  if (code === 0) return;
  failed.push(name);
  if (!isLive) console.log(output);
}

/**
 * @typedef {{status: string, fullName: string, failureMessages: string[]}} AssertionResult
 * @typedef {{status: string, message: string, name: string, assertionResults: AssertionResult[]}} TestResult
 * @returns {{numPassedTests?: number, numFailedTests?: number, testResults?: TestResult[]}}
 */
function readReport() {
  try {
    return JSON.parse(readFileSync(REPORT, 'utf8'));
  } catch {
    return {};
  } finally {
    rmSync(REPORT, { force: true });
  }
}
