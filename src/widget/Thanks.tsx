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
    // A visitor who comes back knows it already, so it interrupts nothing.
    const isNews = takesFocus || !isShared;
    const prepare = (element: HTMLElement | null) => {
      // Set here, because a later render does not know the height any more.
      if (element && height && isNews && !closePanel) element.style.minBlockSize = `${height}px`;
      if (takesFocus) element?.focus();
    };
    return (
      <>
        <div
          ref={prepare}
          class="hf-notice hf-thanks"
          part="notice"
          // Orca reads an alert that takes the focus once: in Chromium when it appears, in Firefox with the focus. The success
          // banner of the GOV.UK Design System does the same. Of a `status` with the focus Orca reads the role, not the text.
          role={isNews ? 'alert' : undefined}
          aria-live={isNews ? undefined : 'polite'}
          tabIndex={-1}
        >
          <Check />
          {isShared ? withTime(messages.shared, model.sharedUntil.value, locale) : messages.sent}
          {/* Chromium has no object of its own for a span, so Orca reads the alert once. The no-break space keeps the two
              sentences apart; at the beginning of a line, a space would be left out. */}
          {!isShared && (
            <span>
              {'\u00a0'}
              {messages.sentDetail}
            </span>
          )}
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
