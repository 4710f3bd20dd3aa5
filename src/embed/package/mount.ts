import { define } from '../element/define.js';
import type { HaptikFeedbackElement } from '../element/haptik-feedback-element.js';
import { mount as mountElement } from '../element/mount.js';
import type { Options } from '../options/options.js';
import { packageElementLoaders } from './element-loaders.js';

/**
 * Creates a `<haptik-feedback>` with these options and appends it to the target; registers the element if need be.
 *
 * @param target - an element, or the CSS selector of one; if there is none, a `console.error` says so
 * @returns the element
 *
 * @example
 * ```ts
 * import { mount } from 'haptik-feedback-widget';
 *
 * mount('#feedback', { relayUrl: 'https://feedback.example.com/feedback', businessId: 343, authId: user.id });
 * ```
 */
export function mount(target: string | Element, options?: Options): HaptikFeedbackElement {
  define(packageElementLoaders);
  return mountElement(target, options);
}
