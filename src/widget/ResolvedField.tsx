import type { Model } from '../feedback/model.js';
import { ChoiceField } from './ChoiceField.js';
import type { Texts } from './texts.js';

/** Yes or no, neither chosen at first: a default would bias the answer. */
export function ResolvedField({ model, texts: { messages } }: { model: Model; texts: Texts }) {
  const chosen = model.resolved.value;
  return (
    <ChoiceField model={model} question="resolved" label={messages.resolvedLabel} missing={messages.resolvedMissing}>
      {[true, false].map((resolved) => (
        <label key={resolved} class="hf-choice">
          <input
            type="radio"
            name="resolved"
            value={String(resolved)}
            required
            checked={chosen === resolved}
            onChange={() => model.resolve(resolved)}
          />
          {resolved ? messages.yes : messages.no}
        </label>
      ))}
    </ChoiceField>
  );
}
