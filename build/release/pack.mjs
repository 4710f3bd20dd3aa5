import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { keepShipped, packagesInNotices } from './sbom.mjs';

// `npm run release:pack`: builds, and writes to the folder `release` the package's tarball, its SBOM (CycloneDX) and
// the SHA-256 of both. Publishes nothing.

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = join(ROOT, 'release');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
run(npm, ['run', 'build', '--silent']);
run(npm, ['pack', '--ignore-scripts', '--pack-destination', OUT]);
writeSbom(join(OUT, 'sbom.cdx.json'));

/** @param {string} name */
const sha256Of = (name) =>
  createHash('sha256')
    .update(readFileSync(join(OUT, name)))
    .digest('hex');
const hashes = readdirSync(OUT)
  .sort()
  .map((name) => `${sha256Of(name)}  ${name}\n`)
  .join('');
writeFileSync(join(OUT, 'SHA256SUMS'), hashes);
console.log(`The folder release contains:\n${hashes}`);

/** @param {string} path */
function writeSbom(path) {
  const tools = import.meta.dirname;
  run(npm, ['ci', '--omit=optional', '--ignore-scripts', '--loglevel=error'], tools);
  const cyclonedx = join(tools, 'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js');
  run(process.execPath, [
    cyclonedx,
    '--output-reproducible',
    '--flatten-components',
    '--no-validate',
    '--output-file',
    path,
    join(ROOT, 'package.json'),
  ]);
  const notices = ['dist/embed/haptik-feedback.notices.txt', 'dist/relay/notices.txt', 'dist/playground/notices.txt'];
  const shipped = notices.flatMap((name) => packagesInNotices(readFileSync(join(ROOT, name), 'utf8')));
  const sbom = keepShipped(JSON.parse(readFileSync(path, 'utf8')), [...new Set(shipped)]);
  writeFileSync(path, `${JSON.stringify(sbom, null, 2)}\n`);
}

/** @param {string} program @param {string[]} args */
function run(program, args, cwd = ROOT) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  process.exit(1);
}
