import type { Courier, News } from './courier.js';
import type { Feedback } from './feedback.js';
import type { ModelState, Sender, World } from './model.js';
import { HOUR_MS, isWithin } from './submission.js';

export interface SenderWorld extends Pick<World, 'memory' | 'clock' | 'connection' | 'listener'> {
  courier: Courier;
  /** Makes a connection to the relay, where there is none. */
  connect(): void;
}

/** The second half of a model, which begins when the visitor sends: what the courier brings becomes its state. */
export function createSender(
  state: ModelState,
  { courier, memory, connect, clock, connection, listener }: SenderWorld,
): Sender {
  const { status, problem, offline, resting } = state;

  async function send(feedback: Feedback, byVisitor: boolean) {
    const started = state.epoch;
    const parcel = memory.readParcel();
    if (parcel) await courier.takeUp(parcel);
    if (started !== state.epoch) return;
    const news = await courier.send(feedback, byVisitor);
    if (news && started === state.epoch) state.batch(() => hear(feedback, news));
  }

  function hear(sent: Feedback, news: News) {
    // What is no parcel is the mark of another tab's submission.
    if (news.kind !== 'waiting' && memory.readParcel()) memory.writeParcel(undefined);
    if (news.kind === 'shared') {
      state.share(news.sentAt);
    } else if (news.kind === 'sent') {
      memory.writeSentAt(news.sentAt);
      memory.writeDraft(undefined);
      status.value = 'sent';
      listener.success(sent);
    } else {
      status.value = news.kind === 'waiting' ? 'waiting' : 'editing';
      offline.value = news.kind === 'waiting' && !connection.isOnline();
      problem.value = news.problem ?? { kind: 'unreachable' };
      if (!news.problem) return;
      if (news.problem.retryAfter) rest(news.problem.retryAfter * 1000);
      listener.error(sent, news.problem);
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
      const { submission, sentAt } = await courier.takeUp(memory.readParcel());
      if (started !== state.epoch) return;
      state.isUnread = false;
      if (isWithin(HOUR_MS, sentAt, clock.now())) state.share(sentAt!);
      else if (submission) {
        state.fill(submission.feedback);
        await send(state.feedback(), false);
      } else status.value = 'editing';
    },
    amend: courier.amend,
    drop: courier.drop,
    forget: courier.forget,
  };
}
