/** @typedef {import('./contestants.mjs').Path} Path */

/**
 * What `probe` adds to the page as `window.bench`.
 *
 * @typedef {object} Bench
 * @property {(path: Path) => { x: number, y: number } | undefined} scrollTo - scrolls to an element, and returns its
 *   middle if it can be pressed there
 * @property {(path?: Path, text?: string) => void} timeNextPress - reports the time from the next press to the next paint,
 *   or to the paint in which an element has a text
 * @property {(launcher: Path, control: Path) => void} timeOpening - presses a launcher, and reports the time until the first
 *   frame in which the control can be pressed
 * @property {() => { long: number, shift: number, nodes: number }} collect - returns the time in long tasks, the layout shift
 *   and the number of elements
 * @property {(until: number) => number} receivedBytes - the compressed size of what had arrived at a time
 */

/**
 * Measures inside a page. Runs in every page before its own scripts, so it must not use anything from this module. Reports
 * through the binding `report`.
 *
 * @param {{ launcher?: Path | undefined, control: Path } | null} watched - in each frame, presses the launcher if it can be
 *   pressed, then reports the first frame in which the control can be pressed
 */
export function probe(watched) {
  const report = (/** @type {object} */ values) =>
    /** @type {{ report: (text: string) => void }} */ (/** @type {unknown} */ (window)).report(JSON.stringify(values));
  let isPressed = false;

  Object.assign(window, { bench: { scrollTo, timeNextPress, timeOpening, collect, receivedBytes } });
  if (watched) requestAnimationFrame(watch);

  function watch() {
    if (!watched) return;
    const { launcher, control } = watched;
    if (launcher && !isPressed) {
      const button = findPressable(launcher);
      button?.click();
      isPressed = !!button;
    }
    if ((!launcher || isPressed) && findPressable(control)) report({ usable: performance.now() });
    else requestAnimationFrame(watch);
  }

  /** @param {Path} path */
  function findElement(path) {
    /** @type {Document | ShadowRoot | null | undefined} */
    let root = document;
    for (const host of path.slice(0, -1)) root = root?.querySelector(host)?.shadowRoot;
    return /** @type {HTMLElement | null | undefined} */ (root?.querySelector(path.at(-1) ?? ''));
  }

  /**
   * Returns the element if it is enabled and a pointer at its middle would press it.
   *
   * @param {Path} path
   */
  function findPressable(path) {
    const element = findElement(path);
    if (!element || element.matches(':disabled, [inert] *')) return undefined;
    const { x, y } = middleOf(element);
    let hit = document.elementFromPoint(x, y);
    for (let inner = hit?.shadowRoot?.elementFromPoint(x, y); inner && inner !== hit; ) {
      hit = inner;
      inner = hit.shadowRoot?.elementFromPoint(x, y);
    }
    const label = element.closest('label');
    return hit && (element.contains(hit) || label?.contains(hit)) ? element : undefined;
  }

  /** @param {HTMLElement} element */
  function middleOf(element) {
    // A hidden radio is pressed through its label.
    const label = element.closest('label');
    const isHidden = getComputedStyle(element).visibility === 'hidden' || element.offsetWidth < 3;
    const { x, y, width, height } = (label && isHidden ? label : element).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** @type {Bench['scrollTo']} */
  function scrollTo(path) {
    const element = findElement(path);
    if (!element) return undefined;
    const { y } = middleOf(element);
    if (y < 10 || y > innerHeight - 10) element.scrollIntoView({ block: 'center', behavior: 'instant' });
    return findPressable(path) && middleOf(element);
  }

  /** @type {Bench['timeOpening']} */
  function timeOpening(launcher, control) {
    const began = performance.now();
    findPressable(launcher)?.click();
    const checkFrame = () => {
      if (findPressable(control)) report({ opened: performance.now() - began });
      else requestAnimationFrame(checkFrame);
    };
    requestAnimationFrame(checkFrame);
  }

  /** @type {Bench['timeNextPress']} */
  function timeNextPress(path, text = '') {
    const startTimer = (/** @type {Event} */ { timeStamp }) => {
      const began = performance.now();
      let handling = 0;
      // A message arrives after the task that posts it. Here that is the task of the press, below it is that of the frame.
      afterThisTask(() => {
        handling = performance.now() - began;
      });
      const checkFrame = () => {
        const element = path && findElement(path);
        const isDone = !path || (element?.checkVisibility() && element.textContent?.includes(text));
        if (!isDone) return void requestAnimationFrame(checkFrame);
        const frameBegan = performance.now();
        afterThisTask(() => {
          const now = performance.now();
          report({ painted: now - timeStamp, work: handling + now - frameBegan });
        });
      };
      requestAnimationFrame(checkFrame);
    };
    addEventListener('click', startTimer, { capture: true, once: true });
  }

  /** @param {() => void} callback */
  function afterThisTask(callback) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = callback;
    port2.postMessage('');
  }

  /** @type {Bench['collect']} */
  function collect() {
    const sum = (/** @type {string} */ type, /** @type {(entry: any) => number} */ read) => {
      const observer = new PerformanceObserver(() => {});
      observer.observe({ type, buffered: true });
      return observer.takeRecords().reduce((total, entry) => total + read(entry), 0);
    };
    const countElements = (/** @type {ParentNode} */ root) => {
      let nodes = 0;
      for (const element of root.querySelectorAll('*')) {
        nodes += 1 + (element.shadowRoot ? countElements(element.shadowRoot) : 0);
      }
      return nodes;
    };
    return {
      long: sum('longtask', ({ duration }) => duration),
      shift: sum('layout-shift', ({ value, hadRecentInput }) => (hadRecentInput ? 0 : value)),
      nodes: countElements(document),
    };
  }

  /** @type {Bench['receivedBytes']} */
  function receivedBytes(until) {
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return /** @type {PerformanceResourceTiming[]} */ (entries)
      .filter(({ responseEnd }) => responseEnd <= until)
      .reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  }
}
