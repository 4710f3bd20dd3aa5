import { runCommand, secondsSince } from './run-command.mjs';

// `npm run test:slow`, and `.ci/run` after `npm test`: the slow checks of the files that `npm test` has built.

const node = (/** @type {string[]} */ ...args) => [process.execPath, ...args];

/** They can run at the same time: none changes the built files, and each uses free ports. The slowest comes first. */
const CHECKS = [
  { name: 'every state, language, colour and display', command: node('test/browser/run-full.mjs') },
  { name: 'npm run test:hosts', command: node('test/hosts/run.mjs') },
  { name: 'npm run test:engines', command: node('test/engines/run.mjs') },
  { name: 'npm run test:screen-reader', command: node('test/screen-reader/run.mjs', '--required') },
  { name: 'npm run test:old-browsers', command: node('test/old-browsers/run.mjs') },
  { name: 'the package', command: node('build/check-package.mjs') },
  { name: 'npm run check:reproducible', command: node('build/release/reproduce.mjs') },
];
const AT_A_TIME = 2;

const began = Date.now();
let passed = 0;
let failed = 0;

const waiting = [...CHECKS];
await Promise.all(
  Array.from({ length: AT_A_TIME }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runCheck(check);
  }),
);

console.log(`\n${failed === 0 ? 'All checks passed' : 'There are failures'} (${secondsSince(began)}).`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/**
 * Runs a check and adds its tests to the sums. A check that prints no counts is one test. A check that fails without a
 * failed test adds one failure.
 *
 * @param {{name: string, command: string[]}} check
 */
async function runCheck({ name, command }) {
  const start = Date.now();
  const { code, output } = await runCommand(command, { isLive: false });
  console.log(`\n=== ${name}\n${output}`);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${secondsSince(start)})`);
  const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  passed += counts ? Number(counts[1]) : code === 0 ? 1 : 0;
  failed += Math.max(counts ? Number(counts[2]) : 0, code === 0 ? 0 : 1);
}
