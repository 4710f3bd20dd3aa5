import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, seed: { type: 'string' } } });
/** @type {{module: typeof import('./run.js')}} */
const { module } = await runnerImport('/test/simulation/run.ts', { configFile: false, logLevel: 'error' });

if (values.seed !== undefined) {
  const { log, violations, ends } = await module.simulate(Number(values.seed));
  console.log([...log, '', ...violations.map((sentence) => `VIOLATION: ${sentence}`)].join('\n'), ends);
  process.exit(violations.length > 0 ? 1 : 0);
}

const seeds = Number(values.seeds ?? 2000);
if (!Number.isSafeInteger(seeds) || seeds < 1) {
  console.error(`--seeds must be a positive integer, not ${values.seeds}`);
  process.exit(1);
}
/** @type {Record<string, number>} */
const counts = {};
/** @type {Record<string, number>} */
const ends = {};
let broken = 0;
for (let seed = 1; seed <= seeds; seed++) {
  const report = await module.simulate(seed);
  for (const [name, count] of Object.entries(report.counts)) counts[name] = (counts[name] ?? 0) + count;
  for (const [name, count] of Object.entries(report.ends)) ends[name] = (ends[name] ?? 0) + count;
  if (report.violations.length > 0) {
    broken++;
    console.log(`seed ${seed}: ${report.violations.join('; ')}`);
    console.log(`  replay: npm run simulate -- --seed ${seed}`);
  }
  if (seed % 1000 === 0) console.log(`${seed} of ${seeds} worlds`);
}
/** @param {string} title @param {Record<string, number>} rows */
const table = (title, rows) => {
  console.log(`\n${title}`);
  for (const [name, count] of Object.entries(rows).sort()) console.log(`${String(count).padStart(10)}  ${name}`);
};
table('What was done and what failed', counts);
table('What came of the submissions', ends);
console.log(`\n${seeds - broken} of ${seeds} worlds kept the promise`);
process.exit(broken > 0 ? 1 : 0);
