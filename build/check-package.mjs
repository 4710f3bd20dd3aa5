import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanLicences } from './release/licence-scan.mjs';

// `npm run check:package`: packs the built package as npm would publish it, and checks the tarball with publint,
// are-the-types-wrong and a scan of licences. Nothing is downloaded.

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
run(['tar', '-xzf', tarball, '-C', folder]);
const { scanned, problems } = scanLicences(join(folder, 'package'), versionOf);
rmSync(folder, { recursive: true });
if (problems.length > 0) {
  console.error(`Licence notices are missing:\n${problems.join('\n')}`);
  process.exit(1);
}
console.log(`The notices name all ${scanned.length} packages whose code the source maps show.`);

/** @param {string} path */
function versionOf(path) {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')).version;
}
