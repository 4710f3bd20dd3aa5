import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { fitInsertion } from './comment.js';
import type { Feedback, Rating } from './feedback.js';
import type { Draft, Memory, Parcel } from './memory.js';
import type { Problem } from './problem.js';
import { HOUR_MS, isWithin, type OutboxRecord } from './submission.js';

/**
 * - `editing`: the visitor fills the form in, or reads why it was not accepted
 * - `sending`: a submission is on its way
 * - `waiting`: it could not be delivered; it is tried again when the connection is back or the visitor says so
 * - `sent`: it was recorded
 * - `shared`: it was recorded before, by an earlier visit or another tab
 */
export type Status = 'editing' | 'sending' | 'waiting' | 'sent' | 'shared';

/** A question that needs an answer. */
export type Question = 'rating' | 'resolved';

/** What the model knows of its host; read anew each time it is needed, but for the visitor, who stays the same. */
export interface ModelOptions {
  authId: string | undefined;
  businessId: number;
  /** In characters as a person counts them. */
  commentMaxLength: number;
}

/** Time, so that a test can be its master. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once, after so many milliseconds; returns what cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** Whether the browser has a network. */
export interface Connection {
  isOnline(): boolean;
  /** Calls back each time the network comes back; returns what ends it. */
  whenOnline(callback: () => void): () => void;
}

/** What the host hears. */
export interface Listener {
  /** The visitor sends; `false` stops it. */
  submit(feedback: Feedback): boolean;
  success(feedback: Feedback): void;
  error(feedback: Feedback, problem: Problem): void;
}

/** What has become of feedback that was to be sent. Times are milliseconds since the epoch. */
export type News =
  | { kind: 'sent'; sentAt: number }
  | { kind: 'shared'; sentAt: number }
  /** It is still to be sent; without a problem there was not a single try. */
  | { kind: 'waiting'; problem?: Problem | undefined }
  | { kind: 'refused'; problem: Problem };

/** Who brings feedback to the relay. Nothing here rejects. */
export interface Courier {
  /**
   * Sends feedback; it is the waiting submission's, if there is one.
   *
   * @param byVisitor - `false` where it is sent by itself, which is not always allowed
   * @returns `undefined` when it was dropped meanwhile
   */
  send(feedback: Feedback, byVisitor: boolean): Promise<News | undefined>;
  /** Takes up what an earlier visit has left, else the parcel, and tells what is known then. */
  takeUp(parcel: Parcel | undefined): Promise<OutboxRecord>;
  /** The visitor has changed what waits. */
  amend(feedback: Feedback): void;
  /** What waits, or is on its way, is not to be sent. */
  drop(): void;
  /** Drops it, and erases all that is known of the visitor's feedback. */
  forget(): void;
}

export interface World {
  options(): ModelOptions;
  memory: Memory;
  /** Fetches the courier; rejects when its code could not be had. */
  courier(): Promise<Courier>;
  clock: Clock;
  connection: Connection;
  listener: Listener;
}

export interface Model {
  readonly status: ReadonlySignal<Status>;
  readonly rating: ReadonlySignal<Rating | undefined>;
  readonly resolved: ReadonlySignal<boolean | undefined>;
  readonly comment: ReadonlySignal<string>;
  /** Why the feedback was not accepted. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** True while it waits for the network. */
  readonly offline: ReadonlySignal<boolean>;
  /** The unanswered questions, in their order, once the visitor has tried to send. */
  readonly missing: ReadonlySignal<readonly Question[]>;
  /** True while *Send feedback* rests after a `rate-limited` answer. */
  readonly resting: ReadonlySignal<boolean>;
  /** From when on more feedback is accepted, in milliseconds since the epoch; while `shared`. */
  readonly sharedUntil: ReadonlySignal<number>;
  /** The visitor has turned to the form: what sending needs is fetched. */
  touch(): void;
  rate(rating: Rating): void;
  resolve(resolved: boolean): void;
  /**
   * Takes the comment as typed, shortened to the limit.
   *
   * @returns what was taken, and where the caret belongs
   */
  write(comment: string, caret: number): { text: string; caret: number };
  /**
   * Sends the feedback, unless something is missing, a submission is under way or the host says no.
   *
   * @returns the first unanswered question, if that is what stopped it
   */
  submit(): Question | undefined;
  /** Empties the form; what waits is not sent. */
  reset(): void;
  /** Erases what the browser remembers of the visitor, and empties the form. */
  forget(): void;
  /** Takes up what the browser remembers; returns what ends every timer and listener. */
  start(): () => void;
}

