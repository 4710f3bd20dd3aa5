import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

/** Shows the button that sends. It is never `disabled`, because a disabled button loses the focus. */
export const SubmitButton = createSignalComponent(({ form: { model, messages } }: FormProps) => {
  const status = model.status.value;
  const isBusy = status === 'sending';
  return (
    <button
      class="hf-submit"
      part="submit"
      type="submit"
      aria-disabled={isBusy || model.isPaused.value}
      // Announces "Sending…" even if the focus is elsewhere, as after Ctrl+Enter in the comment. The other names stay silent.
      aria-live={isBusy ? 'polite' : 'off'}
    >
      {isBusy ? messages.sending : status === 'waiting' ? messages.retry : messages.submit}
    </button>
  );
});
