import { withTime } from '../messages/format.js';
import type { FormProps } from './form.js';
import { Check } from './icons.js';
import { createSignalComponent } from './signal-component.js';

export interface ThanksProps extends FormProps {
  /** Whether the form had the focus when the thanks replaced it. */
  takesFocus: boolean;
  /** The height of the form that the thanks replace, in CSS pixels. Inline they keep it, so that the page does not move. */
  height: number | undefined;
}

/** Replaces the form after success: thanks the visitor, or says that feedback was shared earlier. */
export const Thanks = createSignalComponent(
  ({ form: { model, messages, locale, closePanel }, takesFocus, height }: ThanksProps) => {
    const isShared = model.status.value === 'shared';
    // The text does not interrupt when another tab has shared feedback. A visitor who comes back reads it with the page:
    // Orca in Chromium would read a new live region twice.
    const isAlert = takesFocus || !isShared;
    const prepare = (element: HTMLElement | null) => {
      // Set here, because a later render does not know the height any more.
      if (element && height && isAlert && !closePanel) element.style.minBlockSize = `${height}px`;
      if (takesFocus) element?.focus();
    };
    return (
      <>
        <div
          ref={prepare}
          class="hf-notice hf-thanks"
          part="notice"
          // Orca reads an alert that takes the focus once: in Chromium when it appears, in Firefox with the focus. The success
          // banner of the GOV.UK Design System does the same. Orca reads the role of a `status` with the focus, not its text.
          role={isAlert ? 'alert' : undefined}
          aria-live={isAlert || model.isSharedEarlier.value ? undefined : 'polite'}
          tabIndex={-1}
        >
          <Check />
          {isShared ? withTime(messages.shared, model.sharedUntil.value, locale) : `${messages.sent}\u00a0`}
          {/* Chromium has no object of its own for a span, so Orca reads the alert once. The no-break space keeps the two
              sentences apart; at the end of a line, a space would be left out. */}
          {!isShared && <span>{messages.sentDetail}</span>}
        </div>
        {closePanel && (
          <button class="hf-close" type="button" onClick={closePanel}>
            {messages.close}
          </button>
        )}
      </>
    );
  },
);
