// Measures the built form beside others, on the same page, in the same run, and writes BENCHMARKS.md.
//
//   npm run bench [-- --runs=9] [-- --only=script-inline,sentry] [-- --quick]
//
// --quick is one run without a warm-up, for a look; it and --only write no file.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport, version as viteVersion } from 'vite';
import { findOrInstallChromium } from '../browser/find-browser.mjs';
import { pageWith, prepareContestants } from './widget/contestants.mjs';
import { crowd, growth, prepareCrowds } from './widget/crowd.mjs';
import { launch } from './widget/launch.mjs';
import { report } from './widget/report.mjs';
import { startSite } from './widget/serve.mjs';
import { LATENCY_MS, load, plainPage, scriptsOf, use } from './widget/visit.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
  },
});
const ROOT = join(import.meta.dirname, '../..');
const PEERS = join(import.meta.dirname, 'widget-peers');
const RUNS = Number(values.runs ?? (values.quick ? 1 : 9));
const ONLY = values.only.split(',').filter(Boolean);

if (!Number.isInteger(RUNS) || RUNS < 1) throw new Error('--runs must be a whole number from 1.');
if (!existsSync(join(ROOT, 'dist/embed/haptik-feedback.js'))) {
  throw new Error('There are no built files. Run `npm run build` first.');
}
if (!isInstalled()) {
  console.log('Installing what the form is measured against …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd: PEERS, stdio: 'inherit' });
}

const executablePath = findOrInstallChromium((line) => console.log(line));
/** @type {Map<string, import('./widget/build-pages.mjs').File>} */
const files = new Map();
const site = await startSite(files, LATENCY_MS);
const { context, version, close } = await launch(executablePath);
const began = Date.now();
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;

try {
  console.log('Bundling the pages …');
  const relay = `${site.relay}/feedback`;
  const contestants = await prepareContestants(files, relay, ONLY, (path, control) =>
    scriptsOf(context, site, path, control),
  );
  const subjects = ONLY.length > 0 ? [] : await prepareCrowds(files, relay);
  files.set('/plain.html', pageWith(relay, ''));
  const plain = await plainPage(context, site, '/plain.html');

  /** @type {import('./widget/targets.mjs').Results} */
  const results = {
    loads: new Map(contestants.map(({ name }) => [name, []])),
    uses: new Map(contestants.map(({ name }) => [name, []])),
    crowds: new Map(subjects.map(({ name }) => [name, []])),
    growths: new Map(subjects.map(({ name }) => [name, []])),
    files: await sizes(),
  };
  const warmUps = values.quick ? 0 : 1;
  for (let run = -warmUps; run < RUNS; run++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      // Each run begins with another contestant, so that none is always measured first.
      const contestant = contestants[(turn + run + warmUps) % contestants.length];
      if (!contestant) continue;
      const used = await twice(() => use(context, site, contestant, plain));
      if (run < 0) continue;
      results.uses.get(contestant.name)?.push(used);
      results.loads.get(contestant.name)?.push(await twice(() => load(context, site, contestant, plain)));
    }
    for (const subject of subjects) {
      const many = await twice(() => crowd(context, site, subject));
      if (run < 0) continue;
      results.crowds.get(subject.name)?.push(many);
      // Growth takes long, and is the same every time.
      if (run === 0) results.growths.get(subject.name)?.push(await twice(() => growth(context, site, subject)));
    }
    console.log(`${run < 0 ? 'warm-up' : `run ${run + 1} of ${RUNS}`}: done after ${seconds()}`);
  }

  const machine = {
    cpu: cpus()[0]?.model ?? '',
    node: process.version,
    chromium: version,
    bundler: `Vite ${viteVersion}`,
  };
  const { text, picture } = report(results, contestants, subjects, machine, RUNS);
  console.log(`\n${text}`);
  if (values.quick || ONLY.length > 0) {
    console.log('No file is written by --quick and --only.');
  } else {
    const notes = readFileSync(join(import.meta.dirname, 'notes.md'), 'utf8');
    writeFileSync(join(ROOT, 'BENCHMARKS.md'), `${text}\n${notes}`);
    writeFileSync(join(import.meta.dirname, 'benchmarks.svg'), picture);
    console.log(`Written: BENCHMARKS.md and test/bench/benchmarks.svg, after ${seconds()}.`);
  }
} catch (error) {
  console.error(`The benchmark failed: ${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
} finally {
  await close();
  await site.close();
}

/** Whether what lies there is what the lock says. */
function isInstalled() {
  const { dependencies } = JSON.parse(readFileSync(join(PEERS, 'package.json'), 'utf8'));
  return Object.entries(dependencies).every(([name, version]) => {
    const path = join(PEERS, 'node_modules', name, 'package.json');
    return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).version === version;
  });
}

/**
 * Tries again, once: a busy machine may lose a visit, which should not lose all the others.
 *
 * @template Value
 * @param {() => Promise<Value>} visit
 * @returns {Promise<Value>}
 */
async function twice(visit) {
  try {
    return await visit();
  } catch (error) {
    console.warn(`Once more: ${/** @type {Error} */ (error).message}`);
    return visit();
  }
}

/** The built files' bytes, counted as the build counts them. */
async function sizes() {
  const { module } = await runnerImport(join(ROOT, 'build/sizes.ts'));
  const { sizesOf } = /** @type {typeof import('../../build/sizes.ts')} */ (module);
  const brotli = (/** @type {string} */ name) => sizesOf(join(ROOT, 'dist/embed', basename(name))).brotli;
  const fetched = await scriptsOf(context, site, '/unpinned.html', ['haptik-feedback', 'input[name=rating]']);
  return {
    loader: brotli('haptik-feedback.js'),
    usable: fetched.map((path) => new URL(path, site.url).pathname).reduce((sum, path) => sum + brotli(path), 0),
    standalone: brotli('haptik-feedback.standalone.js'),
  };
}
