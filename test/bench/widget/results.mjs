import { MANY, MOUNTS } from './crowd.mjs';
import { summarize } from './statistics.mjs';
import {
  CROWD_COLUMNS,
  LOAD_COLUMNS,
  mediansOf,
  OPENING_COLUMNS,
  SEND_COLUMNS,
  titleOf,
  USABLE_COLUMNS,
  whole,
  writeFigures,
  writeTable,
} from './tables.mjs';
import { checkTargets } from './targets.mjs';

/**
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 * @typedef {import('./crowd.mjs').Subject} Subject
 * @typedef {import('./targets.mjs').Results} Results
 */

/**
 * Writes all results as Markdown: `test/bench/results.md`.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @param {readonly Subject[]} subjects
 * @returns {string}
 */
export function writeResults(results, contestants, subjects) {
  const { loads, uses, openings, crowds, growths } = results;
  const targets = checkTargets(results, contestants);
  const losses = listLosses(results, contestants);
  const early = contestants.filter(({ isThanksEarly }) => isThanksEarly).map(({ title }) => title);

  return `# All results of the benchmark

\`npm run bench\` writes this page. [BENCHMARKS.md](../../BENCHMARKS.md) is its summary and says how it measures.

## Targets

${writeTable(
  ['', 'target', 'measured', 'met'],
  targets.map(({ text, limit, measured, isMet }) => [text, limit, measured, isMet ? 'yes' : '**no**']),
)}

## Where others are better

Each line has the best median of our forms, then every better one.

${losses.length > 0 ? losses.map((line) => `- ${line}`).join('\n') : 'Nowhere, in this run.'}

## A page load in which nobody uses the form

- *Bytes*: all compressed bodies, and what the form adds to the page's own HTML.
- *Script time*: what the developer tools count as JavaScript.
- *Long tasks*: the time in tasks of more than 50 ms.

A form without a launcher appears by itself.

${writeFigures(contestants, loads, LOAD_COLUMNS, titleOf)}

## Until the form can be used

- *Usable after*: from the start of the navigation to the first frame in which a visitor can press the form's first
  control. The control exists, is enabled, and a pointer at its middle would hit it. The script of the hand-written form
  must run, too. A launcher is pressed in the first frame in which it can be pressed, without hovering before.
- *Heap* and *elements*: what the form adds to the same page without a form. The heap is measured after a garbage
  collection. Elements in shadow roots count.
- *All bytes*: with the code that sends, and all else that arrives until the thanks.

${writeFigures(contestants, uses, USABLE_COLUMNS, titleOf)}

## Pressing the launcher

The launcher is pressed two seconds after the page has loaded, without hovering before. The time ends with the first frame in
which a visitor can press the form's first control.

${writeFigures(
  contestants.filter(({ launcher }) => launcher),
  openings,
  OPENING_COLUMNS,
  titleOf,
)}

## Pressing a star, and sending

- *Star to paint*: the pointer presses the fourth star, or the first choice where there are no stars. The time ends with the
  paint of the next frame, which can be up to 16.7 ms later. *Work* is what the main thread does for the press and the
  frame.
- *Send to thanks*: the form is filled in slowly and sent to a relay at another origin, 150 ms away.
- *Exchanges*: requests to the relay, preflights included. Each takes one round trip. Opening a connection takes two more
  (TCP and TLS).

${writeFigures(contestants, uses, SEND_COLUMNS, titleOf)}
${early.length > 0 ? `\nThese show thanks before they have an answer: ${early.join('; ')}.\n` : ''}
## ${MANY} forms on a page, and ${whole(MOUNTS)} mounts

The form's code is loaded and has run before. The CPU is slow. *Work* is what the main thread does until all forms are
painted. The peers are not made for more than one form on a page.

${writeFigures(subjects, crowds, CROWD_COLUMNS, ({ title }) => title)}

The heap after ${whole(MOUNTS)} forms were mounted and unmounted, divided by the heap before: ${subjects
    .map(({ name, title }) => `${title} ${summarize(growths.get(name) ?? []).median.toFixed(3)}`)
    .join(', ')}.

## What was measured

${contestants.map((contestant) => `- ${titleOf(contestant)}: ${contestant.description}`).join('\n')}

These figures leave out two things. A script from another origin needs a new connection first; here, the page's own origin
serves everything but the relay. And the peers have features that our form does not have.
`;
}

/**
 * Lists every column in which another contestant is better than the best of our forms.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @returns {string[]}
 */
function listLosses({ loads, uses }, contestants) {
  /**
   * @template Run
   * @param {string} section
   * @param {Map<string, Run[]>} runs
   * @param {readonly import('./tables.mjs').Column<Run>[]} columns
   */
  const compare = (section, runs, columns) =>
    columns.flatMap(([heading, read, write]) => {
      const medians = mediansOf(contestants, runs, read);
      const best = medians.filter(({ side }) => side === 'ours').sort((a, b) => a.value - b.value)[0];
      if (!best) return [];
      const better = medians.filter(({ side, value }) => side !== 'ours' && value < best.value);
      if (better.length === 0) return [];
      const format = (/** @type {number} */ value) =>
        write({ median: value, low: value, high: value }).replace(/^\*\*(.+)\*\*.*/, '$1');
      const others = better.map(({ title, value }) => `${title} ${format(value)}`).join('; ');
      return [`${section}, ${heading}: ${format(best.value)} (${best.title}); ${others}.`];
    });
  return [
    ...compare('Page load', loads, LOAD_COLUMNS),
    ...compare('Until usable', uses, USABLE_COLUMNS),
    ...compare('Use', uses, SEND_COLUMNS),
  ];
}
