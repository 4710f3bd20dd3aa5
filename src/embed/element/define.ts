import type { ElementLoaders } from './element-controller.js';
import { HaptikFeedbackElement } from './haptik-feedback-element.js';

/**
 * Registers `<haptik-feedback>`, once; does nothing on a server or in a browser that is too old for it.
 *
 * @returns whether the browser supports the element
 */
export function define(loaders: ElementLoaders): boolean | undefined {
  // The newest features that the form needs; a browser that has these has the others.
  const isSupported = globalThis.CSS?.supports('(color:light-dark(red,red))and selector(:popover-open)');
  if (isSupported && !customElements.get('haptik-feedback')) {
    HaptikFeedbackElement.loaders = loaders;
    customElements.define('haptik-feedback', HaptikFeedbackElement);
  }
  return isSupported;
}
