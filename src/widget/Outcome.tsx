import { withTime } from '../messages/format.js';
import type { FormProps } from './form.js';
import { view } from './view.js';

export interface OutcomeProps extends FormProps {
  /** Whether the form, whose place this takes, had the focus. */
  takesFocus: boolean;
}

/** The thanks, or that they were said before, in the place of the form. */
export const Outcome = view(({ form: { model, messages, locale }, takesFocus }: OutcomeProps) => (
  <div
    ref={takesFocus ? focus : null}
    class="hf-notice hf-outcome"
    part="notice"
    role="status"
    // Read out with the focus, it is not to be read out as a message once more.
    aria-live={takesFocus ? 'off' : 'polite'}
    tabIndex={-1}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 12.5l4.5 4.5L19 7.5" />
    </svg>
    {model.status.value === 'shared' ? withTime(messages.shared, model.sharedUntil.value, locale) : messages.sent}
  </div>
));

function focus(element: HTMLElement | null) {
  element?.focus();
}
