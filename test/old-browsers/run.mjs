import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildIfStale } from '../engines/build-if-stale.mjs';
import { runCommand } from '../run-command.mjs';

// `npm run test:old-browsers`: tests the built browser files in old Chromiums, which come from npm packages for Linux on
// x64. Its arguments are passed to vitest, for example `-t 109`. With PICTURES=FOLDER it takes pictures.

const ROOT = resolve(import.meta.dirname, '../..');

process.chdir(ROOT);
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log('Not tested: the old Chromiums of npm run test:old-browsers need Linux on x64.');
  process.exit(process.env.CI ? 1 : 0);
}
if (!existsSync(join(import.meta.dirname, 'node_modules/.package-lock.json'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: import.meta.dirname, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
buildIfStale((line) => console.log(`  ${line}`));

const vitest = [
  process.execPath,
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/old-browsers/vitest.config.ts',
];
const { code, output } = await runCommand([...vitest, ...process.argv.slice(2)], { isLive: true });
const count = (/** @type {string} */ word) => new RegExp(`Tests .*?(\\d+) ${word}`).exec(output)?.[1] ?? '0';
console.log(`${count('passed')} passed, ${count('failed')} failed`);
process.exit(code);
