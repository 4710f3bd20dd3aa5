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
    // What another tab has shared interrupts nothing. A visitor who comes back reads it with the page: a live region that
    // is new then is read twice by Orca in Chromium.
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
          aria-live={isNews || model.isSharedEarlier.value ? undefined : 'polite'}
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
