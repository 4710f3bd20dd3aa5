import type { Feedback } from '../../feedback/feedback.js';
import type { Problem } from '../../feedback/problem.js';

/** The `detail` of `feedback-submit` and `feedback-success`. */
export interface FeedbackEventDetail {
  feedback: Feedback;
}

/** The `detail` of `feedback-error`. */
export interface FeedbackErrorDetail extends FeedbackEventDetail {
  problem: Problem;
}

/** The `detail` of `feedback-ask`. */
export interface FeedbackAskDetail {
  /** What happened, as the option `askOn` spells it. */
  trigger: string;
}

/** The `detail` of `feedback-dismiss`. */
export interface FeedbackDismissDetail {
  /** Whether the visitor has answered anything. */
  answered: boolean;
}

/** The events of `<haptik-feedback>`, all bubbling and composed. */
export interface FeedbackEvents {
  /** The panel has opened. */
  'feedback-open': CustomEvent<undefined>;
  /** The panel has closed. */
  'feedback-close': CustomEvent<undefined>;
  /** The panel is about to open by itself; `preventDefault()` keeps it closed. */
  'feedback-ask': CustomEvent<FeedbackAskDetail>;
  /** The visitor sees the form: it is in the viewport. Fired once for each form. */
  'feedback-shown': CustomEvent<undefined>;
  /** The panel has closed, and the visitor has not sent. */
  'feedback-dismiss': CustomEvent<FeedbackDismissDetail>;
  /** The visitor sends; `preventDefault()` stops the post. */
  'feedback-submit': CustomEvent<FeedbackEventDetail>;
  /** Haptik has recorded the feedback. */
  'feedback-success': CustomEvent<FeedbackEventDetail>;
  /** The feedback was not accepted, or could not be delivered yet. */
  'feedback-error': CustomEvent<FeedbackErrorDetail>;
}

/**
 * Dispatches an event of the element.
 *
 * @returns `false` when a listener has called `preventDefault()`
 */
export function dispatchFeedbackEvent<Name extends keyof FeedbackEvents>(
  element: HTMLElement,
  name: Name,
  detail: FeedbackEvents[Name]['detail'],
): boolean {
  const cancelable = name === 'feedback-submit' || name === 'feedback-ask';
  return element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
}

declare global {
  interface HTMLElementEventMap extends FeedbackEvents {}
}
