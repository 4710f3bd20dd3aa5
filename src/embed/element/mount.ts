import type { Options } from '../options/options.js';
import type { HaptikFeedbackElement } from './haptik-feedback-element.js';

/**
 * Makes a `<haptik-feedback>` with these options and puts it at the end of the target.
 *
 * @param target - an element, or a CSS selector of one; where there is none a `console.error` says so
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
