import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

// `npm run test:nodes [-- VERSION…]`: runs `npm test` on Node 22, 24 and 26, or on the given versions. The Node programs come
// from npm packages for Linux on x64.

const ROOT = resolve(import.meta.dirname, '../..');
const VERSIONS = ['22', '24', '26'];
const named = process.argv.slice(2);
const unknown = named.filter((version) => !VERSIONS.includes(version));
if (unknown.length > 0) {
  console.error(`npm run test:nodes has no Node ${unknown.join(', ')}. Choose from ${VERSIONS.join(', ')}.`);
  process.exit(1);
}
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('npm run test:nodes needs Linux on x64. Elsewhere install the Node versions and run npm test on each.');
  process.exit(1);
}
if (!existsSync(join(import.meta.dirname, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: import.meta.dirname, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

const failed = VERSIONS.filter((version) => named.length === 0 || named.includes(version)).filter((version) => {
  const folder = join(import.meta.dirname, `node_modules/node-${version}/bin`);
  console.log(`\nNode ${spawnSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' }).stdout.trim()}`);
  const { status } = spawnSync(join(folder, 'node'), ['test/run.mjs'], {
    cwd: ROOT,
    stdio: 'inherit',
    // Processes that the tests start use the same Node.
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
  });
  return status !== 0;
});
console.log(
  failed.length === 0 ? '\nThe tests passed on every Node.' : `\nThe tests failed on Node ${failed.join(', ')}.`,
);
process.exit(failed.length === 0 ? 0 : 1);
