import { attributeOf, OPTION_NAMES, optionOf, parseAttribute } from '../options/option-names.js';
import type { Options } from '../options/options.js';
import { createElementController, type ElementController } from './element-controller.js';
import type { ElementLoaders } from './loaders.js';

// A server has no HTMLElement; there the class can be imported, but not used.
const BaseElement = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * `<haptik-feedback>`: the form in a shadow root, inline or behind a launcher button. The element holds no Preact: the
 * form is fetched when it is needed. Every option is a property, and an attribute in kebab case; the last one set wins.
 *
 * @tagname haptik-feedback
 *
 * @fires feedback-open - the panel has opened
 * @fires feedback-close - the panel has closed
 * @fires feedback-ask - the panel is about to open by itself; `preventDefault()` keeps it closed; `detail.trigger`
 * @fires feedback-shown - the visitor sees the form
 * @fires feedback-dismiss - the panel has closed, and the visitor has not sent; `detail.answered`
 * @fires feedback-submit - the visitor sends; `preventDefault()` stops the post; `detail.feedback`
 * @fires feedback-success - Haptik has recorded it; `detail.feedback`
 * @fires feedback-error - it was not accepted, or not delivered yet; `detail.feedback`, `detail.problem`
 *
 * @csspart form - the form
 * @csspart title - its heading
 * @csspart rating - the group of stars
 * @csspart star - each star
 * @csspart resolved - the group of yes and no
 * @csspart comment - the comment's field with its label
 * @csspart counter - the number of characters left
 * @csspart submit - the button that sends
 * @csspart notice - a problem, or the thanks
 * @csspart launcher - the button that opens the panel
 * @csspart panel - the panel that the launcher opens
 *
 * @cssproperty --hf-accent - colour of buttons and chosen answers
 * @cssproperty --hf-on-accent - colour of text on the accent
 * @cssproperty --hf-surface - background of the form
 * @cssproperty --hf-text - colour of text
 * @cssproperty --hf-muted - colour of secondary text
 * @cssproperty --hf-border - colour of borders
 * @cssproperty --hf-star - colour of a chosen star
 * @cssproperty --hf-star-empty - colour of the other stars
 * @cssproperty --hf-error - colour of problems
 * @cssproperty --hf-info - colour of the notice that the visitor is offline
 * @cssproperty --hf-success - colour of the thanks
 * @cssproperty --hf-focus - colour of the focus ring; the accent by default
 * @cssproperty --hf-radius - radius of corners
 * @cssproperty --hf-space - padding and gaps
 * @cssproperty --hf-font - font family
 * @cssproperty --hf-font-size - font size
 * @cssproperty --hf-star-size - width and height of a star
 * @cssproperty --hf-width - greatest width of the form
 * @cssproperty --hf-shadow - shadow of the form or the panel
 * @cssproperty --hf-z-index - stacking order of the launcher
 * @cssproperty --hf-inset - distance of launcher and panel from their corner: one length, or two for block and inline
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the properties of the interface are defined below, in a loop
export class HaptikFeedbackElement extends BaseElement {
  /** How this build fetches the form; set before the element is registered. */
  declare static loaders: ElementLoaders;

  // `declare` saves 350 bytes: a class field is compiled for the older browsers that have to parse the loader.
  declare readonly controller: ElementController;

  /** The attributes whose changes call `attributeChangedCallback`. */
  static get observedAttributes(): readonly string[] {
    return OPTION_NAMES.flatMap((option) => [attributeOf(option), option.toLowerCase()]);
  }

  constructor() {
    super();
    // Properties that were set before the element was registered would hide those of the prototype.
    const properties = { ...this };
    for (const name in properties) delete this[name];
    this.controller = createElementController(this, HaptikFeedbackElement.loaders);
    Object.assign(this, properties);
  }

  /** Opens the panel of a popover. */
  open(): void {
    this.controller.runAction('open');
  }

  /** Closes the panel of a popover. */
  close(): void {
    this.controller.runAction('close');
  }

  /** Empties the form. */
  reset(): void {
    this.controller.runAction('reset');
  }

  /** Empties the form, and erases what the browser stores of this visitor's feedback. */
  forget(): void {
    this.controller.runAction('forget');
  }

  connectedCallback(): void {
    this.controller.scheduleUpdate();
  }

  disconnectedCallback(): void {
    this.controller.scheduleUpdate();
  }

  attributeChangedCallback(attribute: string, _before: string | null, text: string | null): void {
    const option = optionOf(attribute);
    this[option] = parseAttribute(option, text) as never;
  }
}

export interface HaptikFeedbackElement extends Options {}

for (const option of OPTION_NAMES) {
  Object.defineProperty(HaptikFeedbackElement.prototype, option, {
    get(this: HaptikFeedbackElement) {
      return this.controller.options[option];
    },
    set(this: HaptikFeedbackElement, value) {
      this.controller.options[option] = value ?? undefined;
      this.controller.scheduleUpdate();
    },
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'haptik-feedback': HaptikFeedbackElement;
  }
}
