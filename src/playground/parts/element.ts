import { type HaptikFeedbackElement, mount, type Options } from '../../index.js';

export type { HaptikFeedbackElement };

/** Makes a `<haptik-feedback>` that stands nowhere yet. */
export function createElement(options: Options): HaptikFeedbackElement {
  const element = mount(document.createElement('div'), options);
  element.remove();
  return element;
}
