import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromiumArguments, findOrInstallChromium } from '../browser/find-browser.mjs';
import { buildIfStale } from '../engines/build-if-stale.mjs';
import { runCommand, secondsSince } from '../run-command.mjs';

// `npm run test:lighthouse`: fails unless Lighthouse gives pages with the widget 100 for performance and accessibility.
// Lighthouse 13 needs a newer Node than this project. An npm package for Linux on x64 contains that Node.

const ROOT = resolve(import.meta.dirname, '../..');
const MODULES = join(import.meta.dirname, 'node_modules');
const PAGES = ['examples/inline.html', 'examples/launcher.html'];
const CATEGORIES = ['performance', 'accessibility'];
/** A busy machine only makes performance worse, so one good run of these is enough. */
const RUNS_MAX = 3;

process.chdir(ROOT);
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log('Not tested: the Node of npm run test:lighthouse needs Linux on x64.');
  process.exit(process.env.CI ? 1 : 0);
}
if (!existsSync(join(MODULES, '.package-lock.json'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: import.meta.dirname, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const report = (/** @type {string} */ line) => console.log(`  ${line}`);
const chromium = findOrInstallChromium(report);
buildIfStale(report);

const relay = spawn(process.execPath, ['dist/relay/node.js', '--demo'], {
  env: { PORT: '0', LOG_LEVEL: 'silent' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let passed = 0;
try {
  const address = await addressOf(relay);
  for (const page of PAGES) if (await hasFullMarks(page, `${address}${page}`)) passed += 1;
} finally {
  relay.kill();
}
console.log(`${passed} passed, ${PAGES.length - passed} failed`);
process.exit(passed === PAGES.length ? 0 : 1);

/**
 * Waits until the relay prints its address.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<string>} with a final slash
 */
async function addressOf(child) {
  let output = '';
  for (;;) {
    const [chunk] = await once(/** @type {import('node:stream').Readable} */ (child.stdout), 'data');
    output += chunk;
    const address = /^http:\/\/\S+\/$/m.exec(output)?.[0];
    if (address !== undefined) return address;
  }
}

/**
 * Tells whether Lighthouse gives a page 100 in every category in one of `RUNS_MAX` runs. Prints the scores of each run.
 *
 * @param {string} name
 * @param {string} url
 */
async function hasFullMarks(name, url) {
  for (let run = 1; run <= RUNS_MAX; run++) {
    const start = Date.now();
    const { scores, lost } = await measure(url);
    const isFull = CATEGORIES.every((category) => scores[category] === 100);
    const shown = CATEGORIES.map((category) => `${category} ${scores[category] ?? 'no score'}`).join(', ');
    console.log(`${isFull ? '✓' : '✗'} ${name}: ${shown} (${secondsSince(start)})`);
    for (const line of isFull ? [] : lost) console.log(`    ${line}`);
    if (isFull) return true;
  }
  return false;
}

/**
 * Runs Lighthouse with its default: a phone on a slow connection.
 *
 * @param {string} url
 * @returns {Promise<{scores: Record<string, number>, lost: string[]}>} the scores, and the audits that cost points
 */
async function measure(url) {
  const { code, output } = await runCommand(
    [
      join(MODULES, 'node-24/bin/node'),
      join(MODULES, 'lighthouse/cli/index.js'),
      url,
      '--quiet',
      '--output=json',
      '--no-enable-error-reporting',
      `--only-categories=${CATEGORIES.join(',')}`,
      `--chrome-path=${chromium}`,
      `--chrome-flags=${['--headless', ...chromiumArguments()].join(' ')}`,
    ],
    { isLive: false },
  );
  if (code !== 0) return { scores: {}, lost: [output] };
  /** @type {{categories: Record<string, {score: number | null, auditRefs: {id: string, weight: number}[]}>, audits: Record<string, {title: string, score: number | null, displayValue?: string}>}} */
  const { categories, audits } = JSON.parse(output.slice(output.indexOf('{')));
  const scores = Object.entries(categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]);
  const lost = Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
    .map(({ id }) => audits[id])
    .filter((audit) => audit !== undefined && audit.score !== null && audit.score < 1)
    .map((audit) => `${audit?.title}: ${audit?.displayValue ?? audit?.score}`);
  return { scores: Object.fromEntries(scores), lost };
}
