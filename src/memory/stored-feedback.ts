import { isBusinessId, isRating } from '../feedback/limits.js';
import type { Submission } from '../feedback/submission.js';

/** True for stored feedback that can be sent; an older version, or somebody else, may have written it. */
export function isStoredFeedback(value: unknown): value is Submission['feedback'] {
  const { businessId, rating, resolved, comment } = (value ?? {}) as Partial<Submission['feedback']>;
  return (
    isBusinessId(businessId) &&
    isRating(rating) &&
    typeof resolved === 'boolean' &&
    (comment === undefined || typeof comment === 'string')
  );
}
