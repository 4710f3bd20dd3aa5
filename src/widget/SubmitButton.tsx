import type { FormProps } from './form.js';
import { view } from './view.js';

/** *Send feedback*; while it is sent or rests it keeps the focus, so it is never `disabled`. */
export const SubmitButton = view(({ form: { model, messages } }: FormProps) => {
  const status = model.status.value;
  const isBusy = status === 'sending';
  return (
    <button
      class="hf-submit"
      part="submit"
      type="submit"
      aria-disabled={isBusy || model.isPaused.value}
      // That it is being sent is said also where the focus is elsewhere; what it is called afterwards is not.
      aria-live={isBusy ? 'polite' : 'off'}
    >
      {isBusy ? messages.sending : status === 'waiting' ? messages.retry : messages.submit}
    </button>
  );
});
