import { type ElementLoaders, HaptikFeedbackElement } from './element.js';

/** Registers `<haptik-feedback>`, once; does nothing on a server or in a browser that is too old for it. */
export function define(loaders: ElementLoaders): void {
  if (!isSupported() || customElements.get('haptik-feedback')) return;
  HaptikFeedbackElement.loaders = loaders;
  customElements.define('haptik-feedback', HaptikFeedbackElement);
}

function isSupported(): boolean {
  return (
    typeof customElements !== 'undefined' &&
    'adoptedStyleSheets' in Document.prototype &&
    'popover' in HTMLElement.prototype &&
    CSS.supports('color', 'light-dark(red,red)')
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'haptik-feedback': HaptikFeedbackElement;
  }
}
