import { summarize } from './statistics.mjs';

/**
 * @typedef {import('./visit.mjs').Load} Load
 * @typedef {import('./visit.mjs').Use} Use
 * @typedef {import('./crowd.mjs').Crowd} Crowd
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 */

/**
 * All measurements. The same index of every list is the same run.
 *
 * @typedef {object} Results
 * @property {Map<string, Load[]>} loads - by contestant name
 * @property {Map<string, Use[]>} uses - by contestant name
 * @property {Map<string, import('./visit.mjs').Opening[]>} openings - by contestant name, of those with a launcher
 * @property {Map<string, Crowd[]>} crowds - by subject name
 * @property {Map<string, number[]>} growths - by subject name
 * @property {{ loader: number, usable: number, standalone: number }} files - sizes of the built files in bytes, brotli
 */

/**
 * A limit for a measurement.
 *
 * @typedef {object} Target
 * @property {string} text
 * @property {string} limit
 * @property {string} measured
 * @property {boolean} isMet
 */

/** One frame at 60 frames a second. */
const FRAME_MS = 1000 / 60;
/** The peers that our forms are to be faster than. The small @betahuhn/feedback-js is not one of them. */
const RIVALS = ['sentry', 'posthog', 'posthog-bundled', 'formbricks'];

/**
 * Compares the measurements with the targets. Leaves out a target whose contestants were not measured.
 *
 * @param {Results} results
 * @param {readonly Contestant[]} contestants
 * @returns {Target[]}
 */
export function checkTargets({ loads, uses, openings, crowds, growths, files }, contestants) {
  /** @type {Target[]} */
  const targets = [];
  const addMaximum = (
    /** @type {string} */ text,
    /** @type {number} */ measured,
    /** @type {number} */ limit,
    /** @type {(value: number) => string} */ write,
  ) => {
    if (!Number.isNaN(measured))
      targets.push({ text, limit: `≤ ${write(limit)}`, measured: write(measured), isMet: measured <= limit });
  };
  const addLessThan = (
    /** @type {string} */ text,
    /** @type {number} */ measured,
    /** @type {{ value: number, title: string }} */ least,
    /** @type {(value: number) => string} */ write,
  ) => {
    if (Number.isNaN(measured) || !Number.isFinite(least.value)) return;
    const limit = `< ${write(least.value)} (${least.title})`;
    targets.push({ text, limit, measured: write(measured), isMet: measured < least.value });
  };
  const bytes = (/** @type {number} */ value) => `${Math.round(value).toLocaleString('en')} B`;
  const times = (/** @type {number} */ value) => `${value.toFixed(2)} ×`;
  const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;
  const plain = (/** @type {number} */ value) => String(Math.round(value * 1000) / 1000);

  addMaximum('Bytes: loader', files.loader, 1500, bytes);
  addMaximum('Bytes: until the form can be used, with the loader', files.usable, 13_000, bytes);
  addMaximum('Bytes: standalone', files.standalone, 18_500, bytes);

  const usable = (/** @type {string} */ name) => (uses.get(name) ?? []).map((use) => use.usable);
  /** Divides the contestant's time by the shortest time of others in the same run; the median of all runs. */
  const ratio = (/** @type {string} */ name, /** @type {string[]} */ others) => {
    const times = others.map(usable).filter(({ length }) => length > 0);
    if (times.length === 0) return Number.NaN;
    return summarize(
      usable(name).map((time, run) => time / Math.min(...times.map((other) => other[run] ?? Number.NaN))),
    ).median;
  };
  for (const { name, title } of contestants.filter(({ side }) => side === 'ours')) {
    addMaximum(
      `Usable, ${title}: ratio to the fastest of Sentry, PostHog, Formbricks`,
      ratio(name, RIVALS),
      0.8,
      times,
    );
    addMaximum(`Usable, ${title}: ratio to the hand-written form`, ratio(name, ['hand-written']), 1.25, times);
  }

  const launcherTimes = openings.get('script-popover') ?? [];
  const sentryTimes = openings.get('sentry') ?? [];
  addMaximum(
    'Press of the launcher until usable: ratio to Sentry',
    summarize(launcherTimes.map(({ time }, run) => time / (sentryTimes[run]?.time ?? Number.NaN))).median,
    0.75,
    times,
  );

  const medianOf = (/** @type {string} */ name, /** @type {(load: Load) => number} */ read) =>
    summarize((loads.get(name) ?? []).map(read)).median;
  const leastOfPeers = (/** @type {(load: Load) => number} */ read) =>
    contestants
      .filter(({ side }) => side === 'peer')
      .map(({ name, title }) => ({ title, value: medianOf(name, read) }))
      .reduce((least, one) => (one.value < least.value ? one : least), { title: '', value: Number.POSITIVE_INFINITY });
  const unused = 'script-popover';
  addLessThan(
    'Unused page load: script time',
    medianOf(unused, ({ script }) => script),
    leastOfPeers(({ script }) => script),
    ms,
  );
  addLessThan(
    'Unused page load: bytes',
    medianOf(unused, (load) => load.bytes),
    leastOfPeers((load) => load.bytes),
    bytes,
  );
  addMaximum(
    'Unused page load: time in long tasks',
    medianOf(unused, ({ long }) => long),
    0,
    ms,
  );
  for (const { name, title } of contestants.filter(({ side }) => side === 'ours')) {
    const shifts = [...(loads.get(name) ?? []), ...(uses.get(name) ?? [])].map(({ shift }) => shift);
    addMaximum(
      `Layout shift until usable, ${title}: worst visit`,
      shifts.length > 0 ? Math.max(...shifts) : Number.NaN,
      0,
      plain,
    );
  }
  for (const { name, title } of contestants.filter(({ side }) => side === 'ours')) {
    const work = summarize((uses.get(name) ?? []).map(({ starWork }) => starWork)).median;
    addMaximum(`Star press, ${title}: work until the next paint`, work, FRAME_MS, ms);
  }
  for (const [name, list] of crowds) {
    const work = summarize(list.map(({ workRatio }) => workRatio)).median;
    addMaximum(`50 forms, ${name}: work, ratio to 50 × one form`, work, 1.2, times);
    const heap = summarize(list.map(({ heapRatio }) => heapRatio)).median;
    addMaximum(`50 forms, ${name}: heap, ratio to 50 × one form`, heap, 1.2, times);
  }
  for (const [name, list] of growths) {
    addMaximum(
      `1,000 mounts and unmounts, ${name}: heap, ratio to the heap before`,
      summarize(list).median,
      1.02,
      (value) => `${value.toFixed(3)} ×`,
    );
  }
  return targets;
}
