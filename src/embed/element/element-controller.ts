import type { Options } from '../options/options.js';
import { type Action, createElementView, type ElementView } from './element-view.js';
import type { ElementLoaders } from './loaders.js';

/** Keeps an element showing what its options say. */
export interface ElementController {
  /** The options as they were set, unchecked; `scheduleUpdate` applies changes. */
  readonly options: Options;
  /** Updates the element in a microtask, so that several changes, or a move in the page, are one update. */
  scheduleUpdate(): void;
  /** Updates the element at once, and makes its form run an action. */
  runAction(action: Action): void;
}

/**
 * Creates the controller of an element. It shows nothing until the visitor is known, then the launcher or the place of
 * the inline form.
 */
export function createElementController(element: HTMLElement, loaders: ElementLoaders): ElementController {
  const options: Options = {};
  const shadow = element.attachShadow({ mode: 'open' });
  let view: ElementView | undefined;
  let isPopover = false;
  let isUpdateScheduled = false;

  function update() {
    isUpdateScheduled = false;
    const isShown = element.isConnected && (options.authId || options.identityToken);
    if (!isShown || isPopover !== (options.display === 'popover')) {
      view?.remove();
      view = undefined;
    }
    if (!isShown) return;
    isPopover = options.display === 'popover';
    view ??= createElementView(element, shadow, options, loaders, isPopover);
    view.update();
  }

  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) view?.loadForm();
    },
    { rootMargin: '50%' },
  );
  observer.observe(element);
  return {
    options,
    scheduleUpdate() {
      if (!isUpdateScheduled) queueMicrotask(update);
      isUpdateScheduled = true;
    },
    runAction(action) {
      update();
      view?.loadForm(action);
    },
  };
}
