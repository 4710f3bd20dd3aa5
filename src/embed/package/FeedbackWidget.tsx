import { useId, useMemo, useRef } from 'preact/hooks';
import type { Feedback } from '../../feedback/feedback.js';
import type { Listener } from '../../feedback/ports.js';
import type { Problem } from '../../feedback/problem.js';
import { ConnectedForm } from '../host/ConnectedForm.js';
import type { Options } from '../options/options.js';
import { packageLoaders } from './loaders.js';

/** The props of `FeedbackWidget`: every option, and the callbacks. */
export interface FeedbackWidgetProps extends Options {
  /** The visitor sends feedback; return `false` to stop it from being posted. */
  onSubmit?: ((detail: { feedback: Feedback }) => unknown) | undefined;
  /** Haptik has recorded the feedback. */
  onSuccess?: ((detail: { feedback: Feedback }) => void) | undefined;
  /** The feedback was not accepted, or could not be delivered yet. */
  onError?: ((detail: { feedback: Feedback; problem: Problem }) => void) | undefined;
}

/**
 * Renders the feedback form as a Preact component, in the page's own tree; `style.css` styles it.
 *
 * @example
 * ```tsx
 * import { FeedbackWidget } from 'haptik-feedback-widget';
 * import 'haptik-feedback-widget/style.css';
 *
 * <FeedbackWidget relayUrl="https://feedback.example.com/feedback" businessId={343} authId={user.id} />
 * ```
 */
export function FeedbackWidget({ onSubmit, onSuccess, onError, ...options }: FeedbackWidgetProps) {
  const callbacks = useRef({ onSubmit, onSuccess, onError });
  callbacks.current = { onSubmit, onSuccess, onError };
  const listener = useMemo<Listener>(
    () => ({
      submit: (feedback) => runCallback(() => callbacks.current.onSubmit?.({ feedback })) !== false,
      success: (feedback) => runCallback(() => callbacks.current.onSuccess?.({ feedback })),
      error: (feedback, problem) => runCallback(() => callbacks.current.onError?.({ feedback, problem })),
    }),
    [],
  );
  return <ConnectedForm options={options} listener={listener} loaders={packageLoaders} id={useId()} />;
}

/** Calls a callback of the site; an exception in it is reported, and does not stop the feedback. */
function runCallback<Result>(callback: () => Result): Result | undefined {
  try {
    return callback();
  } catch (error) {
    reportError(error);
    return undefined;
  }
}
