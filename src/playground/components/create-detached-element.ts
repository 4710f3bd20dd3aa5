import { type HaptikFeedbackElement, mount, type Options } from '../../index.js';

export type { HaptikFeedbackElement };

/** Creates a `<haptik-feedback>` that is not in the page yet. */
export function createDetachedElement(options: Options): HaptikFeedbackElement {
  const element = mount(document.createElement('div'), options);
  element.remove();
  return element;
}
