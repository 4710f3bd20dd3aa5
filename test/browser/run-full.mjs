import { runCommand } from '../run-command.mjs';
import { findOrInstallHeadlessChromium } from './find-browser.mjs';

// Tests every combination of states, languages, colours, displays and scripts. `npm test` tests a slice of them.

const FILES = [
  'widget-states',
  'embed-inline',
  'embed-page-scripts',
  'embed-page-changes',
  'embed-frames',
  'embed-translators',
  'playground-accessibility',
  'playground-snippets',
];

process.env.TEST_MATRIX = 'full';
findOrInstallHeadlessChromium((line) => console.log(`  ${line}`));
const files = FILES.map((name) => `test/browser/${name}`);
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'built', ...files];
const { code, output } = await runCommand([process.execPath, ...vitest], { isLive: true });
const count = (/** @type {string} */ word) => new RegExp(`Tests .*?(\\d+) ${word}`).exec(output)?.[1] ?? '0';
console.log(`${count('passed')} passed, ${count('failed')} failed`);
process.exit(code);
