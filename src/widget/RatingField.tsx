import { RATINGS } from '../feedback/limits.js';
import { plural } from '../messages/format.js';
import { ChoiceField, missingTextId } from './ChoiceField.js';
import type { FormProps } from './form.js';
import { Star } from './Star.js';
import { createSignalComponent } from './signal-component.js';

/** Asks for a rating of one to five stars. */
export const RatingField = createSignalComponent(({ form }: FormProps) => {
  const { model, messages, locale } = form;
  // Prevents the radios from being announced as invalid before the visitor tries to send.
  const missingId = missingTextId(form, 'rating');
  return (
    <ChoiceField form={form} question="rating" label={messages.ratingLabel} missing={messages.ratingMissing}>
      {RATINGS.map((rating) => (
        <label key={rating} class="hf-star" part="star">
          <input
            type="radio"
            name="rating"
            value={String(rating)}
            required
            aria-invalid={!!missingId}
            aria-describedby={missingId}
            aria-label={plural(messages.star, rating, locale)}
            onChange={() => model.setRating(rating)}
          />
          <Star />
        </label>
      ))}
    </ChoiceField>
  );
});
