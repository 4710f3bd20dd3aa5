import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dateChangelog } from './changelog.mjs';

// `npm run release -- patch|minor|major`: checks, sets the version, dates the changelog, commits, tags, and packs into the
// folder `release`. Everything stays on this machine; the last lines say how to publish, and how to take it back.

const ROOT = resolve(import.meta.dirname, '../..');
const STEPS = ['patch', 'minor', 'major'];
const USAGE =
  'Usage: npm run release -- patch|minor|major [--tested]\n  --tested  skips .ci/run, because CI has run it on this commit';
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const args = process.argv.slice(2);
const [step = ''] = args.filter((arg) => arg !== '--tested');
if (!STEPS.includes(step) || args.some((arg) => arg !== step && arg !== '--tested')) stop(USAGE);

if (run('git', ['status', '--porcelain']) !== '') {
  stop('The working tree is not clean. Commit or stash what `git status` shows, then release.');
}
const changelogPath = join(ROOT, 'CHANGELOG.md');
const changelog = readFileSync(changelogPath, 'utf8');
// Checks the changelog before anything is changed, and before the tests run for a long time.
writeDate(changelog, '0.0.0');
if (!args.includes('--tested')) {
  console.log('Running .ci/run …');
  const { status } = spawnSync('bash', ['.ci/run'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) stop('.ci/run failed. Nothing was changed.');
}

run(npm, ['version', step, '--no-git-tag-version', '--ignore-scripts']);
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
writeFileSync(changelogPath, writeDate(changelog, version));
run('git', ['commit', '--quiet', '--all', '--message', `Release ${version}`]);
run('git', ['tag', '--annotate', `v${version}`, '--message', `Release ${version}`]);
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'pack.mjs')], {
  cwd: ROOT,
  stdio: 'inherit',
});
const undo = `git tag --delete v${version} && git reset --hard HEAD~1`;
if (status !== 0) stop(`The package could not be made. Take the release back with: ${undo}`);

console.log(`Version ${version} is committed and tagged here, and nowhere else.
  Publish:    git push --follow-tags   (the workflow "release" then publishes the package, see docs/releasing.md)
  Take back:  ${undo}`);

/** @param {string} text @param {string} version */
function writeDate(text, version) {
  try {
    return dateChangelog(text, version, new Date().toISOString().slice(0, 10));
  } catch (error) {
    return stop(/** @type {Error} */ (error).message);
  }
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) stop(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout.trim();
}

/** @param {string} message @returns {never} */
function stop(message) {
  console.error(message);
  process.exit(1);
}
