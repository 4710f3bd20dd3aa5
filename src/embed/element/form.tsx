import { hydrate, render } from 'preact';
import type { Feedback } from '../../feedback/feedback.js';
import { createModel, type Model } from '../../feedback/model.js';
import type { Listener } from '../../feedback/ports.js';
import type { Problem } from '../../feedback/problem.js';
import en from '../../messages/en.js';
import { directionOf, languageOf } from '../../messages/locale.js';
import css from '../../widget/style.css?inline';
import { createWorld } from '../host/browser-world.js';
import { ConnectedForm } from '../host/ConnectedForm.js';
import { resolveOptions } from '../options/resolve-options.js';
import { createStyleAdopter } from './adopt-styles.js';
import { pushToDataLayer } from './data-layer.js';
import { dispatchFeedbackEvent } from './events.js';
import type { FormModule } from './form-module.js';
import { keepEventsInside } from './keep-events-inside.js';

const adoptStyles = createStyleAdopter(css);

const silentListener: Listener = { submit: () => false, success() {}, error() {} };

/** Erases what the browser stores of the visitor whom these options name. */
export const forget: FormModule['forget'] = (options, loaders) => {
  const resolution = resolveOptions(options, () => {});
  if (typeof resolution === 'string') return;
  createModel(createWorld({ options: resolution, listener: silentListener, loaders })).forget();
};

/** Renders the form of an element into its shadow root, or into the panel that its launcher opens. */
export const mountForm: FormModule['mountForm'] = (element, root, panel, options, loaders, texts) => {
  const shadow = root.getRootNode() as ShadowRoot;
  adoptStyles(root);
  keepEventsInside(shadow);
  const container = panel?.body ?? root;
  // The form's first state, in which the visitor may have answered.
  const shell = container.querySelector<HTMLElement>('.hf');
  // The visitor has pressed *Try again*: the focus moves on into the form.
  const takesFocus = !panel && shadow.activeElement && !shell?.contains(shadow.activeElement);
  if (!panel) for (const child of [...root.children]) if (child !== shell) child.remove();

  const model: { current: Model | undefined } = { current: undefined };
  const record = (event: string, feedback?: Feedback, problem?: Problem) =>
    pushToDataLayer(options.dataLayer, event, feedback, problem);

  let wasOpen = false;
  const onToggle = (isOpen: boolean) => {
    if (isOpen !== wasOpen) dispatchFeedbackEvent(element, isOpen ? 'feedback-open' : 'feedback-close', undefined);
    wasOpen = isOpen;
  };
  const onDismiss = () => {
    const current = model.current;
    if (!current || !/editing|waiting/.test(current.status.peek())) return;
    const answers = [current.rating, current.resolved, current.comment].map((answer) => answer.peek());
    dispatchFeedbackEvent(element, 'feedback-dismiss', {
      answered: answers.some((it) => it !== undefined && it !== ''),
    });
    record('dismissed');
  };
  if (panel) {
    panel.toggled = (isOpen) => {
      onToggle(isOpen);
      if (!isOpen) onDismiss();
    };
  }

  const shownObserver = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting) || model.current?.status.peek() === 'shared') return;
    shownObserver.disconnect();
    dispatchFeedbackEvent(element, 'feedback-shown', undefined);
    record('shown');
  });
  shownObserver.observe(container);

  const listener: Listener = {
    submit: (feedback) => dispatchFeedbackEvent(element, 'feedback-submit', { feedback }),
    success(feedback) {
      dispatchFeedbackEvent(element, 'feedback-success', { feedback });
      record('sent', feedback);
    },
    error(feedback, problem) {
      dispatchFeedbackEvent(element, 'feedback-error', { feedback, problem });
      record('problem', feedback, problem);
    },
  };
  const first = texts ? { language: languageOf(root.lang), messages: texts } : { language: 'en', messages: en };
  let show = shell ? hydrate : render;
  const update = () => {
    show(
      <ConnectedForm
        options={{ ...options }}
        listener={listener}
        loaders={loaders}
        id="hf"
        isInDialog={!!panel}
        closePanel={panel && (() => panel.toggle(false))}
        first={first}
        modelRef={model}
        onTexts={(messages, locale) => {
          root.lang = locale;
          root.dir = directionOf(locale);
          panel?.name(messages);
        }}
      />,
      container,
    );
    show = render;
  };
  update();
  // The visitor has opened the panel before the form's code arrived.
  if (panel?.isOpen) onToggle(true);
  // The visitor has touched the form before its code arrived.
  if (shell?.contains(shadow.activeElement)) void model.current?.prepareToSend();
  if (takesFocus) root.querySelector<HTMLElement>('input, [tabindex]')?.focus();
  return {
    update,
    open: () => panel?.toggle(true),
    close: () => panel?.toggle(false),
    // A panel that is open already stays as it is.
    ask: () => wasOpen || panel?.ask?.(),
    reset: () => model.current?.reset(),
    forget: () => model.current?.forget(),
    unmount() {
      // A panel that is removed while it is open fires no `toggle`.
      onToggle(false);
      shownObserver.disconnect();
      panel?.dispose?.();
      render(null, container);
    },
  };
};
