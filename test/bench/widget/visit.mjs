import { probe } from './probe.mjs';

/**
 * @typedef {import('playwright').BrowserContext} BrowserContext
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 * @typedef {import('./contestants.mjs').Place} Place
 * @typedef {import('./serve.mjs').Site} Site
 */

export const LATENCY_MS = 150;
export const BITS_PER_SECOND = 1_600_000;
export const SLOWDOWN = 4;

/** A phone's screen. */
export const VIEWPORT = { width: 412, height: 823 };

const QUIET_MS = 150;
const PATIENCE_MS = 15_000;
/** Later than anything. */
const EVER = Number.MAX_SAFE_INTEGER;

/**
 * A page load that nobody disturbs. Times are in milliseconds; bytes are those of all bodies as they were sent,
 * compressed. Bytes, heap and elements are what there is more than on the same page with no form.
 *
 * @typedef {object} Load
 * @property {number} bytes
 * @property {number} script - time in JavaScript
 * @property {number} long - in tasks of more than 50 ms
 * @property {number} shift - cumulative layout shift
 */

/**
 * A visit in which the form is used. Times and bytes as above.
 *
 * @typedef {object} Use
 * @property {number} usable - from the start of the navigation until the form can be used
 * @property {number} usableBytes - what had arrived by then
 * @property {number} usableLong - in tasks of more than 50 ms until the page rests after that
 * @property {number} heap - bytes in use then, after a collection
 * @property {number} nodes - elements then, those in shadow roots included
 * @property {number} shift - cumulative layout shift until then
 * @property {number} star - from the end of the press of a star to the paint after it; NaN where there is none
 * @property {number} starWork - of that, what the press's handlers and the making of the frame took
 * @property {number} sent - from the press of Send to the paint of the thanks
 * @property {number} exchanges - with the relay in that time, preflights included
 * @property {number} opened - connections to the relay in that time
 * @property {number} laterShift - from then on, until the thanks are there
 * @property {number} allBytes
 */

/**
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Contestant} contestant
 * @param {Plain} plain
 * @returns {Promise<Load>}
 */
export async function load(context, site, { path }, plain) {
  const visitor = await arrive(context, site, null, true);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    await visitor.rest();
    // Asked before anything else is run in the page.
    const script = await visitor.scriptTime();
    const { long, shift } = await visitor.run('bench.collect()');
    return { bytes: (await visitor.run(`bench.received(${EVER})`)) - plain.bytes, script, long, shift };
  } finally {
    await visitor.leave();
  }
}

/**
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Contestant} contestant
 * @param {Plain} plain
 * @returns {Promise<Use>}
 */
export async function use(context, site, contestant, plain) {
  const { name, path, launcher, control, star, fill, send, thanks, thanksText } = contestant;
  const visitor = await arrive(context, site, { launcher, control }, true);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    const usable = await visitor.hear('usable', `${name}: no form appeared`);
    await visitor.rest();
    const early = await visitor.run('bench.collect()');
    const usableBytes = (await visitor.run(`bench.received(${usable})`)) - plain.bytes;
    const heap = (await visitor.heap()) - plain.heap;

    let painted = Number.NaN;
    let starWork = Number.NaN;
    if (star) {
      const at = await visitor.aim(star, name);
      await visitor.run('bench.arm()');
      await visitor.press(at);
      painted = await visitor.hear('painted', `${name}: nothing was painted after the star was pressed`);
      starWork = await visitor.hear('work', '');
    }
    for (const step of fill) {
      await visitor.press(await visitor.aim('press' in step ? step.press : step.into, name));
      if ('type' in step) await visitor.type(step.type);
    }
    await visitor.rest();
    site.forget();
    const at = await visitor.aim(send, name);
    await visitor.run(`bench.arm(${JSON.stringify(thanks)}, ${JSON.stringify(thanksText ?? '')})`);
    await visitor.press(at);
    const sent = await visitor.hear('painted', `${name}: no thanks appeared`);
    const exchanges = site.asked.length;
    const { opened } = site.connections;
    await visitor.rest();
    const { shift } = await visitor.run('bench.collect()');
    const allBytes = (await visitor.run(`bench.received(${EVER})`)) - plain.bytes;
    return {
      usable,
      usableBytes,
      usableLong: early.long,
      heap,
      nodes: early.nodes - plain.nodes,
      shift: early.shift,
      laterShift: shift - early.shift,
      star: painted,
      starWork,
      sent,
      exchanges,
      opened,
      allBytes,
    };
  } finally {
    await visitor.leave();
  }
}

/**
 * The paths of the scripts that a page has fetched when its form can be used.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {string} path
 * @param {Place} control
 */
export async function scriptsOf(context, site, path, control) {
  const visitor = await arrive(context, site, { control }, false);
  /** @type {string[]} */
  const paths = [];
  visitor.page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith('.js')) paths.push(pathname + search);
  });
  try {
    await visitor.page.goto(site.url + path);
    await visitor.hear('usable', `${path}: no form appeared`);
    return paths;
  } finally {
    await visitor.leave();
  }
}

