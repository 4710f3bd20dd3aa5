import { OPTION_ATTRIBUTES, optionOf } from '../options/option-names.js';
import { createPresence, type ElementLoaders } from './element-controller.js';
import type { HaptikFeedbackElement } from './haptik-feedback-element.js';

/**
 * Registers `<haptik-feedback>`, once; does nothing on a server or in a browser that is too old for it.
 *
 * @returns whether the browser can have it
 */
export function define(loaders: ElementLoaders): boolean | undefined {
  // The newest of what the form needs is asked for; who has that has the rest.
  const isAble = globalThis.CSS?.supports('(color:light-dark(red,red))and selector(:popover-open)');
  if (isAble && !customElements.get('haptik-feedback')) {
    customElements.define(
      'haptik-feedback',
      class extends (HTMLElement as new () => HaptikFeedbackElement) {
        static get observedAttributes() {
          return OPTION_ATTRIBUTES;
        }

        constructor() {
          super();
          createPresence(this, loaders);
        }

        connectedCallback() {
          // An option that is set, be it to what it was, has everything looked at anew.
          this.display = this.display;
        }

        disconnectedCallback() {
          this.display = this.display;
        }

        attributeChangedCallback(attribute: string, _before: string | null, text: string | null) {
          this[optionOf(attribute)] = text as never;
        }
      },
    );
  }
  return isAble;
}
