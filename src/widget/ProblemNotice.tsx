import { MESSAGE_KEYS } from '../feedback/problem.js';
import type { FormProps } from './form.js';
import { createSignalComponent } from './signal-component.js';

/** Says why the feedback was not accepted; a screen reader reads it as soon as it appears. */
export const ProblemNotice = createSignalComponent(({ form: { model, messages } }: FormProps) => {
  const problem = model.problem.value;
  const text = model.isOffline.value ? messages.offline : problem && messages[MESSAGE_KEYS[problem.kind]];
  return (
    <div class="hf-notice" part="notice" role="alert">
      {text}
    </div>
  );
});
