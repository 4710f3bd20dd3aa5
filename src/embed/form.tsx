import { render } from 'preact';
import type { Model } from '../feedback/model.js';
import css from '../widget/style.css?inline';
import { Feedback } from './Feedback.js';
import type { FormHandle, FormHost } from './form-host.js';

let sheet: CSSStyleSheet | undefined;

/** Renders the form of an element into its shadow root. */
export function mountForm(container: Element, root: ShadowRoot, host: FormHost): FormHandle {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);

  const model: { current: Model | undefined } = { current: undefined };
  const listener = {
    submit: (feedback) => host.fire('submit', { feedback }),
    success: (feedback) => host.fire('success', { feedback }),
    error: (feedback, problem) => host.fire('error', { feedback, problem }),
  } satisfies Parameters<typeof Feedback>[0]['listener'];
  const update = () =>
    render(
      <Feedback options={host.options()} listener={listener} loaders={host.loaders} modelRef={model} />,
      container,
    );
  update();
  return {
    update,
    reset: () => model.current?.reset(),
    forget: () => model.current?.forget(),
    unmount: () => render(null, container),
  };
}
