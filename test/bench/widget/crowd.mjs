import { buildPage } from './build-pages.mjs';
import { pageWith } from './contestants.mjs';
import { arrive, SLOWDOWN } from './visit.mjs';

/**
 * @typedef {import('playwright').BrowserContext} BrowserContext
 * @typedef {import('./build-pages.mjs').File} File
 * @typedef {import('./serve.mjs').Site} Site
 */

/**
 * Many forms on one page, on a slow machine, their code being there already.
 *
 * @typedef {object} Crowd
 * @property {number} time - milliseconds from adding them to the paint of all of them
 * @property {number} work - milliseconds that the main thread was busy for that
 * @property {number} workRatio - that, divided by as many times the work of one
 * @property {number} heap - bytes
 * @property {number} heapRatio - that, divided by as many times the heap of one
 */

/** @typedef {{ name: string, title: string, path: string }} Subject a way to have many forms on a page */

export const MANY = 50;
export const MOUNTS = 1000;

/** How often one form is shown before its cost is taken, so that what all share is there and compiled. */
const WARM_UPS = 5;
const REPEATS = 7;

/** In the page: shows so many elements in the place of what was there. They overlap, so that all are in view. */
const SHOW_ELEMENTS = `
window.show = (count) => {
  const place = document.querySelector('#feedback');
  place.replaceChildren();
  for (let index = 0; index < count; index++) {
    const element = document.createElement('haptik-feedback');
    element.style = 'position:absolute;top:' + index + 'px';
    Object.assign(element, { relayUrl: 'RELAY', businessId: 343, authId: 'visitor-1', remember: false });
    place.append(element);
  }
};`;

/** In the page: shows them, and resolves with the time that it took until all were painted. */
const TIMED = `
window.timed = (count) => new Promise((resolve) => {
  const began = performance.now();
  show(count);
  const place = document.querySelector('#feedback');
  const frame = () => {
    for (const child of place.children) {
      if (!(child.shadowRoot ?? child).querySelector('input')) return requestAnimationFrame(frame);
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - began);
    port2.postMessage('');
  };
  requestAnimationFrame(frame);
});`;

/**
 * @param {Map<string, File>} files - takes the pages
 * @param {string} relay - the URL that feedback is posted to
 * @returns {Promise<Subject[]>}
 */
export async function prepareCrowds(files, relay) {
  const element = `<script src="/haptik-feedback.js"></script><script>${SHOW_ELEMENTS}${TIMED}</script>`;
  const component = `${await buildPage('widget-pages/component-crowd.jsx', files)}<script>${TIMED}</script>`;
  files.set('/crowd-element.html', pageWith(relay, element));
  files.set('/crowd-component.html', pageWith(relay, component));
  return [
    { name: 'crowd-element', title: '`<haptik-feedback>`', path: '/crowd-element.html' },
    { name: 'crowd-component', title: '`<FeedbackWidget>`', path: '/crowd-component.html' },
  ];
}

/**
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Subject} subject
 * @returns {Promise<Crowd>}
 */
export async function crowd(context, site, { path }) {
  const visitor = await arrive(context, site, null, false);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    await visitor.session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    const clear = () => visitor.run('timed(0)');
    const cost = async (/** @type {number} */ count) => {
      const before = await visitor.taskTime();
      const time = await visitor.run(`timed(${count})`);
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
    await visitor.leave();
  }
}

/**
 * How the heap grows when forms are shown and taken away a thousand times: after, divided by before.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Subject} subject
 * @returns {Promise<number>}
 */
export async function growth(context, site, { path }) {
  const visitor = await arrive(context, site, null, false);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    const rounds = async (/** @type {number} */ count) => {
      for (let round = 0; round < count; round++) {
        await visitor.run(`timed(${MANY})`);
        await visitor.run('timed(0)');
      }
      await visitor.rest();
      return visitor.heap();
    };
    // What is made once, compiled code above all, is there after as many.
    const before = await rounds(MOUNTS / MANY);
    const after = await rounds(MOUNTS / MANY);
    return after / before;
  } finally {
    await visitor.leave();
  }
}
