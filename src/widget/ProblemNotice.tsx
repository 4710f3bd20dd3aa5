import type { ProblemKind } from '../feedback/outcome.js';
import type { Messages } from '../messages/messages.js';
import type { FormProps } from './form.js';
import { view } from './view.js';

const TEXT_OF = {
  duplicate: 'duplicate',
  'no-conversation': 'noConversation',
  'invalid-user': 'invalidUser',
  unauthorized: 'unauthorized',
  'rate-limited': 'rateLimited',
  rejected: 'rejected',
  unreachable: 'unreachable',
  'server-error': 'serverError',
  expired: 'expired',
} as const satisfies Record<ProblemKind, keyof Messages>;

/** Why the feedback was not accepted, in our words; read out as soon as it appears. */
export const ProblemNotice = view(({ form: { model, messages } }: FormProps) => {
  const problem = model.problem.value;
  const text = model.offline.value ? messages.offline : problem && messages[TEXT_OF[problem.kind]];
  return (
    <div class="hf-notice" part="notice" role="alert">
      {text}
    </div>
  );
});
