import { runCommand } from '../../run-command.mjs';
import { findOrInstallHeadlessChromium } from '../find-browser.mjs';

// Tests every state of the widget in every language and all colours; `npm test` tests a slice of them.

process.env.TEST_MATRIX = 'full';
findOrInstallHeadlessChromium((line) => console.log(`  ${line}`));
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'built', 'test/browser/widget-states'];
const { code, output } = await runCommand([process.execPath, ...vitest], { isLive: true });
const count = (/** @type {string} */ word) => new RegExp(`Tests .*?(\\d+) ${word}`).exec(output)?.[1] ?? '0';
console.log(`${count('passed')} passed, ${count('failed')} failed`);
process.exit(code);
