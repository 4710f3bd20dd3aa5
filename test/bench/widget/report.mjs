import { MANY, MOUNTS } from './crowd.mjs';
import { draw } from './picture.mjs';
import { summarize } from './statistics.mjs';
import { judge } from './targets.mjs';
import { BITS_PER_SECOND, LATENCY_MS, SLOWDOWN } from './visit.mjs';

/**
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 * @typedef {import('./crowd.mjs').Subject} Subject
 * @typedef {import('./statistics.mjs').Summary} Summary
 * @typedef {import('./targets.mjs').Results} Results
 * @typedef {{ cpu: string, node: string, chromium: string, bundler: string }} Machine
 */

/**
 * A column: its heading, and how the figure of a contestant is written.
 *
 * @template Value
 * @typedef {[heading: string, of: (value: Value) => number, write: (summary: Summary) => string]} Column
 */

const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
const withSpread =
  (/** @type {(value: number) => string} */ write) =>
  (/** @type {Summary} */ { median, low, high }) =>
    Number.isNaN(median) ? '—' : `**${write(median)}** ${write(low)}–${write(high)}`;
const alone =
  (/** @type {(value: number) => string} */ write) =>
  (/** @type {Summary} */ { median }) =>
    Number.isNaN(median) ? '—' : write(median);
const kilobytes = (/** @type {number} */ value) => (value / 1000).toFixed(0);
const thousandth = (/** @type {number} */ value) => String(Math.round(value * 1000) / 1000);
const tenth = (/** @type {number} */ value) => value.toFixed(1);

/** @type {Column<import('./visit.mjs').Load>[]} */
const LOAD_COLUMNS = [
  ['bytes', ({ bytes }) => bytes, alone(whole)],
  ['script time, ms', ({ script }) => script, withSpread(tenth)],
  ['long tasks, ms', ({ long }) => long, withSpread(whole)],
  ['layout shift', ({ shift }) => shift, alone(thousandth)],
];

/** @type {Column<import('./visit.mjs').Use>[]} */
const USE_COLUMNS = [
  ['usable after, ms', ({ usable }) => usable, withSpread(whole)],
  ['bytes until then', ({ usableBytes }) => usableBytes, alone(whole)],
  ['all bytes', ({ allBytes }) => allBytes, alone(whole)],
  ['long tasks, ms', ({ usableLong }) => usableLong, withSpread(whole)],
  ['layout shift', ({ shift }) => shift, alone(thousandth)],
  ['heap, kB', ({ heap }) => heap, alone(kilobytes)],
  ['elements', ({ nodes }) => nodes, alone(whole)],
];

/** @type {Column<import('./visit.mjs').Use>[]} */
const TOUCH_COLUMNS = [
  ['star to paint, ms', ({ star }) => star, withSpread(tenth)],
  ['of that work, ms', ({ starWork }) => starWork, withSpread(tenth)],
  ['Send to thanks, round trips', ({ sent }) => sent / LATENCY_MS, withSpread(tenth)],
  ['exchanges', ({ exchanges }) => exchanges, alone(whole)],
  ['connections opened', ({ opened }) => opened, alone(whole)],
  ['layout shift', ({ laterShift }) => laterShift, alone(thousandth)],
];

/** @type {Column<import('./crowd.mjs').Crowd>[]} */
const CROWD_COLUMNS = [
  ['time, ms', ({ time }) => time, withSpread(whole)],
  ['work, ms', ({ work }) => work, withSpread(whole)],
  [`work, of ${MANY} × one`, ({ workRatio }) => workRatio, alone((value) => value.toFixed(2))],
  ['heap, kB', ({ heap }) => heap, alone(kilobytes)],
  [`heap, of ${MANY} × one`, ({ heapRatio }) => heapRatio, alone((value) => value.toFixed(2))],
];

