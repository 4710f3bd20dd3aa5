import { MANY } from './crowd.mjs';
import { summarize } from './statistics.mjs';
import { LATENCY_MS } from './visit.mjs';

/**
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 * @typedef {import('./statistics.mjs').Summary} Summary
 */

/**
 * A column of a table: its heading, how to read its number from one run, and how to write the summary of all runs.
 *
 * @template Run
 * @typedef {[heading: string, read: (run: Run) => number, write: (summary: Summary) => string]} Column
 */

const thousandths = (/** @type {number} */ value) => String(Math.round(value * 1000) / 1000);
const twoDecimals = (/** @type {number} */ value) => value.toFixed(2);
const kilobytes = (/** @type {number} */ value) => (value / 1000).toFixed(0);

/** Writes a number with one decimal. */
export const oneDecimal = (/** @type {number} */ value) => value.toFixed(1);

/** Writes a whole number, with commas between the thousands. */
export const whole = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');

const withQuartiles =
  (/** @type {(value: number) => string} */ write) =>
  (/** @type {Summary} */ { median, low, high }) =>
    Number.isNaN(median) ? '—' : `**${write(median)}** ${write(low)}–${write(high)}`;
const medianOnly =
  (/** @type {(value: number) => string} */ write) =>
  (/** @type {Summary} */ { median }) =>
    Number.isNaN(median) ? '—' : write(median);

/** @type {Column<import('./visit.mjs').Load>[]} */
export const LOAD_COLUMNS = [
  ['bytes', ({ bytes }) => bytes, medianOnly(whole)],
  ['script time, ms', ({ script }) => script, withQuartiles(oneDecimal)],
  ['long tasks, ms', ({ long }) => long, withQuartiles(whole)],
  ['layout shift', ({ shift }) => shift, medianOnly(thousandths)],
];

/** @type {Column<import('./visit.mjs').Use>[]} */
export const USABLE_COLUMNS = [
  ['usable after, ms', ({ usable }) => usable, withQuartiles(whole)],
  ['bytes until then', ({ usableBytes }) => usableBytes, medianOnly(whole)],
  ['all bytes', ({ allBytes }) => allBytes, medianOnly(whole)],
  ['long tasks, ms', ({ usableLong }) => usableLong, withQuartiles(whole)],
  ['layout shift', ({ shift }) => shift, medianOnly(thousandths)],
  ['heap, kB', ({ heap }) => heap, medianOnly(kilobytes)],
  ['elements', ({ nodes }) => nodes, medianOnly(whole)],
];

/** @type {Column<import('./visit.mjs').Use>[]} */
export const SEND_COLUMNS = [
  ['star to paint, ms', ({ star }) => star, withQuartiles(oneDecimal)],
  ['work in that time, ms', ({ starWork }) => starWork, withQuartiles(oneDecimal)],
  ['Send to thanks, round trips', ({ sent }) => sent / LATENCY_MS, withQuartiles(oneDecimal)],
  ['exchanges', ({ exchanges }) => exchanges, medianOnly(whole)],
  ['connections opened', ({ opened }) => opened, medianOnly(whole)],
  ['layout shift', ({ laterShift }) => laterShift, medianOnly(thousandths)],
];

/** @type {Column<import('./visit.mjs').Opening>[]} */
export const OPENING_COLUMNS = [
  ['usable after the press, ms', ({ time }) => time, withQuartiles(whole)],
  ['bytes before the press', ({ bytes }) => bytes, medianOnly(whole)],
];

/** @type {Column<import('./crowd.mjs').Crowd>[]} */
export const CROWD_COLUMNS = [
  ['time, ms', ({ time }) => time, withQuartiles(whole)],
  ['work, ms', ({ work }) => work, withQuartiles(whole)],
  [`work, ratio to ${MANY} × one form`, ({ workRatio }) => workRatio, medianOnly(twoDecimals)],
  ['heap, kB', ({ heap }) => heap, medianOnly(kilobytes)],
  [`heap, ratio to ${MANY} × one form`, ({ heapRatio }) => heapRatio, medianOnly(twoDecimals)],
];

/**
 * Writes a contestant's title and version, with a mark on the forms of this package.
 *
 * @param {Contestant} contestant
 */
export function titleOf({ title, version, side }) {
  return `${side === 'ours' ? '**ours:** ' : ''}${title}${version ? ` ${version}` : ''}`;
}

/**
 * Computes the median of a column for each contestant, and leaves out those without one.
 *
 * @template Run
 * @param {readonly Contestant[]} contestants
 * @param {Map<string, Run[]>} runs - by the names of contestants
 * @param {(run: Run) => number} read
 */
export function mediansOf(contestants, runs, read) {
  return contestants
    .map(({ name, title, side }) => ({ name, title, side, value: summarize((runs.get(name) ?? []).map(read)).median }))
    .filter(({ value }) => !Number.isNaN(value));
}

/**
 * Writes a Markdown table of medians.
 *
 * @template Run
 * @template {{ name: string }} Row
 * @param {readonly Row[]} rows
 * @param {Map<string, Run[]>} runs - by the names of the rows
 * @param {readonly Column<Run>[]} columns
 * @param {(row: Row) => string} writeTitle
 */
export function writeFigures(rows, runs, columns, writeTitle) {
  return writeTable(
    ['', ...columns.map(([heading]) => heading)],
    rows.map((row) => [
      writeTitle(row),
      ...columns.map(([, read, write]) => write(summarize((runs.get(row.name) ?? []).map(read)))),
    ]),
  );
}

/**
 * Writes a Markdown table. The first column is aligned left, the others right.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function writeTable(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
