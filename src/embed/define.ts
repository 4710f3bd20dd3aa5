import { HaptikFeedbackElement, setLoaders } from './element.js';
import type { ElementLoaders } from './presence.js';

/**
 * Registers `<haptik-feedback>`, once; does nothing on a server or in a browser that is too old for it.
 *
 * @returns whether it is registered
 */
export function define(loaders: ElementLoaders): boolean {
  // The newest of what the form needs is asked for; who has that has the rest.
  if (!globalThis.CSS?.supports('selector(:popover-open) and (color:light-dark(red,red))')) return false;
  if (!customElements.get('haptik-feedback')) {
    setLoaders(loaders);
    customElements.define('haptik-feedback', HaptikFeedbackElement);
  }
  return true;
}
