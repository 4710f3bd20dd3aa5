import { attributeOf, OPTION_NAMES, readAttribute } from './option-names.js';
import type { Options } from './options.js';
import { type Action, createPresence, type ElementLoaders } from './presence.js';

let loaders: ElementLoaders;

/** Says where forms come from; called by the module that registers the element. */
export function setLoaders(given: ElementLoaders): void {
  loaders = given;
}

/** On a server there is no `HTMLElement`; options and methods are added to it below. */
const Base = (globalThis.HTMLElement ?? class {}) as new () => HTMLElement & Options & Record<Action, () => void>;

/**
 * `<haptik-feedback>`: the form in a shadow root, inline or behind a launcher button. It holds no Preact: the form is
 * fetched when it is needed. Every option is a property, and an attribute in kebab case; what was set last counts.
 *
 * Methods: `open()` and `close()` the panel of a popover, `reset()` empties the form, `forget()` also erases what the
 * browser remembers of this visitor's feedback.
 *
 * @tagname haptik-feedback
 * @fires feedback-open - the panel has opened
 * @fires feedback-close - the panel has closed
 * @fires feedback-submit - the visitor sends; `preventDefault()` stops the post; `detail.feedback`
 * @fires feedback-success - Haptik has recorded it; `detail.feedback`
 * @fires feedback-error - it was not accepted, or not delivered yet; `detail.feedback`, `detail.problem`
 */
export class HaptikFeedbackElement extends Base {
  static get observedAttributes(): string[] {
    return OPTION_NAMES.map(attributeOf);
  }

  constructor() {
    super();
    createPresence(this, loaders);
  }

  connectedCallback() {
    // An option that is set, be it to what it was, has everything looked at anew.
    const { display } = this;
    this.display = display;
  }

  disconnectedCallback() {
    this.connectedCallback();
  }

  attributeChangedCallback(attribute: string, _before: string | null, text: string | null) {
    const option = OPTION_NAMES.find((name) => attributeOf(name) === attribute)!;
    this[option] = readAttribute(attribute, text) as undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'haptik-feedback': HaptikFeedbackElement;
  }
}
