import { runCommand, secondsSince } from './run-command.mjs';

// `npm run test:all`, and `.ci/run` after `npm ci`: all tests, then the slow checks of the files that the tests have built, two at a time.

const node = (/** @type {string[]} */ ...args) => [process.execPath, ...args];

const TESTS = { name: 'npm test -- --full', command: node('test/run.mjs', '--full') };

/** Independent of each other: none of them writes to `dist`, and each finds free ports. The slowest comes first. */
const CHECKS = [
  { name: 'npm run test:engines', command: node('test/engines/run.mjs') },
  { name: 'npm run check:reproducible', command: node('build/release/reproduce.mjs') },
  { name: 'the package', command: node('build/check-package.mjs') },
];
const AT_A_TIME = 2;

const began = Date.now();
let passed = 0;
let failed = 0;

await runStep(TESTS, true);
const waiting = [...CHECKS];
await Promise.all(
  Array.from({ length: AT_A_TIME }, async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) await runStep(check, false);
  }),
);

console.log(`\n${failed === 0 ? 'All checks passed' : 'There are failures'} (${secondsSince(began)}).`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/**
 * Runs a step and adds its tests to the sums. A step that counts no tests is one, and so is its failure without a
 * failed test.
 *
 * @param {{name: string, command: string[]}} step
 * @param {boolean} isLive - whether the output is shown as it comes; else when the step has ended
 */
async function runStep({ name, command }, isLive) {
  const start = Date.now();
  const { code, output } = await runCommand(command, { isLive });
  if (!isLive) console.log(`\n=== ${name}\n${output}`);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${secondsSince(start)})`);
  const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  passed += counts ? Number(counts[1]) : code === 0 ? 1 : 0;
  failed += Math.max(counts ? Number(counts[2]) : 0, code === 0 ? 0 : 1);
}
