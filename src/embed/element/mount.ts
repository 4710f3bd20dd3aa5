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
  try {
    (typeof target === 'string' ? document.querySelector(target) : target)!.append(element);
  } catch {
    console.error('haptik-feedback: target must be an element or selector:', target);
  }
  return element;
}
