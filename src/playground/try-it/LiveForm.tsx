import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HaptikFeedbackElement } from '../components/create-detached-element.js';

/** The props of `LiveForm`. */
export interface LiveFormProps {
  element: HaptikFeedbackElement;
  /** True while no visitor is known. */
  isEmpty: boolean;
  isPopover: boolean;
}

/** Shows the element as a visitor sees it. */
export function LiveForm({ element, isEmpty, isPopover }: LiveFormProps) {
  const container = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    container.current?.append(element);
    return () => element.remove();
  }, [element]);
  return (
    <section class="live-form" aria-labelledby="live-form-heading">
      <h2 id="live-form-heading">What your visitor sees</h2>
      <div class="live-form-container" ref={container} />
      {isPopover && !isEmpty && <p class="hint">The button in the corner of this page opens the form.</p>}
      {isEmpty && <p class="hint">Enter a visitor id to show the form.</p>}
    </section>
  );
}
