import type { FormProps } from './form.js';
import { view } from './view.js';

/** *Send feedback*; while it is sent or rests it keeps the focus, so it is never `disabled`. */
export const SubmitButton = view(({ form: { model, messages } }: FormProps) => {
  const status = model.status.value;
  const isBusy = status === 'sending';
  return (
    <>
      <button class="hf-submit" part="submit" type="submit" aria-disabled={isBusy || model.resting.value}>
        {isBusy ? messages.sending : status === 'waiting' ? messages.retry : messages.submit}
      </button>
      {/* Few readers say that the text of a button has changed, and none when the focus is elsewhere. */}
      <p class="hf-heard" aria-live="polite">
        {isBusy && messages.sending}
      </p>
    </>
  );
});
