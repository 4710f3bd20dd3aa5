import { announce } from '../components/announce.js';
import type { HaptikFeedbackElement } from '../components/create-detached-element.js';
import type { DemoClient } from './demo-client.js';

/** The props of `StartOver`. */
export interface StartOverProps {
  demo: DemoClient;
  element: HaptikFeedbackElement;
}

/** Clears what this browser and the stand-in remember, so that the same visitor can give feedback again. */
export function StartOver({ demo, element }: StartOverProps) {
  const clearBrowser = () => {
    element.forget();
    announce('This browser’s memory is cleared.');
  };
  const clearHaptik = () =>
    demo.reset().then(
      () => announce('Haptik’s memory is cleared.'),
      () => announce('The relay does not answer. Nothing was cleared.'),
    );
  return (
    <section class="card" aria-labelledby="start-over-heading">
      <h2 id="start-over-heading">Start over</h2>
      <p class="hint">
        Haptik accepts feedback once an hour from each visitor, and the browser remembers what it sent.
      </p>
      <div class="buttons">
        <button type="button" class="button" onClick={clearBrowser}>
          Clear this browser’s memory
        </button>
        {demo.connection.value === 'standin' && (
          <button type="button" class="button" onClick={clearHaptik}>
            Clear Haptik’s memory
          </button>
        )}
      </div>
    </section>
  );
}
