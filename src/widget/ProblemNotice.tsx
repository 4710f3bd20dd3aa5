import { MESSAGE_KEYS } from '../feedback/problem.js';
import { plural } from '../messages/format.js';
import type { FormProps } from './form.js';
import { Alert } from './icons.js';
import { createSignalComponent } from './signal-component.js';

/** Says why the feedback was not accepted; a screen reader reads it when it appears. */
export const ProblemNotice = createSignalComponent(({ form: { model, messages, locale } }: FormProps) => {
  const problem = model.problem.value;
  const isOffline = model.isOffline.value;
  const text = isOffline ? messages.offline : problem && messages[MESSAGE_KEYS[problem.kind]];
  // `peek`, because the countdown must not change the text: Orca in Chromium would read the alert again.
  const secondsLeft = model.pauseSeconds.peek() && model.secondsLeft.peek();
  // All screen readers read an alert that is inserted with its text. Orca in Firefox does not read text that is added to
  // an empty alert. The key inserts a new alert for a new text, and when the visitor presses during a pause.
  return (
    text && (
      <div
        key={text + model.refusedSubmits.value}
        class={isOffline ? 'hf-notice hf-info' : 'hf-notice'}
        part="notice"
        role="alert"
      >
        <Alert />
        {text}
        {/* Visually hidden, because the button shows it. A polite message would not be read: Orca drops it when an alert
            follows within a tenth of a second, as ARIA allows. The no-break space keeps the sentences apart. */}
        {secondsLeft > 0 && (
          <span class="hf-visually-hidden">{`\u00a0${plural(messages.retryIn, secondsLeft, locale)}`}</span>
        )}
      </div>
    )
  );
});
