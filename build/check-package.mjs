import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// `npm run check:package`: packs the built package as npm would publish it, and checks the tarball with publint and
// are-the-types-wrong. Nothing is downloaded.

const folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-package-'));

/** @param {string[]} command */
function run(command) {
  const [program, ...args] = /** @type {[string, ...string[]]} */ (command);
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  rmSync(folder, { recursive: true });
  console.error(`${command.join(' ')} failed:\n${stdout}${stderr}`);
  return process.exit(1);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const [{ filename }] = JSON.parse(run([npm, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
const tarball = join(folder, filename);
console.log(run([process.execPath, 'node_modules/publint/src/cli.js', tarball, '--strict']));
console.log(
  run([
    process.execPath,
    'node_modules/@arethetypeswrong/cli/dist/index.js',
    tarball,
    '--profile',
    'esm-only',
    '--exclude-entrypoints',
    'style.css',
  ]),
);
rmSync(folder, { recursive: true });
