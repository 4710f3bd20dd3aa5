import type { Feedback } from '../../feedback/feedback.js';
import type { Problem } from '../../feedback/problem.js';

/** What an event of the element says. */
export interface FeedbackEventDetail {
  feedback: Feedback;
}

/** The events of `<haptik-feedback>`, all bubbling and composed. */
export interface FeedbackEvents {
  /** The panel has opened. */
  'feedback-open': CustomEvent<undefined>;
  /** The panel has closed. */
  'feedback-close': CustomEvent<undefined>;
  /** The visitor sends; `preventDefault()` stops the post. */
  'feedback-submit': CustomEvent<FeedbackEventDetail>;
  /** Haptik has recorded it. */
  'feedback-success': CustomEvent<FeedbackEventDetail>;
  /** It was not accepted, or could not be delivered yet. */
  'feedback-error': CustomEvent<FeedbackEventDetail & { problem: Problem }>;
}

declare global {
  interface HTMLElementEventMap extends FeedbackEvents {}
}
