// Measures the built form and others on the same page in the same run. Writes BENCHMARKS.md, results.md and benchmarks.svg.
//
//   npm run bench [-- --runs=9] [-- --only=script-inline,sentry] [-- --quick]
//
// --quick is one run without a warm-up. With --quick or --only no file is written.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport, version as viteVersion } from 'vite';
import { findOrInstallChromium } from '../browser/find-browser.mjs';
import { pageWith, prepareContestants } from './widget/contestants.mjs';
import { measureCrowd, measureGrowth, prepareCrowds } from './widget/crowd.mjs';
import { launchChromium } from './widget/launch.mjs';
import { drawReport, writeReport } from './widget/report.mjs';
import { writeResults } from './widget/results.mjs';
import { startSite } from './widget/serve.mjs';
import { LATENCY_MS, measureEmptyPage, measureLoad, measureOpening, measureUse, scriptsOf } from './widget/visit.mjs';

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

if (!Number.isInteger(RUNS) || RUNS < 1) throw new Error('--runs must be a whole number of at least 1.');
if (!existsSync(join(ROOT, 'dist/embed/haptik-feedback.js'))) {
  throw new Error('dist/embed/haptik-feedback.js is missing. Run `npm run build` first.');
}
if (!isInstalled()) {
  console.log('Installing the other forms …');
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit'], { cwd: PEERS, stdio: 'inherit' });
}

const executablePath = findOrInstallChromium((line) => console.log(line));
/** @type {Map<string, import('./widget/build-pages.mjs').File>} */
const files = new Map();
const site = await startSite(files, LATENCY_MS);
const { context, version, close } = await launchChromium(executablePath);
const began = Date.now();
const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;

try {
  console.log('Bundling the pages …');
  const relay = `${site.relay}/feedback`;
  const contestants = await prepareContestants(files, relay, ONLY, (path, control) =>
    scriptsOf(context, site, path, control),
  );
  const subjects = ONLY.length > 0 ? [] : await prepareCrowds(files, relay);
  files.set('/empty.html', pageWith(relay, ''));
  const emptyPage = await measureEmptyPage(context, site, '/empty.html');

  /** @type {import('./widget/targets.mjs').Results} */
  const results = {
    loads: new Map(contestants.map(({ name }) => [name, []])),
    uses: new Map(contestants.map(({ name }) => [name, []])),
    openings: new Map(contestants.filter(({ launcher }) => launcher).map(({ name }) => [name, []])),
    crowds: new Map(subjects.map(({ name }) => [name, []])),
    growths: new Map(subjects.map(({ name }) => [name, []])),
    files: await readFileSizes(),
  };
  const warmUps = values.quick ? 0 : 1;
  for (let run = -warmUps; run < RUNS; run++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      // Each run begins with another contestant, so that no contestant is always measured first.
      const contestant = contestants[(turn + run + warmUps) % contestants.length];
      if (!contestant) continue;
      const used = await retryOnce(() => measureUse(context, site, contestant, emptyPage));
      if (run < 0) continue;
      results.uses.get(contestant.name)?.push(used);
      results.loads
        .get(contestant.name)
        ?.push(await retryOnce(() => measureLoad(context, site, contestant, emptyPage)));
      if (contestant.launcher) {
        results.openings
          .get(contestant.name)
          ?.push(await retryOnce(() => measureOpening(context, site, contestant, emptyPage)));
      }
    }
    for (const subject of subjects) {
      const crowd = await retryOnce(() => measureCrowd(context, site, subject));
      if (run < 0) continue;
      results.crowds.get(subject.name)?.push(crowd);
      // The growth is measured in one run only, because this takes long and the runs hardly differ.
      if (run === 0)
        results.growths.get(subject.name)?.push(await retryOnce(() => measureGrowth(context, site, subject)));
    }
    console.log(`${run < 0 ? 'Warm-up' : `Run ${run + 1} of ${RUNS}`} done after ${seconds()}`);
  }

  const machine = {
    cpu: cpus()[0]?.model ?? '',
    node: process.version,
    chromium: version,
    bundler: `Vite ${viteVersion}`,
  };
  const report = writeReport(results, contestants, machine, RUNS);
  const allResults = writeResults(results, contestants, subjects);
  console.log(`\n${report}\n${allResults}`);
  if (values.quick || ONLY.length > 0) {
    console.log('With --quick or --only no file is written.');
  } else {
    writeFileSync(join(ROOT, 'BENCHMARKS.md'), report);
    writeFileSync(join(import.meta.dirname, 'results.md'), allResults);
    writeFileSync(join(import.meta.dirname, 'benchmarks.svg'), drawReport(results, contestants));
    console.log(`Wrote BENCHMARKS.md, test/bench/results.md and test/bench/benchmarks.svg after ${seconds()}.`);
  }
} catch (error) {
  console.error(`The benchmark failed: ${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
} finally {
  await close();
  await site.close();
}

/** Checks that the installed versions of the other forms are those in their package.json. */
function isInstalled() {
  const { dependencies } = JSON.parse(readFileSync(join(PEERS, 'package.json'), 'utf8'));
  return Object.entries(dependencies).every(([name, version]) => {
    const path = join(PEERS, 'node_modules', name, 'package.json');
    return existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).version === version;
  });
}

/**
 * Repeats a failed visit once, because on a busy machine a single visit can fail.
 *
 * @template Value
 * @param {() => Promise<Value>} visit
 * @returns {Promise<Value>}
 */
async function retryOnce(visit) {
  try {
    return await visit();
  } catch (error) {
    console.warn(`Trying again after: ${/** @type {Error} */ (error).message}`);
    return visit();
  }
}

/** Reads the sizes of the built files, compressed in the same way as by the build. */
async function readFileSizes() {
  const { module } = await runnerImport(join(ROOT, 'build/sizes.ts'));
  const { sizesOf } = /** @type {typeof import('../../build/sizes.ts')} */ (module);
  const brotli = (/** @type {string} */ name) => sizesOf(join(ROOT, 'dist/embed', basename(name))).brotli;
  const scripts = await scriptsOf(context, site, '/unpinned.html', ['haptik-feedback', 'input[name=rating]']);
  return {
    loader: brotli('haptik-feedback.js'),
    usable: scripts.map((path) => new URL(path, site.url).pathname).reduce((sum, path) => sum + brotli(path), 0),
    standalone: brotli('haptik-feedback.standalone.js'),
  };
}