/**
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @param {readonly Subject[]} subjects
 * @param {Machine} machine
 * @param {number} runs
 * @returns {{ text: string, picture: string }} Markdown, to be continued by hand; and the picture that it shows
 */
export function report(results, contestants, subjects, machine, runs) {
  const { loads, uses, crowds, growths } = results;
  const titleOf = (/** @type {Contestant} */ { title, version, side }) =>
    `${side === 'ours' ? '**ours:** ' : ''}${title}${version ? ` ${version}` : ''}`;
  const targets = judge(results, contestants);
  const lost = losses(results, contestants);
  const unanswered = contestants.filter(({ waits }) => waits).map(({ title, waits }) => `${title}: ${waits}`);

  const text = `# Benchmarks

Made by \`npm run bench\`, which measures all of it anew and writes this page; what follows "What was tried" is written by
hand, in \`test/bench/notes.md\`.

![Time until the form can be used, and bytes until then](test/bench/benchmarks.svg)

Everyone stands on the same page, served by the same local server with brotli, in the same Chromium and the same run:
CPU slowed ${SLOWDOWN} times, ${LATENCY_MS} ms latency, ${BITS_PER_SECOND / 1e6} Mbit/s, a new visitor with empty caches for
every visit. A warm-up, then ${runs} runs, in each of them every contestant, beginning with another one each time. Bold
figures are medians; what follows them is the range of the middle half of the runs. Milliseconds hold for this machine,
ratios within a run for others too.

${machine.cpu}; Chromium ${machine.chromium}, Node ${machine.node}, ${machine.bundler}.

## Targets

${table(
  ['', 'target', 'found', 'met'],
  targets.map(({ text, limit, found, isMet }) => [text, limit, found, isMet ? 'yes' : '**no**']),
)}

## Where we lose

${lost.length > 0 ? lost.map((line) => `- ${line}`).join('\n') : 'Nowhere, in this run.'}

## A page load in which nobody uses the form

Bytes are those of all bodies, compressed, and of what the page's own HTML is longer by; script time is what the
developer tools count as JavaScript; long tasks are those of more than 50 ms. Forms without a launcher show by themselves.

${figures(contestants, loads, LOAD_COLUMNS, titleOf)}

## Until the form can be used

From the start of the navigation to the first frame in which the form's first control can be pressed: it is there,
enabled, and what a pointer at its middle would hit (for the hand-written form also: its script runs). A launcher is
pressed in the frame in which it can be, without hovering first. Heap after a collection, and elements with those in
shadow roots, are what there is more than on the same page with no form; all bytes include sending.

${figures(contestants, uses, USE_COLUMNS, titleOf)}

## Pressing a star, and sending

The pointer presses four stars (where there are none, the first choice); the time ends with the paint of the next frame,
for which up to 16.7 ms are waited, its work being that of the press and of the frame. Then the form is filled in at leisure, and sent to a relay at another origin, 150 ms
away: an exchange is a round trip, the preflight too, and opening a connection two more (TCP and TLS).

${figures(contestants, uses, TOUCH_COLUMNS, titleOf)}

${unanswered.map((line) => `${line}.`).join(' ')}

## ${MANY} forms on a page, and ${whole(MOUNTS)} mounts

The form's code is there and has run; the machine is slow. Work is what the main thread does until all are painted. No
peer is meant to stand on a page more than once.

${figures(subjects, crowds, CROWD_COLUMNS, ({ title }) => title)}

The heap after ${whole(MOUNTS)} forms were mounted and unmounted, divided by the heap before: ${subjects
    .map(({ name, title }) => `${title} ${summarize(growths.get(name) ?? []).median.toFixed(3)}`)
    .join(', ')}.

## Who was measured

${contestants.map((contestant) => `- ${titleOf(contestant)}: ${HOW[contestant.name] ?? ''}`).join('\n')}

What is not in these figures: how long a connection to another origin than the page's takes to open before a script can
be fetched from there (everything but the relay is served by the page's own), and what the peers can do besides.
`;

  const bars = (/** @type {(use: import('./visit.mjs').Use) => number} */ of) =>
    contestants.map(({ name, title, side }) => ({ title, side, value: summarize((uses.get(name) ?? []).map(of)) }));
  const picture = draw('Time and bytes until the form can be used', [
    {
      heading: 'Until the form can be used, ms',
      bars: bars(({ usable }) => usable),
      write: whole,
    },
    {
      heading: 'Bytes until then, kB',
      bars: bars(({ usableBytes }) => usableBytes),
      write: (value) => (value / 1000).toFixed(1),
    },
  ]);
  return { text, picture };
}

