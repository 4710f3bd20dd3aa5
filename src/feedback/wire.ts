import type { Feedback, Rating } from './feedback.js';

/** The body of a feedback request. Haptik: Log Feedback API. */
export interface WireFeedback {
  /** Absent only between widget and relay, when an identity token stands for it. */
  auth_id?: string | undefined;
  business_id: number;
  query_resolved: boolean;
  query_rating: Rating;
  feedback?: string | undefined;
}

/** Puts feedback into Haptik's words; a field without a value is left out of the JSON. */
export function toWire({ authId, businessId, rating, resolved, comment }: Feedback): WireFeedback {
  return {
    auth_id: authId,
    business_id: businessId,
    query_resolved: resolved,
    query_rating: rating,
    feedback: comment?.trim() ? comment : undefined,
  };
}
