import { RATINGS } from '../feedback/limits.js';
import type { Model } from '../feedback/model.js';
import { plural } from '../messages/format.js';
import { ChoiceField } from './ChoiceField.js';
import { Star } from './Star.js';
import type { Texts } from './texts.js';

/** Five stars, of which one is chosen. */
export function RatingField({ model, texts: { messages, locale } }: { model: Model; texts: Texts }) {
  const chosen = model.rating.value;
  return (
    <ChoiceField model={model} question="rating" label={messages.ratingLabel} missing={messages.ratingMissing}>
      {RATINGS.map((rating) => (
        <label key={rating} class={chosen && rating <= chosen ? 'hf-star hf-lit' : 'hf-star'} part="star">
          <input
            type="radio"
            name="rating"
            value={rating}
            required
            checked={chosen === rating}
            aria-label={plural(messages.star, rating, locale)}
            onChange={() => model.rate(rating)}
          />
          <Star />
        </label>
      ))}
    </ChoiceField>
  );
}
