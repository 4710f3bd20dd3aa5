import { drawBars } from './picture.mjs';
import { summarize } from './statistics.mjs';
import { mediansOf, oneDecimal, titleOf, whole, writeTable } from './tables.mjs';
import { checkTargets } from './targets.mjs';
import { BITS_PER_SECOND, LATENCY_MS, SLOWDOWN } from './visit.mjs';

/**
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 * @typedef {import('./targets.mjs').Results} Results
 * @typedef {{ cpu: string, node: string, chromium: string, bundler: string }} Machine
 */

const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(2)} s`;
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @type {[heading: string, (load: import('./visit.mjs').Load) => number, (median: number) => string][]} */
const LOAD_COLUMNS = [
  ['unused, bytes', ({ bytes }) => bytes, whole],
  ['unused, script ms', ({ script }) => script, oneDecimal],
];

/** @type {[heading: string, (use: import('./visit.mjs').Use) => number, (median: number) => string][]} */
const USE_COLUMNS = [
  ['usable, ms', ({ usable }) => usable, whole],
  ['usable, bytes', ({ usableBytes }) => usableBytes, whole],
  ['Send to thanks', ({ sent }) => sent / LATENCY_MS, oneDecimal],
];

/**
 * Writes the summary of the results as Markdown: `BENCHMARKS.md`.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @param {Machine} machine
 * @param {number} runs
 * @returns {string}
 */
export function writeReport(results, contestants, machine, runs) {
  const { loads, uses } = results;
  const targets = checkTargets(results, contestants);
  const met = targets.filter(({ isMet }) => isMet).length;

  return `# Benchmarks

## What it means for a visitor

${listMeanings(results, contestants)
  .map((line) => `- ${line}`)
  .join('\n')}

${met} of ${targets.length} targets are met. [All results](test/bench/results.md) has every target, every table and
every measurement in which another form is better. [docs/performance.md](docs/performance.md) says where the time and the bytes go, and
what was tried.

![Time until the form can be used, and bytes until then](test/bench/benchmarks.svg)

## Results

Medians of ${runs} runs. *Unused* is a page load in which nobody uses the form. *Usable* is the first moment at which a
visitor can press the form's first control. *Send to thanks* is the time from the press of *Send* to the thanks, in round trips
to the relay (${LATENCY_MS} ms each).

${writeTable(
  ['', ...LOAD_COLUMNS.map(([heading]) => heading), ...USE_COLUMNS.map(([heading]) => heading)],
  contestants.map((contestant) => {
    const { name, isThanksEarly } = contestant;
    const medianOf = (/** @type {number[]} */ values) => summarize(values).median;
    const loadCells = LOAD_COLUMNS.map(([, read, write]) => write(medianOf((loads.get(name) ?? []).map(read))));
    const useCells = USE_COLUMNS.map(([, read, write]) => write(medianOf((uses.get(name) ?? []).map(read))));
    return [titleOf(contestant), ...loadCells, ...useCells.slice(0, -1), useCells.at(-1) + (isThanksEarly ? ' ¹' : '')];
  }),
)}

¹ Thanks appear before there is an answer.

## How it is measured

Each form is measured alone, on a copy of the same page. One local server sends all pages, compressed with brotli, to the same
Chromium. The CPU is slowed down by a factor of ${SLOWDOWN}, the latency is ${LATENCY_MS} ms, the bandwidth ${BITS_PER_SECOND / 1e6} Mbit/s. Every visit is by a new
visitor with empty caches. After a warm-up, each of the ${runs} runs measures every form, and each run starts with another form. The
milliseconds are valid only for this machine. Ratios within a run can be compared between machines.

${machine.cpu}; Chromium ${machine.chromium}, Node ${machine.node}, ${machine.bundler}.

## How to repeat it

\`\`\`sh
npm run bench
\`\`\`

The command builds everything, installs the other forms, measures everything again and writes this page, the picture and all results.
\`npm run bench -- --quick\` measures once; \`-- --only=script-inline,sentry\` measures only these forms. Neither writes a file.
`;
}

/**
 * Draws the picture of the report: `test/bench/benchmarks.svg`.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @returns {string} SVG
 */
export function drawReport({ uses }, contestants) {
  const barsOf = (/** @type {(use: import('./visit.mjs').Use) => number} */ read) =>
    contestants.map(({ name, title, side }) => ({ title, side, value: summarize((uses.get(name) ?? []).map(read)) }));
  return drawBars('Time and bytes until the form can be used', [
    {
      heading: 'Until the form can be used, ms',
      bars: barsOf(({ usable }) => usable),
      write: whole,
    },
    {
      heading: 'Bytes until then, kB',
      bars: barsOf(({ usableBytes }) => usableBytes),
      write: (value) => (value / 1000).toFixed(1),
    },
  ]);
}

/**
 * Says in words what the medians mean. Leaves out what was not measured.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 */
function listMeanings({ loads, uses }, contestants) {
  /** @type {string[]} */
  const lines = [];
  const usable = mediansOf(contestants, uses, (use) => use.usable).sort((a, b) => a.value - b.value);
  const ours = usable.filter(({ side }) => side === 'ours');
  const [fastest, slowest] = [ours[0], ours.at(-1)];
  if (fastest && slowest) {
    const others = usable.filter(({ side }) => side !== 'ours').map(({ title, value }) => `${title} ${seconds(value)}`);
    lines.push(
      `**Waiting for the form.** On a slow phone our form can be used ${seconds(fastest.value)} (${fastest.title}) to ` +
        `${seconds(slowest.value)} (${slowest.title}) after the visitor opens the page. The others: ${others.join('; ')}.`,
    );
  }
  const launcherLoads = loads.get('script-popover') ?? [];
  if (launcherLoads.length > 0) {
    const median = (/** @type {(load: import('./visit.mjs').Load) => number} */ read) =>
      summarize(launcherLoads.map(read)).median;
    lines.push(
      `**Pages on which nobody gives feedback.** A launcher costs ${kilobytes(median(({ bytes }) => bytes))}, ` +
        `${oneDecimal(median(({ script }) => script))} ms of script time and ${whole(median(({ long }) => long))} ms in long tasks. ` +
        `Its layout shift is ${median(({ shift }) => shift)}.`,
    );
  }
  const sent = mediansOf(contestants, uses, (use) => use.sent / LATENCY_MS);
  const oursSent = sent.filter(({ side }) => side === 'ours').map(({ value }) => value);
  const limit = sent.find(({ side }) => side === 'limit');
  if (oursSent.length > 0 && limit) {
    lines.push(
      `**After *Send feedback*.** Thanks come after ${Math.min(...oursSent).toFixed(1)} to ${Math.max(...oursSent).toFixed(1)} ` +
        `round trips to the relay, and after ${limit.value.toFixed(1)} with the ${limit.title}.`,
    );
  }
  return lines;
}
