import { probe } from './probe.mjs';

/**
 * @typedef {import('playwright').BrowserContext} BrowserContext
 * @typedef {import('./contestants.mjs').Contestant} Contestant
 * @typedef {import('./contestants.mjs').Path} Path
 * @typedef {import('./serve.mjs').Site} Site
 */

/** The round trip to the pages and to the relay, in milliseconds. */
export const LATENCY_MS = 150;
/** The bandwidth of downloads and of uploads. */
export const BITS_PER_SECOND = 1_600_000;
/** The factor by which the CPU is slowed down. */
export const SLOWDOWN = 4;

/** The viewport of a phone, in CSS pixels. */
export const VIEWPORT = { width: 412, height: 823 };

/** How long nothing happens on a page before it counts as idle. */
const IDLE_MS = 150;
const POLL_INTERVAL_MS = 25;
const TIMEOUT_MS = 15_000;
/** How long after the load of its page a launcher is pressed. */
const PRESS_AFTER_MS = 2000;
/** A time that is later than every other time. */
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/**
 * A page load in which nobody uses the form. Times are in milliseconds. Bytes are the compressed size of all bodies, without
 * those of the same page without a form.
 *
 * @typedef {object} Load
 * @property {number} bytes
 * @property {number} script - the time in JavaScript
 * @property {number} long - the time in tasks of more than 50 ms
 * @property {number} shift - the cumulative layout shift
 */

/**
 * A visit in which the form is used. Times and bytes as in `Load`. Heap and elements are without those of the same page
 * without a form.
 *
 * @typedef {object} Use
 * @property {number} usable - from the start of the navigation until the form can be used
 * @property {number} usableBytes - what had arrived by then
 * @property {number} usableLong - the time in tasks of more than 50 ms, until the page is idle after `usable`
 * @property {number} heap - bytes in use then, after a garbage collection
 * @property {number} nodes - elements then, with those in shadow roots
 * @property {number} shift - the cumulative layout shift until then
 * @property {number} star - from the press of a star to the next paint; NaN where there are no stars
 * @property {number} starWork - the part of `star` in which the main thread handled the press and made the frame
 * @property {number} sent - from the press of Send to the paint of the thanks
 * @property {number} exchanges - requests to the relay in that time, with preflights
 * @property {number} opened - connections opened to the relay in that time
 * @property {number} laterShift - the cumulative layout shift after `usable`, until the thanks
 * @property {number} allBytes
 */

/**
 * Loads a contestant's page and waits until it is idle.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Contestant} contestant
 * @param {EmptyPage} emptyPage
 * @returns {Promise<Load>}
 */
export async function measureLoad(context, site, { path }, emptyPage) {
  const visitor = await openVisit(context, site, null, true);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    await visitor.waitForIdle();
    // The script time is read before the benchmark itself runs code in the page.
    const script = await visitor.scriptTime();
    const { long, shift } = await visitor.run('bench.collect()');
    return { bytes: (await visitor.run(`bench.receivedBytes(${END_OF_TIME})`)) - emptyPage.bytes, script, long, shift };
  } finally {
    await visitor.close();
  }
}

/**
 * Loads a contestant's page, and presses its launcher two seconds later without hovering before. Bytes as in `Load`.
 *
 * @typedef {object} Opening
 * @property {number} time - from the press until the form can be used, in milliseconds
 * @property {number} bytes - what had arrived before the press
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Contestant} contestant - with a launcher
 * @param {EmptyPage} emptyPage
 * @returns {Promise<Opening>}
 */
export async function measureOpening(context, site, { name, path, launcher, control }, emptyPage) {
  const visitor = await openVisit(context, site, null, true);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    await delay(PRESS_AFTER_MS);
    const bytes = (await visitor.run(`bench.receivedBytes(${END_OF_TIME})`)) - emptyPage.bytes;
    await visitor.run(`bench.timeOpening(${JSON.stringify(launcher)}, ${JSON.stringify(control)})`);
    return { time: await visitor.waitForReport('opened', `${name}: no form appeared after the press`), bytes };
  } finally {
    await visitor.close();
  }
}

/**
 * Opens a contestant's form, fills it in and sends it.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {Contestant} contestant
 * @param {EmptyPage} emptyPage
 * @returns {Promise<Use>}
 */
export async function measureUse(context, site, contestant, emptyPage) {
  const { name, path, launcher, control, star, fill, send, thanks, thanksText } = contestant;
  const visitor = await openVisit(context, site, { launcher, control }, true);
  try {
    await visitor.page.goto(site.url + path, { waitUntil: 'load' });
    const usable = await visitor.waitForReport('usable', `${name}: no form appeared`);
    await visitor.waitForIdle();
    const early = await visitor.run('bench.collect()');
    const usableBytes = (await visitor.run(`bench.receivedBytes(${usable})`)) - emptyPage.bytes;
    const heap = (await visitor.heap()) - emptyPage.heap;

    let painted = Number.NaN;
    let starWork = Number.NaN;
    if (star) {
      const at = await visitor.movePointerTo(star, name);
      await visitor.run('bench.timeNextPress()');
      await visitor.press(at);
      painted = await visitor.waitForReport('painted', `${name}: nothing was painted after the star was pressed`);
      starWork = await visitor.waitForReport('work', '');
    }
    for (const step of fill) {
      await visitor.press(await visitor.movePointerTo('press' in step ? step.press : step.into, name));
      if ('type' in step) await visitor.type(step.type);
    }
    await visitor.waitForIdle();
    site.resetCounts();
    const at = await visitor.movePointerTo(send, name);
    await visitor.run(`bench.timeNextPress(${JSON.stringify(thanks)}, ${JSON.stringify(thanksText ?? '')})`);
    await visitor.press(at);
    const sent = await visitor.waitForReport('painted', `${name}: no thanks appeared`);
    const exchanges = site.relayRequests.length;
    const { opened } = site.connections;
    await visitor.waitForIdle();
    const { shift } = await visitor.run('bench.collect()');
    const allBytes = (await visitor.run(`bench.receivedBytes(${END_OF_TIME})`)) - emptyPage.bytes;
    return {
      usable,
      usableBytes,
      usableLong: early.long,
      heap,
      nodes: early.nodes - emptyPage.nodes,
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
    await visitor.close();
  }
}

/**
 * Returns the paths of the scripts that a page has loaded when its form can be used.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {string} path
 * @param {Path} control
 */
export async function scriptsOf(context, site, path, control) {
  const visitor = await openVisit(context, site, { control }, false);
  /** @type {string[]} */
  const paths = [];
  visitor.page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.endsWith('.js')) paths.push(pathname + search);
  });
  try {
    await visitor.page.goto(site.url + path);
    await visitor.waitForReport('usable', `${path}: no form appeared`);
    return paths;
  } finally {
    await visitor.close();
  }
}