/** How each contestant is put into the page. */
const HOW = /** @type {Record<string, string>} */ ({
  'script-inline': 'one script tag with `data-target`',
  'script-with-form': 'one script tag with `data-target`, of `haptik-feedback.with-form.js`',
  'script-popover': 'one script tag; a launcher opens the form',
  'script-pinned': 'the tag that `npm run build` prints for one build, with a `modulepreload` of the form',
  standalone: 'one script tag with `data-target`; one file',
  component: '`<FeedbackWidget>`, `style.css` and Preact in the bundle of the page',
  sentry: '`@sentry/browser` with `feedbackIntegration` in the bundle; a launcher opens the form; no stars',
  posthog: '`posthog-js` in the bundle; it fetches settings, the code of its surveys, and the survey: a rating, a text',
  'posthog-bundled': 'the same, with the code of the surveys in the bundle, as for sites that fetch no code',
  formbricks: '`@formbricks/surveys` in the bundle, given the survey: stars, a choice, a text, one after the other',
  'feedback-js': '`@betahuhn/feedback-js` in the bundle; a launcher opens a choice, and that a text; no stars',
  'hand-written':
    'a form in the HTML of the page, and a script that sends it; no languages, drafts, retries or relay errors',
});

/**
 * Everything in which another is ahead of the best of ours.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @returns {string[]}
 */
function losses({ loads, uses }, contestants) {
  /**
   * @template Value
   * @param {string} where
   * @param {Map<string, Value[]>} values
   * @param {readonly Column<Value>[]} columns
   */
  const compare = (where, values, columns) =>
    columns.flatMap(([heading, of, write]) => {
      const known = contestants
        .map(({ name, title, side }) => ({ title, side, value: summarize((values.get(name) ?? []).map(of)).median }))
        .filter(({ value }) => !Number.isNaN(value));
      const best = known.filter(({ side }) => side === 'ours').sort((a, b) => a.value - b.value)[0];
      if (!best) return [];
      const ahead = known.filter(({ side, value }) => side !== 'ours' && value < best.value);
      if (ahead.length === 0) return [];
      const median = (/** @type {number} */ value) =>
        write({ median: value, low: value, high: value }).replace(/^\*\*(.+)\*\*.*/, '$1');
      const names = ahead.map(({ title, value }) => `${title} ${median(value)}`).join(', ');
      return [`${where}, ${heading}: the best of ours (${best.title}) has ${median(best.value)}; ${names}.`];
    });
  return [
    ...compare('Page load', loads, LOAD_COLUMNS),
    ...compare('Until usable', uses, USE_COLUMNS),
    ...compare('Use', uses, TOUCH_COLUMNS),
  ];
}

/**
 * @template Value
 * @template {{ name: string }} Row
 * @param {readonly Row[]} rows
 * @param {Map<string, Value[]>} values
 * @param {readonly Column<Value>[]} columns
 * @param {(row: Row) => string} titleOf
 */
function figures(rows, values, columns, titleOf) {
  return table(
    ['', ...columns.map(([heading]) => heading)],
    rows.map((row) => [
      titleOf(row),
      ...columns.map(([, of, write]) => write(summarize((values.get(row.name) ?? []).map(of)))),
    ]),
  );
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
