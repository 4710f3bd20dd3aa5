import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

// `npm run check:reproducible`: builds two clean clones of the last commit, in folders of different names and depths, and
// fails unless every file of `dist` has the same bytes.

const ROOT = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-clones-'));
// Both clones must contain the same commit, even if somebody commits meanwhile.
const commit = run('git', ['rev-parse', 'HEAD'], ROOT).trim();
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

try {
  const [first, second] = ['one', 'a deeper/second one'].map((name) => hashFiles(build(join(folder, name))));
  const names = [...new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})])].sort();
  const different = names.filter((name) => first?.[name] !== second?.[name]);
  if (names.length === 0) throw new Error('The build wrote no files.');
  if (different.length > 0) throw new Error(`Two builds of one commit differ in ${different.join(', ')}.`);
  const whole = createHash('sha256').update(JSON.stringify(first)).digest('hex');
  console.log(`Two clean clones build the same ${names.length} files (sha256 of all: ${whole}).`);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Clones the repository, installs its packages and builds.
 *
 * @param {string} clone
 * @returns {string} the folder with the built files
 */
function build(clone) {
  run('git', ['clone', '--quiet', '--no-hardlinks', ROOT, clone], ROOT);
  run('git', ['checkout', '--quiet', commit], clone);
  run(npm, ['ci', '--prefer-offline', '--loglevel=error'], clone);
  run(npm, ['run', 'build', '--silent'], clone);
  return join(clone, 'dist');
}

/** @param {string} program @param {string[]} args @param {string} cwd @returns {string} what the program printed */
function run(program, args, cwd) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

/** @param {string} dist @returns {Record<string, string>} the SHA-256 of each file, by its path */
function hashFiles(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, path, name }) => join(parentPath ?? path, name)).sort();
  return Object.fromEntries(
    paths.map((path) => [relative(dist, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}
