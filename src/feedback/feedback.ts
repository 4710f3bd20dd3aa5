/** How satisfied the visitor was, 1 (least) to 5 (most). Haptik: Log Feedback API, `query_rating`. */
export type Rating = 1 | 2 | 3 | 4 | 5;

/** A visitor's answers about one conversation. */
export interface Feedback {
  /** The visitor's identifier in the site's own system; absent when an identity token carries it. */
  authId?: string | undefined;
  /** The Haptik channel (queue) that the feedback is about; a positive integer. */
  businessId: number;
  rating: Rating;
  /** Was the visitor's query resolved? */
  resolved: boolean;
  /** The text as typed; absent when empty or only white space. */
  comment?: string | undefined;
}
