import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// `npm run test:hosts`: installs the frameworks of the host applications, each in a folder of its own, and runs the tests.

const HOSTS = import.meta.dirname;
const ROOT = join(HOSTS, '../..');

for (const entry of readdirSync(HOSTS, { withFileTypes: true })) {
  const folder = join(HOSTS, entry.name);
  if (!entry.isDirectory() || !readdirSync(folder).includes('package-lock.json')) continue;
  console.log(`Installing ${entry.name}`);
  execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
}
const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
execFileSync(process.execPath, [vitest, 'run', '--config', join(HOSTS, 'vitest.config.ts')], {
  cwd: ROOT,
  stdio: 'inherit',
});
