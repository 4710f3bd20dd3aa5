import { ChoiceField, missingTextId } from './ChoiceField.js';
import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

/** Asks whether the query was resolved. Neither answer is chosen at first: a default would bias it. */
export const ResolvedField = createSignalComponent(({ form }: FormProps) => {
  const { model, messages } = form;
  const missingId = missingTextId(form, 'resolved');
  return (
    <ChoiceField form={form} question="resolved" label={messages.resolvedLabel} missing={messages.resolvedMissing}>
      {[true, false].map((resolved) => {
        const text = resolved ? messages.yes : messages.no;
        return (
          <label key={resolved} class="hf-choice">
            <input
              type="radio"
              name="resolved"
              value={String(resolved)}
              required
              aria-invalid={!!missingId}
              aria-describedby={missingId}
              onChange={() => model.setResolved(resolved)}
            />
            <span key={text}>{text}</span>
          </label>
        );
      })}
    </ChoiceField>
  );
});
