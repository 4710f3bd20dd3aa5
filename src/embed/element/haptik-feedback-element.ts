import type { Options } from '../options/options.js';

/**
 * `<haptik-feedback>`: the form in a shadow root, inline or behind a launcher button. It holds no Preact: the form is
 * fetched when it is needed. Every option is a property, and an attribute in kebab case; what was set last counts.
 *
 * @tagname haptik-feedback
 * @fires feedback-open - the panel has opened
 * @fires feedback-close - the panel has closed
 * @fires feedback-submit - the visitor sends; `preventDefault()` stops the post; `detail.feedback`
 * @fires feedback-success - Haptik has recorded it; `detail.feedback`
 * @fires feedback-error - it was not accepted, or not delivered yet; `detail.feedback`, `detail.problem`
 */
export interface HaptikFeedbackElement extends HTMLElement, Options {
  /** Opens the panel of a popover. */
  open(): void;
  /** Closes the panel of a popover. */
  close(): void;
  /** Empties the form. */
  reset(): void;
  /** Empties the form, and erases what the browser remembers of this visitor's feedback. */
  forget(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'haptik-feedback': HaptikFeedbackElement;
  }
}
