import type { ElementLoaders } from './element-controller.js';
import { HaptikFeedbackElement } from './haptik-feedback-element.js';

/**
 * Registers `<haptik-feedback>`, once; does nothing on a server or in a browser that is too old for it.
 *
 * @returns whether the browser supports the element
 */
export function define(loaders: ElementLoaders): boolean {
  const isSupported = isBrowserSupported();
  if (isSupported && !customElements.get('haptik-feedback')) {
    HaptikFeedbackElement.loaders = loaders;
    customElements.define('haptik-feedback', HaptikFeedbackElement);
  }
  return isSupported;
}

/**
 * Checks for the newest features that the form needs; a browser that has these has the others. It does not ask
 * `CSS.supports()`, because pages have a variable `CSS` of their own.
 */
function isBrowserSupported(): boolean {
  if (!('popover' in HaptikFeedbackElement.prototype)) return false;
  const { style } = document.createElement('p');
  style.color = 'light-dark(red,red)';
  return !!style.color;
}
