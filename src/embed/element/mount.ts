import { HELP } from '../../feedback/help.js';
import type { Options } from '../options/options.js';
import type { HaptikFeedbackElement } from './haptik-feedback-element.js';

/**
 * Creates a `<haptik-feedback>` with these options and appends it to the target.
 *
 * @param target - an element, or the CSS selector of one; if there is none, a `console.error` says so
 * @returns the element
 */
export function mount(target: string | Element, options?: Options): HaptikFeedbackElement {
  const element = Object.assign(document.createElement('haptik-feedback'), options);
  append(target, element);
  return element;
}

/**
 * Appends an element to the target.
 *
 * @param target - an element, or the CSS selector of one; if there is none, a `console.error` says so
 * @param isOnce - appends nothing if the target has a child with the same attributes, because a script ran twice
 */
export function append(target: string | Element, element: HTMLElement, isOnce?: boolean): void {
  try {
    const parent = (typeof target === 'string' ? document.querySelector(target)! : target) as HTMLElement;
    // The form fills the height that an empty target reserves by its own style.
    if (!parent.textContent.trim()) element.style.minHeight = parent.style.minHeight;
    if (!isOnce || ![...parent.children].some((child) => child.isEqualNode(element))) parent.append(element);
  } catch {
    console.error(`haptik-feedback: target must be an element or selector. ${HELP}`, target);
  }
}
