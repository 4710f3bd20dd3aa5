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
  return (
    <button
      class={isBusy ? 'hf-submit hf-sending' : 'hf-submit'}
      part="submit"
      type="submit"
      aria-disabled={isBusy || pauseSeconds > 0}
      // Announces "Sending…" and the pause even if the focus is elsewhere, as after Ctrl+Enter in the comment. The other
      // names stay silent.
      aria-live={isBusy || isPauseNew ? 'polite' : 'off'}
      // Keeps the name while the text counts down. Some screen readers would read the new name each second.
      aria-label={pauseSeconds && !isPauseNew ? retryIn(pauseSeconds) : undefined}
    >
      {isBusy
        ? messages.sending
        : pauseSeconds
          ? retryIn(secondsLeft)
          : status === 'waiting'
            ? messages.retry
            : messages.submit}
    </button>
  );
});
