import { isShown } from './is-shown.js';
import { listenToSdkEvents } from './sdk-events.js';

/** How long `gone:` collects changes of the page before it checks again, in milliseconds. */
const GONE_WAIT_MS = 200;

/**
 * Listens to what may open the panel.
 *
 * @param askOn - the option `askOn`, which was checked
 * @param onTrigger - called with a trigger, spelled as in the option, each time it happens
 * @param onSdkEvent - called with every name that Haptik's SDK passes to its events
 * @returns a function that stops listening
 */
export function listenToTriggers(
  askOn: string,
  onTrigger: (trigger: string) => void,
  onSdkEvent: (name: string) => void,
): () => void {
  const stops = askOn.split(',').map((text) => {
    const trigger = text.trim();
    const [, kind, argument] = /^(\w+):\s*(.*)$/.exec(trigger)!;
    const happen = () => onTrigger(trigger);
    if (kind === 'event') return listenToEvent(argument!, happen);
    if (kind === 'gone') return listenToGone(argument!, happen);
    if (kind === 'delay') return listenToDelay(Number(argument) * 1000, happen);
    return listenToSdkEvents((name) => {
      onSdkEvent(name);
      if (name === argument) happen();
    });
  });
  return () => {
    for (const stop of stops) stop();
  };
}

/** Listens to a DOM event that is dispatched on `document` or `window`. */
function listenToEvent(name: string, happen: () => void): () => void {
  const targets = [document, window];
  for (const target of targets) target.addEventListener(name, happen);
  return () => {
    for (const target of targets) target.removeEventListener(name, happen);
  };
}

/** Calls back when an element of a selector was shown, and none is shown any more. */
function listenToGone(selector: string, happen: () => void): () => void {
  let wasShown = isShown(selector);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const checkElements = () => {
    timer = undefined;
    const isShownNow = isShown(selector);
    if (wasShown && !isShownNow) happen();
    wasShown = isShownNow;
  };
  const observer = new MutationObserver(() => {
    timer ??= setTimeout(checkElements, GONE_WAIT_MS);
  });
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ['class', 'style', 'hidden', 'open'] });
  return () => {
    observer.disconnect();
    clearTimeout(timer);
  };
}

/** Calls back when the loaded page has been visible for a time. */
function listenToDelay(milliseconds: number, happen: () => void): () => void {
  let left = milliseconds;
  let visibleSince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    clearTimeout(timer);
    // No `performance`, because some pages have a variable of that name.
    if (timer !== undefined) left -= Date.now() - visibleSince;
    timer = undefined;
    if (document.readyState !== 'complete' || document.hidden) return;
    visibleSince = Date.now();
    timer = setTimeout(() => {
      stop();
      happen();
    }, left);
  };
  const stop = () => {
    clearTimeout(timer);
    removeEventListener('load', run);
    document.removeEventListener('visibilitychange', run);
  };
  addEventListener('load', run);
  document.addEventListener('visibilitychange', run);
  run();
  return stop;
}
