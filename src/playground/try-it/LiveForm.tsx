import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HaptikFeedbackElement } from '../components/create-detached-element.js';
import type { Settings } from '../settings/settings.js';

/** The props of `LiveForm`. */
export interface LiveFormProps {
  element: HaptikFeedbackElement;
  /** True while no visitor is known. */
  isEmpty: boolean;
  /** What opens a popover; undefined for an inline form. */
  launcher: Settings['launcher'] | undefined;
}

/** Shows the element as a visitor sees it. */
export function LiveForm({ element, isEmpty, launcher }: LiveFormProps) {
  const container = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    container.current?.append(element);
    return () => element.remove();
  }, [element]);
  return (
    <section class="live-form" aria-labelledby="live-form-heading">
      <h2 id="live-form-heading">What your visitor sees</h2>
      <div class="live-form-container" ref={container} />
      {launcher && !isEmpty && <Opener launcher={launcher} />}
      {isEmpty && <p class="hint">Enter a visitor id to show the form.</p>}
    </section>
  );
}

/** Says what opens the form. Without a launcher, shows a button of the page that does. */
function Opener({ launcher }: { launcher: Settings['launcher'] }) {
  if (launcher === 'none') {
    return (
      <div class="buttons">
        <button type="button" class="button" data-haptik-feedback-open>
          Open the form
        </button>
      </div>
    );
  }
  return (
    <p class="hint">
      {launcher === 'tab' ? 'The tab at the side of this page' : 'The button in the corner of this page'} opens the
      form.
    </p>
  );
}
