import type { Feedback } from '../../feedback/feedback.js';
import type { Problem } from '../../feedback/problem.js';

/**
 * Pushes an event for an analytics tool, without the comment and without the visitor's id.
 *
 * @param name - the option `dataLayer`, the name of an array on `window`; without that array nothing is pushed
 * @param event - `shown`, `dismissed`, `sent` or `problem`
 */
export function pushToDataLayer(
  name: string | undefined,
  event: string,
  feedback: Feedback | undefined,
  problem: Problem | undefined,
): void {
  const layer: unknown = name && (window as unknown as Record<string, unknown>)[name];
  // Fields without a value are pushed too: they replace those of an earlier event.
  if (Array.isArray(layer))
    layer.push({
      event: `haptik_feedback_${event}`,
      rating: feedback?.rating,
      resolved: feedback?.resolved,
      problem: problem?.kind,
    });
}
