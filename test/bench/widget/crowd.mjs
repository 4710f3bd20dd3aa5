import { buildPage } from './build-pages.mjs';
import { pageWith } from './contestants.mjs';
import { openVisit, SLOWDOWN } from './visit.mjs';

/**
 * @typedef {import('playwright').BrowserContext} BrowserContext
 * @typedef {import('./build-pages.mjs').File} File
 * @typedef {import('./serve.mjs').Site} Site
 */

/**
 * The cost of many forms on one page, on a slow CPU, after their code is loaded.
 *
 * @typedef {object} Crowd
 * @property {number} time - milliseconds from adding the forms until all are painted
 * @property {number} work - milliseconds that the main thread is busy in that time
 * @property {number} workRatio - `work` divided by `MANY` times the work of one form
 * @property {number} heap - bytes
 * @property {number} heapRatio - `heap` divided by `MANY` times the heap of one form
 */

/** @typedef {{ name: string, title: string, path: string }} Subject a page that can show many forms */

/** How many forms a page shows at once. */
export const MANY = 50;
/** How many forms are mounted and unmounted to measure the growth of the heap. */
export const MOUNTS = 1000;

/** How often one form is shown before it is measured. Then the shared code is loaded and compiled. */
const WARM_UPS = 5;
const REPEATS = 7;

/** Code for the page: replaces the forms with `count` new ones. They overlap, so that all are in the viewport. */
const SHOW_ELEMENTS = `
window.show = (count) => {
  const container = document.querySelector('#feedback');
  container.replaceChildren();
  for (let index = 0; index < count; index++) {
    const element = document.createElement('haptik-feedback');
    element.style = 'position:absolute;top:' + index + 'px';
    Object.assign(element, { relayUrl: 'RELAY', businessId: 343, authId: 'visitor-1', remember: false });
    container.append(element);
  }
};`;

/** Code for the page: shows `count` forms and resolves with the milliseconds until all are painted. */
const SHOW_TIMED = `
window.showTimed = (count) => new Promise((resolve) => {
  const began = performance.now();
  show(count);
  const container = document.querySelector('#feedback');
  const checkFrame = () => {
    for (const child of container.children) {
      if (!(child.shadowRoot ?? child).querySelector('input')) return requestAnimationFrame(checkFrame);
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - began);
    port2.postMessage('');
  };
  requestAnimationFrame(checkFrame);
});`;

/**
 * Builds the pages that show many forms.
 *
 * @param {Map<string, File>} files - the pages are added to it
 * @param {string} relay - the URL that feedback is posted to
 * @returns {Promise<Subject[]>}
 */
export async function prepareCrowds(files, relay) {
  const element = `<script src="/haptik-feedback.js"></script><script>${SHOW_ELEMENTS}${SHOW_TIMED}</script>`;
  const component = `${await buildPage('widget-pages/component-crowd.jsx', files)}<script>${SHOW_TIMED}</script>`;
  files.set('/crowd-element.html', pageWith(relay, element));
  files.set('/crowd-component.html', pageWith(relay, component));
  return [
    { name: 'crowd-element', title: '`<haptik-feedback>`', path: '/crowd-element.html' },
    { name: 'crowd-component', title: '`<FeedbackWidget>`', path: '/crowd-component.html' },
  ];
}

/**
 * Measures one form, then many.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Subject} subject
 * @returns {Promise<Crowd>}
 */
export async function measureCrowd(context, site, { path }) {
  const visitor = await openVisit(context, site, null, false);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    await visitor.session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const clear = () => visitor.run('showTimed(0)');
    const cost = async (/** @type {number} */ count) => {
      const before = await visitor.taskTime();
      const time = await visitor.run(`showTimed(${count})`);
      return { time, work: (await visitor.taskTime()) - before };
    };
    for (let warmUp = 0; warmUp < WARM_UPS; warmUp++) await cost(1);
    const single = [];
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      await clear();
      single.push((await cost(1)).work);
    }
    const one = /** @type {number} */ (single.sort((a, b) => a - b)[REPEATS >> 1]);
    await clear();
    const empty = await visitor.heap();
    await cost(1);
    const heapOfOne = (await visitor.heap()) - empty;
    await clear();
    const { time, work } = await cost(MANY);
    const heap = (await visitor.heap()) - empty;
    return { time, work, workRatio: work / (MANY * one), heap, heapRatio: heap / (MANY * heapOfOne) };
  } finally {
    await visitor.close();
  }
}

/**
 * Measures the heap after `MOUNTS` forms were mounted and unmounted, divided by the heap before.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Subject} subject
 * @returns {Promise<number>}
 */
export async function measureGrowth(context, site, { path }) {
  const visitor = await openVisit(context, site, null, false);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    const mountAndUnmount = async (/** @type {number} */ count) => {
      for (let round = 0; round < count; round++) {
        await visitor.run(`showTimed(${MANY})`);
        await visitor.run('showTimed(0)');
      }
      await visitor.waitForIdle();
      return visitor.heap();
    };
    // The first rounds fill the heap with what is made only once, for example compiled code.
    const before = await mountAndUnmount(MOUNTS / MANY);
    const after = await mountAndUnmount(MOUNTS / MANY);
    return after / before;
  } finally {
    await visitor.close();
  }
}
