import type { Model } from '../feedback/model.js';
import type { Texts } from './texts.js';

/** *Send feedback*; while it is sent or rests it keeps the focus, so it is never `disabled`. */
export function SubmitButton({ model, texts: { messages } }: { model: Model; texts: Texts }) {
  const status = model.status.value;
  const isBusy = status === 'sending';
  return (
    <button class="hf-submit" part="submit" type="submit" aria-disabled={isBusy || model.resting.value}>
      {isBusy ? messages.sending : status === 'waiting' ? messages.retry : messages.submit}
    </button>
  );
}
