/** @typedef {readonly string[]} Place */

/**
 * What is put into every page before its own scripts. It runs there, so it can use nothing from outside; what it learns
 * it tells through the binding `tell`.
 *
 * @typedef {object} Bench
 * @property {(place: Place) => { x: number, y: number } | undefined} reach - scrolls to what can be pressed, and says where
 * @property {(place?: Place, says?: string) => void} arm - has the paint after the next press told, or of the frame in
 *   which a place says a text
 * @property {() => { long: number, shift: number, nodes: number }} collect
 * @property {(until: number) => number} received - compressed bytes of all that had arrived by then
 */

/**
 * @param {{ launcher?: Place | undefined, control: Place } | null} watched - looked for once a frame: what opens the
 *   form is pressed in the frame that it is there in, and the frame in which the form can be used is told
 */
export function probe(watched) {
  const tell = (/** @type {object} */ news) =>
    /** @type {{ tell: (text: string) => void }} */ (/** @type {unknown} */ (window)).tell(JSON.stringify(news));
  let isPressed = false;

  Object.assign(window, { bench: { reach, arm, collect, received } });
  if (watched) requestAnimationFrame(watch);

  function watch() {
    if (!watched) return;
    const { launcher, control } = watched;
    if (launcher && !isPressed) {
      const button = find(launcher);
      button?.click();
      isPressed = !!button;
    }
    if ((!launcher || isPressed) && find(control)) tell({ usable: performance.now() });
    else requestAnimationFrame(watch);
  }

  /** @param {Place} place */
  function look(place) {
    /** @type {Document | ShadowRoot | null | undefined} */
    let root = document;
    for (const host of place.slice(0, -1)) root = root?.querySelector(host)?.shadowRoot;
    return /** @type {HTMLElement | null | undefined} */ (root?.querySelector(place.at(-1) ?? ''));
  }

  /**
   * The element, if it is there, enabled, and what a pointer at its middle would press.
   *
   * @param {Place} place
   */
  function find(place) {
    const element = look(place);
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
    // A radio that a page hides is pressed through its label.
    const label = element.closest('label');
    const isHidden = getComputedStyle(element).visibility === 'hidden' || element.offsetWidth < 3;
    const { x, y, width, height } = (label && isHidden ? label : element).getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** @type {Bench['reach']} */
  function reach(place) {
    const element = look(place);
    if (!element) return undefined;
    const { y } = middleOf(element);
    if (y < 10 || y > innerHeight - 10) element.scrollIntoView({ block: 'center', behavior: 'instant' });
    return find(place) && middleOf(element);
  }

  /** @type {Bench['arm']} */
  function arm(place, says = '') {
    const listen = (/** @type {Event} */ { timeStamp }) => {
      const began = performance.now();
      let handling = 0;
      // A message arrives after the task that it is posted in: here that of the press, below that of the frame.
      after(() => {
        handling = performance.now() - began;
      });
      const frame = () => {
        const element = place && look(place);
        const isThere = !place || (element?.checkVisibility() && element.textContent?.includes(says));
        if (!isThere) return void requestAnimationFrame(frame);
        const framing = performance.now();
        after(() => {
          const now = performance.now();
          tell({ painted: now - timeStamp, work: handling + now - framing });
        });
      };
      requestAnimationFrame(frame);
    };
    addEventListener('click', listen, { capture: true, once: true });
  }

  /** @param {() => void} callback */
  function after(callback) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = callback;
    port2.postMessage('');
  }

  /** @type {Bench['collect']} */
  function collect() {
    const sum = (/** @type {string} */ type, /** @type {(entry: any) => number} */ count) => {
      const observer = new PerformanceObserver(() => {});
      observer.observe({ type, buffered: true });
      return observer.takeRecords().reduce((total, entry) => total + count(entry), 0);
    };
    const count = (/** @type {ParentNode} */ root) => {
      let nodes = 0;
      for (const element of root.querySelectorAll('*')) {
        nodes += 1 + (element.shadowRoot ? count(element.shadowRoot) : 0);
      }
      return nodes;
    };
    return {
      long: sum('longtask', ({ duration }) => duration),
      shift: sum('layout-shift', ({ value, hadRecentInput }) => (hadRecentInput ? 0 : value)),
      nodes: count(document),
    };
  }

  /** @type {Bench['received']} */
  function received(until) {
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return /** @type {PerformanceResourceTiming[]} */ (entries)
      .filter(({ responseEnd }) => responseEnd <= until)
      .reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
  }
}