/**
 * What a page with no form is: the bytes of its HTML and of its heap, and its elements.
 *
 * @typedef {{ bytes: number, heap: number, nodes: number }} Plain
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {string} path
 * @returns {Promise<Plain>}
 */
export async function plainPage(context, site, path) {
  const visitor = await arrive(context, site, null, false);
  try {
    await visitor.page.goto(site.url + path);
    await visitor.rest();
    const { nodes } = await visitor.run('bench.collect()');
    return { nodes, bytes: await visitor.run(`bench.received(${EVER})`), heap: await visitor.heap() };
  } finally {
    await visitor.leave();
  }
}

/**
 * A new visitor, with nothing in any cache and no open connection. Everything goes through the protocol of the developer
 * tools itself: what Playwright would put into the page to wait for something would be measured too.
 *
 * @param {BrowserContext} context - that of a profile: in any other Chromium ignores the hint to connect ahead of need
 * @param {Site} site
 * @param {Parameters<typeof probe>[0]} watched
 * @param {boolean} isSlow - machine and line
 */
export async function arrive(context, site, watched, isSlow) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await context.clearCookies();
  for (const origin of [site.url, site.relay]) {
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
  site.cut();
  /** @type {string[]} */
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(String(error)));
  /** @type {Record<string, number>} */
  const news = {};
  /** @type {() => void} */
  let wake = () => {};
  session.on('Runtime.bindingCalled', ({ payload }) => {
    Object.assign(news, JSON.parse(payload));
    wake();
  });
  /** @type {Set<string>} */
  const underWay = new Set();
  session.on('Network.requestWillBeSent', ({ requestId }) => underWay.add(requestId));
  session.on('Network.loadingFinished', ({ requestId }) => underWay.delete(requestId));
  session.on('Network.loadingFailed', ({ requestId }) => underWay.delete(requestId));
  await session.send('Network.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'tell' });
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${probe})(${JSON.stringify(watched)})` });
  await session.send('Performance.enable');
  if (isSlow) {
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: BITS_PER_SECOND / 8,
      uploadThroughput: BITS_PER_SECOND / 8,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  }

  /**
   * @param {string} expression
   * @returns {Promise<any>}
   */
  const run = async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value;
  };

  /** A duration of the page's, in milliseconds. */
  const metric = async (/** @type {string} */ wanted) => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  };

  return {
    page,
    session,
    run,

    /**
     * Waits for what the page tells next under a name.
     *
     * @param {string} name
     * @param {string} complaint
     * @returns {Promise<number>}
     */
    hear(name, complaint) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error([complaint, ...thrown].join('\n  ')));
        }, PATIENCE_MS);
        wake = () => {
          const value = news[name];
          if (value === undefined) return;
          clearTimeout(timer);
          delete news[name];
          resolve(value);
        };
        wake();
      });
    },

    /** Until the page has fetched nothing and been busy with nothing for a while. */
    async rest() {
      const since = Date.now();
      for (let quiet = 0; quiet < QUIET_MS; ) {
        await pause(25);
        quiet = underWay.size > 0 ? 0 : quiet + 25;
        if (quiet < QUIET_MS) continue;
        const asked = Date.now();
        await run('0');
        const isBusy = Date.now() - asked > 25 || underWay.size > 0;
        if (isBusy && asked - since < PATIENCE_MS) quiet = 0;
      }
    },

    /**
     * Moves the pointer to a place, as soon as that can be pressed.
     *
     * @param {Place} place
     * @param {string} name
     * @returns {Promise<{ x: number, y: number }>}
     */
    async aim(place, name) {
      const reach = `bench.reach(${JSON.stringify(place)})`;
      let at = await run(reach);
      for (const since = Date.now(); !at; at = await run(reach)) {
        if (Date.now() - since > PATIENCE_MS) {
          throw new Error([`${name}: ${place.join(' ')} could not be pressed`, ...thrown].join('\n  '));
        }
        await pause(25);
      }
      await session.send('Input.dispatchMouseEvent', { ...at, type: 'mouseMoved' });
      await run('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
      return at;
    },

    /** @param {{ x: number, y: number }} at */
    async press(at) {
      const button = /** @type {const} */ ({ button: 'left', clickCount: 1 });
      const pressed = session.send('Input.dispatchMouseEvent', { ...at, ...button, type: 'mousePressed' });
      await session.send('Input.dispatchMouseEvent', { ...at, ...button, type: 'mouseReleased' });
      await pressed;
    },

    /** @param {string} text */
    type: (text) => session.send('Input.insertText', { text }),

    /** Milliseconds in JavaScript so far. */
    scriptTime: () => metric('ScriptDuration'),

    /** Milliseconds that the main thread was busy so far. */
    taskTime: () => metric('TaskDuration'),

    /** Bytes in use after a collection. */
    async heap() {
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },

    leave: () => page.close(),
  };
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
