import type { Feedback, Rating } from './feedback.js';

/** The body of a feedback request. Haptik: Log Feedback API. */
export interface WireFeedback {
  /** Absent only between widget and relay, when an identity token carries it. */
  auth_id?: string | undefined;
  business_id: number;
  query_resolved: boolean;
  query_rating: Rating;
  feedback?: string | undefined;
}

/** Feedback of a visitor whom the relay knows. */
export type VisitorFeedback = WireFeedback & { auth_id: string };

/** Converts feedback to the fields of Haptik's API. JSON omits the fields that are `undefined`. */
export function toWire({ authId, businessId, rating, resolved, comment }: Feedback): WireFeedback {
  return {
    auth_id: authId,
    business_id: businessId,
    query_resolved: resolved,
    query_rating: rating,
    feedback: comment?.trim() ? comment : undefined,
  };
}
