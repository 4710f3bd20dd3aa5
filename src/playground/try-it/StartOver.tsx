import { announce } from '../parts/announce.js';
import type { HaptikFeedbackElement } from '../parts/element.js';
import type { Demo } from './demo.js';

export interface StartOverProps {
  demo: Demo;
  element: HaptikFeedbackElement;
}

/** Forgets what stands in the way of another try: in the browser, and at Haptik. */
export function StartOver({ demo, element }: StartOverProps) {
  const forgetHere = () => {
    element.forget();
    announce('This browser has forgotten the visitor’s feedback.');
  };
  const forgetThere = () =>
    demo.reset().then(
      () => announce('Haptik has forgotten all feedback.'),
      () => announce('The relay does not answer, so nothing was forgotten.'),
    );
  return (
    <section class="card" aria-labelledby="again-heading">
      <h2 id="again-heading">Once more?</h2>
      <p class="hint">Haptik takes one feedback an hour from each visitor, and the browser remembers what was sent.</p>
      <div class="buttons">
        <button type="button" class="button" onClick={forgetHere}>
          Let this browser forget
        </button>
        {demo.connection.value === 'standin' && (
          <button type="button" class="button" onClick={forgetThere}>
            Let Haptik forget
          </button>
        )}
      </div>
    </section>
  );
}
