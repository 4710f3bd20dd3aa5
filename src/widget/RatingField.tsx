import { RATINGS } from '../feedback/limits.js';
import { plural } from '../messages/format.js';
import { ChoiceField, missingTextId } from './ChoiceField.js';
import type { FormProps } from './form.js';
import { Star } from './icons.js';
import { createSignalComponent } from './signal-component.js';

/** Asks for a rating of one to five stars, and names the star under the pointer, with the focus, or chosen. */
export const RatingField = createSignalComponent(({ form }: FormProps) => {
  const { model, messages, locale, id } = form;
  const missingId = missingTextId(form, 'rating');
  return (
    <ChoiceField form={form} question="rating" label={messages.ratingLabel} missing={messages.ratingMissing}>
      {RATINGS.map((rating) => {
        const word = messages.ratingWords[rating - 1];
        const wordId = word ? `${id}-word-${rating}` : undefined;
        return (
          <label key={rating} class={word ? 'hf-star hf-named' : 'hf-star'} part="star">
            <input
              type="radio"
              name="rating"
              value={String(rating)}
              required
              // `false` prevents the radios from being announced as invalid before the visitor tries to send.
              aria-invalid={!!missingId}
              // A missing answer has only its text as the description, so that a screen reader reads this once and first.
              aria-describedby={missingId ?? wordId}
              aria-label={plural(messages.star, rating, locale)}
              onChange={() => model.setRating(rating)}
            />
            <Star />
            {word && (
              // Hidden, because the star is described by it already.
              <span key={word} class="hf-word" id={wordId} aria-hidden="true">
                {word}
              </span>
            )}
          </label>
        );
      })}
    </ChoiceField>
  );
});