/** One visitor's feedback, from the first star to the thanks. Signals out, actions in; it touches no browser. */
export function createModel(world: World): Model {
  const { clock, connection, listener, memory } = world;
  const status = signal<Status>('editing');
  const rating = signal<Rating | undefined>(undefined);
  const resolved = signal<boolean | undefined>(undefined);
  const comment = signal('');
  const problem = signal<Problem | undefined>(undefined);
  const offline = signal(false);
  const asked = signal(false);
  const resting = signal(false);
  const sharedUntil = signal(0);
  const missing = computed<readonly Question[]>(() => {
    if (!asked.value) return [];
    const questions: Question[] = [];
    if (rating.value === undefined) questions.push('rating');
    if (resolved.value === undefined) questions.push('resolved');
    return questions;
  });

  let courier: Courier | undefined;
  /** Counts resets: what was on its way before one is not heard of after it. */
  let epoch = 0;
  /** True while it is known that something waits, but not yet what. */
  let isUnread = false;
  const timers: Partial<Record<'rest' | 'share', () => void>> = {};

  function edit<Value>(field: Signal<Value>, value: Value) {
    const isWaiting = status.peek() === 'waiting';
    if (!isWaiting && status.peek() !== 'editing') return;
    batch(() => {
      field.value = value;
      if (!isWaiting) problem.value = undefined;
    });
    memory.writeDraft({ rating: rating.peek(), resolved: resolved.peek(), comment: comment.peek() });
    if (!isWaiting || isUnread) return;
    if (courier) courier.amend(feedback());
    else keepParcel(feedback());
  }

  function fill(answered: { [Name in keyof Draft]?: Draft[Name] | undefined }) {
    rating.value = answered.rating;
    resolved.value = answered.resolved;
    comment.value = answered.comment ?? '';
  }

  function feedback(): Feedback {
    const { authId, businessId } = world.options();
    const text = comment.peek();
    return {
      authId,
      businessId,
      rating: rating.peek()!,
      resolved: resolved.peek()!,
      comment: text.trim() ? text : undefined,
    };
  }

  /** Fetches what sending needs; `undefined` when it cannot be had. */
  async function fetchCourier(): Promise<Courier | undefined> {
    try {
      const fetched = await world.courier();
      // Two who asked at once must not send side by side.
      courier ??= fetched;
    } catch {
      return undefined;
    }
    return courier;
  }

  /** Without a courier there is no outbox: what was sent is kept where the courier will find it. */
  function keepParcel({ authId, ...answers }: Feedback) {
    memory.writeParcel({ began: memory.readParcel()?.began ?? clock.now(), feedback: answers });
  }

  async function deliver(byVisitor: boolean) {
    const started = epoch;
    const sent = feedback();
    batch(() => {
      status.value = 'sending';
      problem.value = undefined;
      offline.value = false;
    });
    const messenger = courier ?? (await fetchCourier());
    if (started !== epoch) return;
    const parcel = memory.readParcel();
    if (!messenger) keepParcel(sent);
    else if (parcel) await messenger.takeUp(parcel);
    if (started !== epoch) return;
    const news: News | undefined = messenger
      ? await messenger.send(sent, byVisitor)
      : { kind: 'waiting', problem: { kind: 'unreachable' } };
    if (news && started === epoch) batch(() => hear(sent, news));
  }

  function hear(sent: Feedback, news: News) {
    // What is no parcel is the mark of another tab's submission.
    if (news.kind !== 'waiting' && memory.readParcel()) memory.writeParcel(undefined);
    if (news.kind === 'shared') {
      share(news.sentAt);
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
    setTimer('rest', milliseconds, () => {
      resting.value = false;
    });
  }

  function share(sentAt: number) {
    const until = sentAt + HOUR_MS;
    batch(() => {
      status.value = 'shared';
      sharedUntil.value = until;
      problem.value = undefined;
      offline.value = false;
    });
    setTimer('share', until - clock.now(), () => {
      if (status.peek() === 'shared') status.value = 'editing';
    });
  }

  function setTimer(name: 'rest' | 'share', milliseconds: number, callback: () => void) {
    timers[name]?.();
    timers[name] = clock.after(milliseconds, callback);
  }

  function endTimers() {
    timers.rest?.();
    timers.share?.();
    resting.value = false;
  }

  /** Sends what an earlier visit could not. */
  async function resume() {
    const started = epoch;
    isUnread = true;
    batch(() => {
      status.value = 'sending';
      problem.value = undefined;
      offline.value = false;
    });
    const parcel = memory.readParcel();
    if (parcel) batch(() => fill(parcel.feedback));
    const stored = await (await fetchCourier())?.takeUp(parcel);
    if (started !== epoch) return;
    isUnread = !stored && !parcel;
    const { submission, sentAt } = stored ?? {};
    if (!stored) batch(() => hear(feedback(), { kind: 'waiting' }));
    else if (isWithin(HOUR_MS, sentAt, clock.now())) share(sentAt!);
    else if (submission) {
      batch(() => fill(submission.feedback));
      await deliver(false);
    } else status.value = 'editing';
  }

  function reset() {
    epoch++;
    endTimers();
    isUnread = false;
    courier?.drop();
    memory.writeParcel(undefined);
    memory.writeDraft(undefined);
    batch(() => {
      fill({});
      status.value = 'editing';
      problem.value = undefined;
      offline.value = false;
      asked.value = false;
    });
  }

  return {
    status,
    rating,
    resolved,
    comment,
    problem,
    offline,
    missing,
    resting,
    sharedUntil,
    touch() {
      if (!courier) void fetchCourier();
    },
    rate: (value) => edit(rating, value),
    resolve: (value) => edit(resolved, value),
    write(text, caret) {
      const fitted = fitInsertion(comment.peek(), text, caret, world.options().commentMaxLength);
      edit(comment, fitted.text);
      return fitted;
    },
    submit() {
      if (resting.peek() || (status.peek() !== 'editing' && status.peek() !== 'waiting')) return undefined;
      if (isUnread) {
        void resume();
        return undefined;
      }
      asked.value = true;
      const [question] = missing.peek();
      if (!question && listener.submit(feedback())) void deliver(true);
      return question;
    },
    reset,
    forget() {
      reset();
      memory.writeSentAt(undefined);
      void fetchCourier().then((messenger) => messenger?.forget());
    },
    start() {
      const stops = [
        connection.whenOnline(() => {
          if (status.peek() === 'waiting') void (isUnread ? resume() : deliver(false));
        }),
        memory.whenSent((time) => {
          const isOpen = status.peek() === 'editing' || status.peek() === 'waiting';
          if (isOpen && isWithin(HOUR_MS, time, clock.now())) share(time);
        }),
      ];
      const sentAt = memory.readSentAt();
      const draft = memory.readDraft();
      if (draft) batch(() => fill(draft));
      if (isWithin(HOUR_MS, sentAt, clock.now())) share(sentAt!);
      else {
        if (sentAt !== undefined) memory.writeSentAt(undefined);
        if (memory.isWaiting()) void resume();
      }
      return () => {
        endTimers();
        for (const stop of stops) stop();
      };
    },
  };
}
