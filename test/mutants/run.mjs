import { execFileSync, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// `npm run mutants`: mutation testing with Stryker. Changes the code in many small ways and shows the changes that no unit
// test notices. By default it changes the files that differ from the last commit; `-- --all` all files, `-- PATH…` the named
// ones.

/** Each folder is changed while only its own tests run; with the tests of all folders a run would take hours. */
const FOLDERS = [
  { source: 'src/feedback/', tests: 'test/feedback/**/*.test.ts' },
  { source: 'src/memory/', tests: 'test/memory/**/*.test.ts' },
  { source: 'src/transport/', tests: 'test/transport/**/*.test.ts' },
  { source: 'src/messages/', tests: 'test/messages/**/*.test.ts', only: ['format.ts', 'locale.ts'] },
  { source: 'src/widget/', tests: 'test/widget/**/*.test.tsx' },
  { source: 'src/embed/options/', tests: 'test/embed/options/**/*.test.ts' },
  { source: 'src/relay/config/', tests: 'test/relay/config/**/*.test.ts' },
  { source: 'src/relay/haptik/', tests: 'test/relay/haptik/**/*.test.ts' },
  { source: 'src/relay/identity/', tests: 'test/relay/identity/**/*.test.ts' },
  { source: 'src/relay/limits/', tests: 'test/relay/limits/**/*.test.ts' },
  { source: 'src/relay/submissions/', tests: 'test/relay/submissions/**/*.test.ts' },
];

const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });

/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).split('\n');
const files = values.all
  ? git('ls-files', 'src')
  : positionals.length > 0
    ? positionals
    : [...git('diff', '--name-only', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard', 'src')];

let isGood = true;
let isEmpty = true;
for (const { source, tests, only } of FOLDERS) {
  const mutate = files.filter(
    (path) => path.startsWith(source) && /\.tsx?$/.test(path) && (!only || only.some((name) => path === source + name)),
  );
  if (mutate.length === 0) continue;
  isEmpty = false;
  console.log(`\n${source} with ${tests}`);
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/@stryker-mutator/core/bin/stryker.js',
      'run',
      'test/mutants/stryker.config.mjs',
      '--mutate',
      mutate.join(','),
    ],
    { stdio: 'inherit', env: { ...process.env, MUTANT_TESTS: tests } },
  );
  isGood &&= status === 0;
}
if (isEmpty) console.log('No file with unit tests differs from the last commit. Use: npm run mutants -- --all');
process.exit(isGood ? 0 : 1);
