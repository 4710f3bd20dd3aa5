import { withTime } from '../messages/format.js';
import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

export interface ThanksProps extends FormProps {
  /** Whether the form had the focus when the thanks replaced it. */
  takesFocus: boolean;
}

/** Replaces the form after success: thanks the visitor, or says that feedback was shared earlier. */
export const Thanks = createSignalComponent(({ form: { model, messages, locale }, takesFocus }: ThanksProps) => (
  <div
    ref={takesFocus ? focusElement : null}
    class="hf-notice hf-thanks"
    part="notice"
    role="status"
    // A screen reader reads the thanks when they take the focus; as a live region they would be read twice.
    aria-live={takesFocus ? 'off' : 'polite'}
    tabIndex={-1}
  >
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M5 12.5l4.5 4.5L19 7.5" />
    </svg>
    {model.status.value === 'shared' ? withTime(messages.shared, model.sharedUntil.value, locale) : messages.sent}
  </div>
));

function focusElement(element: HTMLElement | null) {
  element?.focus();
}
