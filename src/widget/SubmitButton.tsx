import { plural } from '../messages/format.js';
import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

/** Shows the button that sends. It is never `disabled`, because a disabled button loses the focus. */
export const SubmitButton = createSignalComponent(({ form: { model, messages, locale } }: FormProps) => {
  const status = model.status.value;
  const isBusy = status === 'sending';
  const pauseSeconds = model.pauseSeconds.value;
  const secondsLeft = pauseSeconds && model.secondsLeft.value;
  const isPauseNew = pauseSeconds > 0 && secondsLeft === pauseSeconds;
  const retryIn = (seconds: number) => plural(messages.retryIn, seconds, locale);
  const text = isBusy
    ? messages.sending
    : pauseSeconds
      ? retryIn(secondsLeft)
      : status === 'waiting'
        ? messages.retry
        : messages.submit;
  // A page translator replaces texts with nodes of its own, which Preact does not update. A new element for each text would
  // help too, but then Orca in Firefox does not read how long to wait.
  const replaceForeignText = (button: HTMLElement | null) => {
    if (button && button.textContent !== text) button.textContent = text;
  };
  return (
    <button
      ref={replaceForeignText}
      class={isBusy ? 'hf-submit hf-sending' : 'hf-submit'}
      part="submit"
      type="submit"
      aria-disabled={isBusy || pauseSeconds > 0}
      // Announces "Sending…" and the pause even if the focus is elsewhere, as after Ctrl+Enter in the comment. The other
      // names stay silent.
      aria-live={isBusy || isPauseNew ? 'polite' : 'off'}
      // Keeps the name while the text counts down. Screen readers would read the new name and the new text each second.
      aria-label={isPauseNew || !pauseSeconds ? undefined : retryIn(pauseSeconds)}
    >
      {pauseSeconds && !isPauseNew ? <span aria-hidden="true">{text}</span> : text}
    </button>
  );
});
