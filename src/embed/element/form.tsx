import { render } from 'preact';
import type { Feedback } from '../../feedback/feedback.js';
import { createModel, type Model } from '../../feedback/model.js';
import type { Listener } from '../../feedback/ports.js';
import type { Problem } from '../../feedback/problem.js';
import en from '../../messages/en.js';
import { directionOf, languageOf } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import css from '../../widget/style.css?inline';
import { createWorld } from '../host/browser-world.js';
import { ConnectedForm } from '../host/ConnectedForm.js';
import { resolveOptions } from '../options/options.js';
import { adoptStyles } from './adopt-styles.js';
import type { FormModule } from './form-module.js';

const adopt = adoptStyles(css);

export const forget: FormModule['forget'] = (options, loaders) => {
  const known = resolveOptions(options, () => {});
  if (typeof known === 'object') createModel(createWorld({ options: known, listener: deaf, loaders })).forget();
};

const deaf: Listener = { submit: () => false, success() {}, error() {} };

/** Renders the form of an element into its shadow root; behind a launcher, into the panel that this opens. */
export const mountForm: FormModule['mountForm'] = (element, root, panel, options, loaders, texts) => {
  adopt(root);
  // Whoever has tried again, as it could not be fetched at first, goes on in the form.
  const takesFocus = !panel && (root.getRootNode() as ShadowRoot).activeElement;
  if (!panel) root.replaceChildren();

  const fire = (name: string, detail?: { feedback: Feedback; problem?: Problem }) =>
    element.dispatchEvent(
      new CustomEvent(`feedback-${name}`, { bubbles: true, composed: true, cancelable: name === 'submit', detail }),
    );
  let wasOpen = false;
  const toggled = (isOpen: boolean) => {
    if (isOpen !== wasOpen) fire(isOpen ? 'open' : 'close');
    wasOpen = isOpen;
  };
  if (panel) panel.toggled = toggled;
  const container = panel?.body ?? root;
  const model: { current: Model | undefined } = { current: undefined };
  const listener: Listener = {
    submit: (feedback) => fire('submit', { feedback }),
    success: (feedback) => fire('success', { feedback }),
    error: (feedback, problem) => fire('error', { feedback, problem }),
  };
  const name = (messages: Messages, locale: string) => {
    root.lang = locale;
    root.dir = directionOf(locale);
    panel?.name(messages);
  };
  const first = texts ? { language: languageOf(root.lang), messages: texts } : { language: 'en', messages: en };
  const update = () =>
    render(
      <ConnectedForm
        options={{ ...options }}
        listener={listener}
        loaders={loaders}
        id="hf"
        first={first}
        modelRef={model}
        onTexts={name}
      />,
      container,
    );
  update();
  if (takesFocus) root.querySelector<HTMLElement>('input, [tabindex]')?.focus();
  return {
    update,
    open: () => panel?.toggle(true),
    close: () => panel?.toggle(false),
    reset: () => model.current?.reset(),
    forget: () => model.current?.forget(),
    unmount() {
      // A panel that is taken away with the page's part closes without a word.
      toggled(false);
      render(null, container);
    },
  };
};
