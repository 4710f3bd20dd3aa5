import type { DeliveryQueue, DeliveryResult } from './delivery-queue.js';
import type { Feedback } from './feedback.js';
import type { ModelState, Sender, World } from './model.js';
import { HOUR_MS, isWithin } from './submission.js';

export interface SenderWorld extends Pick<World, 'memory' | 'clock' | 'connection' | 'listener'> {
  deliveryQueue: DeliveryQueue;
  /** Makes a connection to the relay, where there is none. */
  connect(): void;
}

/** The second half of a model, which begins when the visitor sends: what the deliveryQueue brings becomes its state. */
export function createSender(
  state: ModelState,
  { deliveryQueue, memory, connect, clock, connection, listener }: SenderWorld,
): Sender {
  const { status, problem, offline, resting } = state;

  async function send(feedback: Feedback, byVisitor: boolean) {
    const started = state.epoch;
    const unsent = memory.readUnsent();
    if (unsent) await deliveryQueue.takeUp(unsent);
    if (started !== state.epoch) return;
    const result = await deliveryQueue.send(feedback, byVisitor);
    if (result && started === state.epoch) state.batch(() => hear(feedback, result));
  }

  function hear(sent: Feedback, result: DeliveryResult) {
    // What is no unsent is the mark of another tab's submission.
    if (result.kind !== 'waiting' && memory.readUnsent()) memory.writeUnsent(undefined);
    if (result.kind === 'shared') {
      state.share(result.sentAt);
    } else if (result.kind === 'sent') {
      memory.writeSentAt(result.sentAt);
      memory.writeDraft(undefined);
      status.value = 'sent';
      listener.success(sent);
    } else {
      status.value = result.kind === 'waiting' ? 'waiting' : 'editing';
      offline.value = result.kind === 'waiting' && !connection.isOnline();
      problem.value = result.problem ?? { kind: 'unreachable' };
      if (!result.problem) return;
      if (result.problem.retryAfter) rest(result.problem.retryAfter * 1000);
      listener.error(sent, result.problem);
    }
  }

  function rest(milliseconds: number) {
    resting.value = true;
    state.setTimer('rest', milliseconds, () => {
      resting.value = false;
    });
  }

  return {
    connect,
    send,
    async resume() {
      const started = state.epoch;
      const { submission, sentAt } = await deliveryQueue.takeUp(memory.readUnsent());
      if (started !== state.epoch) return;
      state.isUnread = false;
      if (isWithin(HOUR_MS, sentAt, clock.now())) state.share(sentAt!);
      else if (submission) {
        state.fill(submission.feedback);
        await send(state.feedback(), false);
      } else status.value = 'editing';
    },
    amend: deliveryQueue.amend,
    drop: deliveryQueue.drop,
    forget: deliveryQueue.forget,
  };
}
