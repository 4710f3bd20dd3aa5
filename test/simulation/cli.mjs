import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { FAULTS, faultPlugin } from './deliberate-faults.mjs';

// `npm run simulate -- --seeds N --from M --jobs J`: simulates N worlds, each drawn from its seed, in J processes. Shows the
// worlds that broke the promise: feedback is recorded once, or the visitor is told (docs/reliability.md).
// `--seed S` replays one world. `--faults` puts deliberate faults into the code and shows after how many worlds each is found.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    faults: { type: 'boolean' },
  },
});

/** @param {'seeds' | 'from' | 'jobs' | 'seed'} name */
const readNumber = (name) => {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  console.error(`--${name} must be a positive integer, not ${values[name]}`);
  process.exit(2);
};

/**
 * @param {import('vite').Plugin[]} [plugins]
 * @returns {Promise<typeof import('./run.js')>}
 */
async function load(plugins = []) {
  const { module } = await runnerImport('/test/simulation/run.ts', { configFile: false, logLevel: 'error', plugins });
  return /** @type {typeof import('./run.js')} */ (module);
}

/** @typedef {{broken: string[], counts: Record<string, number>, ends: Record<string, number>, skipped: Record<string, number>}} Summary */

if (values.seed !== undefined) await replay(readNumber('seed'));
else if (values.faults) await findFaults(readNumber('seeds'));
else {
  const [from, seeds, jobs] = [readNumber('from'), readNumber('seeds'), readNumber('jobs')];
  const began = Date.now();
  const summary = jobs > 1 ? await runJobs(from, seeds, jobs) : await runSeeds(from, seeds);
  if (values.json) console.log(JSON.stringify(summary));
  else print(summary, seeds, began);
  process.exit(summary.broken.length > 0 ? 1 : 0);
}

/**
 * Prints the log of one world. If it breaks the promise, first removes the actions that are not needed for that.
 *
 * @param {number} seed
 */
async function replay(seed) {
  const { simulate, shrink } = await load();
  let report = await simulate(seed);
  const { violations } = report;
  if (violations.length > 0) {
    const kept = await shrink(seed);
    report = await simulate(seed, kept);
    console.log(`Shortened to ${kept.length} of ${report.length} actions.\n`);
  }
  console.log([...report.log, '', ...report.violations.map((sentence) => `VIOLATION: ${sentence}`)].join('\n'));
  console.log(report.ends);
  process.exit(violations.length > 0 ? 1 : 0);
}

/**
 * @param {number} from
 * @param {number} seeds
 * @returns {Promise<Summary>}
 */
async function runSeeds(from, seeds) {
  const { simulate } = await load();
  /** @type {Summary} */
  const summary = { broken: [], counts: {}, ends: {}, skipped: {} };
  for (let seed = from; seed < from + seeds; seed++) {
    const report = await simulate(seed);
    for (const part of /** @type {const} */ (['counts', 'ends', 'skipped'])) add(summary[part], report[part]);
    if (report.violations.length > 0) {
      summary.broken.push(`seed ${seed}: ${report.violations.join('; ')}. Replay: npm run simulate -- --seed ${seed}`);
      if (!values.json) console.log(summary.broken.at(-1));
    }
    if (!values.json && seed % 5000 === 0) console.log(`${seed - from + 1} of ${seeds} worlds`);
  }
  return summary;
}

/**
 * Runs worlds in several processes.
 *
 * @param {number} from
 * @param {number} seeds
 * @param {number} jobs
 * @returns {Promise<Summary>}
 */
async function runJobs(from, seeds, jobs) {
  const share = Math.ceil(seeds / jobs);
  const starts = Array.from({ length: jobs }, (_, job) => from + job * share).filter((start) => start < from + seeds);
  const summaries = await Promise.all(starts.map((start) => runJob(start, Math.min(share, from + seeds - start))));
  /** @type {Summary} */
  const all = { broken: [], counts: {}, ends: {}, skipped: {} };
  for (const summary of summaries) {
    all.broken.push(...summary.broken);
    for (const part of /** @type {const} */ (['counts', 'ends', 'skipped'])) add(all[part], summary[part]);
  }
  for (const line of all.broken) console.log(line);
  return all;
}

/**
 * @param {number} from
 * @param {number} seeds
 * @returns {Promise<Summary>}
 */
function runJob(from, seeds) {
  return new Promise((resolve, reject) => {
    const args = [import.meta.filename, '--json', '--from', String(from), '--seeds', String(seeds)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('close', () => {
      try {
        resolve(JSON.parse(output));
      } catch {
        reject(new Error(`The job for ${seeds} seeds from ${from} printed no summary: ${output.slice(0, 500)}`));
      }
    });
  });
}

/** @param {number} seeds */
async function findFaults(seeds) {
  let isEveryFound = true;
  for (const fault of FAULTS) {
    const { name, foundBy } = fault;
    const where = foundBy === 'simulation' ? await findBySimulation(fault, seeds) : await findByUnitTest(fault);
    isEveryFound &&= where !== undefined;
    console.log(`${(where ?? 'NOT FOUND').padStart(12)}  ${name}${foundBy === 'simulation' ? '' : ` (${foundBy})`}`);
  }
  process.exit(isEveryFound ? 0 : 1);
}

/**
 * @param {import('./deliberate-faults.mjs').Fault} fault
 * @param {number} seeds
 * @returns {Promise<string | undefined>} after how many worlds the fault was found
 */
async function findBySimulation(fault, seeds) {
  const { simulate } = await load([faultPlugin(fault)]);
  for (let seed = 1; seed <= seeds; seed++) {
    if ((await simulate(seed)).violations.length > 0) return `${seed} world${seed === 1 ? '' : 's'}`;
  }
  return undefined;
}

/**
 * @param {import('./deliberate-faults.mjs').Fault} fault
 * @returns {Promise<string | undefined>} "unit test" when a test of the fault's test file fails
 */
async function findByUnitTest(fault) {
  const { startVitest } = await import('vitest/node');
  const silentReporter = {};
  const vitest = await startVitest(
    'test',
    [],
    { config: false, watch: false, reporters: [silentReporter], include: [fault.foundBy] },
    { plugins: [faultPlugin(fault)] },
  );
  const failed = vitest.state.getCountOfFailedTests();
  await vitest.close();
  return failed > 0 ? 'unit test' : undefined;
}

/**
 * @param {Record<string, number>} sums
 * @param {Record<string, number>} numbers
 */
function add(sums, numbers) {
  for (const [name, count] of Object.entries(numbers)) sums[name] = (sums[name] ?? 0) + count;
}

/**
 * @param {Summary} summary
 * @param {number} seeds
 * @param {number} began
 */
function print({ broken, counts, ends, skipped }, seeds, began) {
  const tables = { 'Actions and faults': counts, 'Ends of the submissions': ends, 'Checks that were skipped': skipped };
  for (const [title, rows] of Object.entries(tables)) {
    console.log(`\n${title}`);
    for (const [name, count] of Object.entries(rows).sort()) console.log(`${String(count).padStart(10)}  ${name}`);
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`\n${seeds - broken.length} of ${seeds} worlds kept the promise, in ${seconds} s`);
}
