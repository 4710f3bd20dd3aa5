import { isBusinessId, isRating } from '../feedback/limits.js';
import type { Submission } from '../feedback/submission.js';

/** True for feedback that can be sent. An older version or other code may have written something else. */
export function isStoredFeedback(value: unknown): value is Submission['feedback'] {
  const { businessId, rating, resolved, comment } = (value ?? {}) as Partial<Submission['feedback']>;
  return (
    isBusinessId(businessId) &&
    isRating(rating) &&
    typeof resolved === 'boolean' &&
    (comment === undefined || typeof comment === 'string')
  );
}
