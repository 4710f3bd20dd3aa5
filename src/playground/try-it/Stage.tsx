import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HaptikFeedbackElement } from '../parts/element.js';

/** Shows the element itself, as a visitor sees it. */
export function Stage({ element, isEmpty }: { element: HaptikFeedbackElement; isEmpty: boolean }) {
  const stage = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    stage.current?.append(element);
    return () => element.remove();
  }, [element]);
  return (
    <section class="stage" aria-labelledby="stage-heading">
      <h2 id="stage-heading">What your visitor sees</h2>
      <div class="stage-floor" ref={stage} />
      {isEmpty && <p class="hint">No visitor is known yet, so nothing is shown.</p>}
    </section>
  );
}
