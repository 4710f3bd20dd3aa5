import { addressOf, design } from '../design/design-state.js';
import { CopyButton } from './CopyButton.js';

/** The address carries all that was chosen here. */
export function ShareLink() {
  return (
    <section class="card share" aria-labelledby="share-heading">
      <h2 id="share-heading">Share it</h2>
      <p class="hint">The address of this page carries the theme and every choice; nothing is stored anywhere.</p>
      <div class="buttons">
        <CopyButton label="Copy link" text={() => new URL(addressOf(design.peek()), location.href).href} />
      </div>
    </section>
  );
}
