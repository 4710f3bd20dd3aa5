import { HaptikFeedbackElement } from './haptik-feedback-element.js';
import type { ElementClass } from './legacy-module.js';
import type { ElementLoaders } from './loaders.js';

/**
 * Registers `<haptik-feedback>`, once. In an older browser it first fetches what the browser lacks; in one that is too old
 * it does nothing.
 *
 * @param onDefined - called when the element is registered: at once, but later in an older browser
 */
export function define(loaders: ElementLoaders, onDefined?: () => void): void {
  const register = (elementClass: ElementClass) => {
    if (!customElements.get('haptik-feedback')) {
      HaptikFeedbackElement.loaders = loaders;
      customElements.define('haptik-feedback', elementClass);
    }
    onDefined?.();
  };
  // The newest features that the form needs; a browser that has these has the others. `CSS.supports()` is not used,
  // because some pages have a variable `CSS` of their own.
  const { style } = document.createElement('p');
  style.color = 'light-dark(red,red)';
  if ('popover' in HaptikFeedbackElement.prototype && style.color) register(HaptikFeedbackElement);
  else {
    loaders
      .legacy()
      .then(({ adapt }) => adapt(HaptikFeedbackElement, loaders, register))
      .catch(() => {}); // Shows nothing and throws nothing.
  }
}