/**
 * The bytes, heap and elements of the page without a form.
 *
 * @typedef {{ bytes: number, heap: number, nodes: number }} EmptyPage
 */

/**
 * Measures the page without a form.
 *
 * @param {BrowserContext} context
 * @param {Site} site
 * @param {string} path
 * @returns {Promise<EmptyPage>}
 */
export async function measureEmptyPage(context, site, path) {
  const visitor = await openVisit(context, site, null, false);
  try {
    await visitor.page.goto(site.url + path);
    await visitor.waitForIdle();
    const { nodes } = await visitor.run('bench.collect()');
    return { nodes, bytes: await visitor.run(`bench.receivedBytes(${END_OF_TIME})`), heap: await visitor.heap() };
  } finally {
    await visitor.close();
  }
}

/**
 * Opens a page as a new visitor, with empty caches and no open connection. Uses the protocol of the developer tools
 * directly. To wait for something, Playwright would add code to the page, and this code would be measured, too.
 *
 * @param {BrowserContext} context - must have a profile, because Chromium ignores preconnect hints without one
 * @param {Site} site
 * @param {Parameters<typeof probe>[0]} watched
 * @param {boolean} isSlow - whether CPU and network are slow
 */
export async function openVisit(context, site, watched, isSlow) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await context.clearCookies();
  for (const origin of [site.url, site.relay]) {
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
  site.closeConnections();
  /** @type {string[]} */
  const thrown = [];
  page.on('pageerror', (error) => thrown.push(String(error)));
  /** @type {Record<string, number>} */
  const reported = {};
  /** @type {() => void} */
  let checkReports = () => {};
  session.on('Runtime.bindingCalled', ({ payload }) => {
    Object.assign(reported, JSON.parse(payload));
    checkReports();
  });
  /** @type {Set<string>} */
  const openRequests = new Set();
  session.on('Network.requestWillBeSent', ({ requestId }) => openRequests.add(requestId));
  session.on('Network.loadingFinished', ({ requestId }) => openRequests.delete(requestId));
  session.on('Network.loadingFailed', ({ requestId }) => openRequests.delete(requestId));
  await session.send('Network.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'report' });
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

  /** Reads a duration of the page, in milliseconds. */
  const readDuration = async (/** @type {string} */ wanted) => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  };

  return {
    page,
    session,
    run,

    /**
     * Waits until the page reports a value.
     *
     * @param {string} name
     * @param {string} failure - the message of the error after a timeout
     * @returns {Promise<number>}
     */
    waitForReport(name, failure) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Error([failure, ...thrown].join('\n  ')));
        }, TIMEOUT_MS);
        checkReports = () => {
          const value = reported[name];
          if (value === undefined) return;
          clearTimeout(timer);
          delete reported[name];
          resolve(value);
        };
        checkReports();
      });
    },

    /** Waits until the page loads nothing and its main thread is free. */
    async waitForIdle() {
      const began = Date.now();
      for (let idle = 0; idle < IDLE_MS; ) {
        await delay(POLL_INTERVAL_MS);
        idle = openRequests.size > 0 ? 0 : idle + POLL_INTERVAL_MS;
        if (idle < IDLE_MS) continue;
        // The page answers late while its main thread is busy.
        const asked = Date.now();
        await run('0');
        const isBusy = Date.now() - asked > POLL_INTERVAL_MS || openRequests.size > 0;
        if (isBusy && asked - began < TIMEOUT_MS) idle = 0;
      }
    },

    /**
     * Moves the pointer to an element, as soon as it can be pressed.
     *
     * @param {Path} path
     * @param {string} name
     * @returns {Promise<{ x: number, y: number }>}
     */
    async movePointerTo(path, name) {
      const scroll = `bench.scrollTo(${JSON.stringify(path)})`;
      let at = await run(scroll);
      for (const began = Date.now(); !at; at = await run(scroll)) {
        if (Date.now() - began > TIMEOUT_MS) {
          throw new Error([`${name}: ${path.join(' ')} could not be pressed`, ...thrown].join('\n  '));
        }
        await delay(POLL_INTERVAL_MS);
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

    /** Returns the milliseconds in JavaScript so far. */
    scriptTime: () => readDuration('ScriptDuration'),

    /** Returns the milliseconds that the main thread was busy so far. */
    taskTime: () => readDuration('TaskDuration'),

    /** Returns the bytes in use after a garbage collection. */
    async heap() {
      await session.send('HeapProfiler.collectGarbage');
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },

    close: () => page.close(),
  };
}

/** @param {number} milliseconds */
function delay(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
