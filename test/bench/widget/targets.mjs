import { summarize } from './statistics.mjs';

/**
 * @typedef {import('./visit.mjs').Load} Load
 * @typedef {import('./visit.mjs').Use} Use
 * @typedef {import('./crowd.mjs').Crowd} Crowd
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 */

/**
 * All that was measured; at the same index of every list stands the same run.
 *
 * @typedef {object} Results
 * @property {Map<string, Load[]>} loads - by the names of contestants
 * @property {Map<string, Use[]>} uses
 * @property {Map<string, Crowd[]>} crowds - by the names of subjects
 * @property {Map<string, number[]>} growths
 * @property {{ loader: number, usable: number, standalone: number }} files - bytes of the built files, brotli
 */

/**
 * Something that the form is to reach.
 *
 * @typedef {object} Target
 * @property {string} text
 * @property {string} limit
 * @property {string} found
 * @property {boolean} isMet
 */

/** One frame at 60 a second. */
const FRAME_MS = 1000 / 60;
const RIVALS = ['sentry', 'posthog', 'posthog-bundled', 'formbricks'];

/**
 * Holds what was measured against what is to be reached. A target whose contestants were not measured is left out.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @returns {Target[]}
 */
export function judge({ loads, uses, crowds, growths, files }, contestants) {
  /** @type {Target[]} */
  const targets = [];
  const most = (
    /** @type {string} */ text,
    /** @type {number} */ found,
    /** @type {number} */ limit,
    /** @type {(value: number) => string} */ write,
  ) => {
    if (!Number.isNaN(found))
      targets.push({ text, limit: `≤ ${write(limit)}`, found: write(found), isMet: found <= limit });
  };
  const below = (
    /** @type {string} */ text,
    /** @type {number} */ found,
    /** @type {{ value: number, title: string }} */ least,
    /** @type {(value: number) => string} */ write,
  ) => {
    if (Number.isNaN(found) || !Number.isFinite(least.value)) return;
    const limit = `< ${write(least.value)} (${least.title})`;
    targets.push({ text, limit, found: write(found), isMet: found < least.value });
  };
  const bytes = (/** @type {number} */ value) => `${Math.round(value).toLocaleString('en')} B`;
  const times = (/** @type {number} */ value) => `${value.toFixed(2)} ×`;
  const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
  const plain = (/** @type {number} */ value) => String(Math.round(value * 1000) / 1000);

  most('Bytes: loader', files.loader, 1500, bytes);
  most('Bytes: until the form can be used, loader included', files.usable, 13_000, bytes);
  most('Bytes: standalone', files.standalone, 18_500, bytes);

  const usable = (/** @type {string} */ name) => (uses.get(name) ?? []).map((use) => use.usable);
  /** The median of one contestant's time, run by run divided by the least of some others'. */
  const ratio = (/** @type {string} */ name, /** @type {string[]} */ others) => {
    const times = others.map(usable).filter(({ length }) => length > 0);
    if (times.length === 0) return Number.NaN;
    return summarize(
      usable(name).map((time, run) => time / Math.min(...times.map((other) => other[run] ?? Number.NaN))),
    ).median;
  };
  for (const { name, title } of contestants.filter(({ side }) => side === 'ours')) {
    most(`Usable, ${title}: of the fastest of Sentry, PostHog, Formbricks`, ratio(name, RIVALS), 0.8, times);
    most(`Usable, ${title}: of the hand-written form`, ratio(name, ['hand-written']), 1.25, times);
  }

  const median = (/** @type {string} */ name, /** @type {(load: Load) => number} */ of) =>
    summarize((loads.get(name) ?? []).map(of)).median;
  const leastOfPeers = (/** @type {(load: Load) => number} */ of) =>
    contestants
      .filter(({ side }) => side === 'peer')
      .map(({ name, title }) => ({ title, value: median(name, of) }))
      .reduce((least, one) => (one.value < least.value ? one : least), { title: '', value: Number.POSITIVE_INFINITY });
  const unused = 'script-popover';
  below(
    'Page load without use: script time',
    median(unused, ({ script }) => script),
    leastOfPeers(({ script }) => script),
    ms,
  );
  below(
    'Page load without use: bytes',
    median(unused, (load) => load.bytes),
    leastOfPeers((load) => load.bytes),
    bytes,
  );
  most(
    'Page load without use: time in long tasks',
    median(unused, ({ long }) => long),
    0,
    ms,
  );
  for (const { name, title } of contestants.filter(({ side }) => side === 'ours')) {
    const shifts = [...(loads.get(name) ?? []), ...(uses.get(name) ?? [])].map(({ shift }) => shift);
    most(
      `Layout shift until the form can be used, ${title}: the worst of all visits`,
      shifts.length > 0 ? Math.max(...shifts) : Number.NaN,
      0,
      plain,
    );
  }
  for (const { name, title } of contestants.filter(({ side }) => side === 'ours')) {
    const work = summarize((uses.get(name) ?? []).map(({ starWork }) => starWork)).median;
    most(`Press of a star, ${title}: work until the next paint`, work, FRAME_MS, ms);
  }
  for (const [name, list] of crowds) {
    const of = summarize(list.map(({ workRatio }) => workRatio)).median;
    most(`50 forms, ${name}: work, of 50 times one`, of, 1.2, times);
    const heap = summarize(list.map(({ heapRatio }) => heapRatio)).median;
    most(`50 forms, ${name}: heap, of 50 times one`, heap, 1.2, times);
  }
  for (const [name, list] of growths) {
    most(
      `1,000 mounts and unmounts, ${name}: heap, of that before`,
      summarize(list).median,
      1.02,
      (value) => `${value.toFixed(3)} ×`,
    );
  }
  return targets;
}
