import { plural } from '../messages/format.js';
import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

/**
 * Shows the button that sends, and announces the end of a pause. The button is never `disabled`, because a
 * disabled button loses the focus.
 */
export const SubmitButton = createSignalComponent(({ form: { model, messages, locale } }: FormProps) => {
  const status = model.status.value;
  const isBusy = status === 'sending';
  const pauseSeconds = model.pauseSeconds.value;
  const retryIn = (seconds: number) => plural(messages.retryIn, seconds, locale);
  const action = status === 'waiting' ? messages.retry : messages.submit;
  const text = isBusy ? messages.sending : pauseSeconds ? retryIn(model.secondsLeft.value) : action;
  // A page translator replaces texts with nodes of its own, which Preact does not update.
  const replaceForeignText = (button: HTMLElement | null) => {
    if (button && button.textContent !== text) button.textContent = text;
  };
  return (
    <>
      <button
        ref={replaceForeignText}
        class={isBusy ? 'hf-submit hf-sending' : 'hf-submit'}
        part="submit"
        type="submit"
        aria-disabled={isBusy || pauseSeconds > 0}
        // Announces "Sending…" even if the focus is elsewhere, as after Ctrl+Enter in the comment. Otherwise it is absent, not
        // `off`: with `off`, Orca in Chromium takes the text of the live region below for a repetition, and skips it.
        aria-live={isBusy ? 'polite' : undefined}
        // Keeps the name while the text counts down. Screen readers would read the new name and the new text each second.
        aria-label={pauseSeconds ? retryIn(pauseSeconds) : undefined}
      >
        {pauseSeconds ? <span aria-hidden="true">{text}</span> : text}
      </button>
      {/* Announces the end of a pause. The button cannot: its content is presentational, and Orca in Chromium does not read it.
          The region is always there: if it were inserted with the notice, Orca in Firefox would not read the notice. */}
      <span class="hf-visually-hidden" aria-live="polite">
        {model.problem.value?.retryAfter && !pauseSeconds && <span key={action}>{action}</span>}
      </span>
    </>
  );
});
