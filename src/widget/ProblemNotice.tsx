import { MESSAGE_KEYS } from '../feedback/problem.js';
import type { FormProps } from './form.js';
import { view } from './view.js';

/** Why the feedback was not accepted, in our words; read out as soon as it appears. */
export const ProblemNotice = view(({ form: { model, messages } }: FormProps) => {
  const problem = model.problem.value;
  const text = model.isOffline.value ? messages.offline : problem && messages[MESSAGE_KEYS[problem.kind]];
  return (
    <div class="hf-notice" part="notice" role="alert">
      {text}
    </div>
  );
});
