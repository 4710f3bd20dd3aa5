import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { fitInsertion } from './comment.js';
import type { Feedback, Rating } from './feedback.js';
import type { Draft, Memory } from './memory.js';
import type { Problem } from './outcome.js';
import { HOUR_MS, isWithin } from './submission.js';

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

/** What a model shares with who sends for it. */
export interface ModelState {
  status: Signal<Status>;
  /** Why the feedback was not accepted. */
  problem: Signal<Problem | undefined>;
  /** True while it waits for the network. */
  offline: Signal<boolean>;
  /** True while *Send feedback* rests after a `rate-limited` answer. */
  resting: Signal<boolean>;
  /** Counts resets: what was on its way before one is not heard of after it. */
  epoch: number;
  /** True while it is known that something waits, but not yet what. */
  isUnread: boolean;
  /** Changes signals together; the sender's code is fetched apart, and holds none of its own. */
  batch(change: () => void): void;
  /** What the visitor has answered. */
  feedback(): Feedback;
  /** Puts answers into the form. */
  fill(answers: Partial<Draft>): void;
  /** It was recorded at that time, by an earlier visit or another tab. */
  share(sentAt: number): void;
  /** Calls back once, after so many milliseconds; a name has one timer. */
  setTimer(name: 'rest' | 'share', milliseconds: number, callback: () => void): void;
}

/** Who sends for a model, and tells its state what has become of it. Nothing here rejects. */
export interface Sender {
  /** The visitor is at the form: a connection is made before it is needed. */
  connect(): void;
  /** @param byVisitor - `false` where it is sent by itself, which is not always allowed */
  send(feedback: Feedback, byVisitor: boolean): Promise<void>;
  /** Takes up what an earlier visit has left, and sends it. */
  resume(): Promise<void>;
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
  /** Fetches who sends; rejects when the code could not be had. */
  sender(state: ModelState): Promise<Sender>;
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
  /** The visitor is at the form: what sending needs is fetched, and a connection made. */
  touch(): Promise<void>;
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

  const timers: Partial<Record<'rest' | 'share', () => void>> = {};
  const state: ModelState = {
    status,
    problem,
    offline,
    resting,
    epoch: 0,
    isUnread: false,
    batch,
    feedback,
    fill,
    share,
    setTimer(name, milliseconds, callback) {
      timers[name]?.();
      timers[name] = clock.after(milliseconds, callback);
    },
  };
  let sender: Sender | undefined;
  let fetching: Promise<Sender | undefined> | undefined;

  function edit<Value>(field: Signal<Value>, value: Value) {
    const isWaiting = status.peek() === 'waiting';
    if (!isWaiting && status.peek() !== 'editing') return;
    batch(() => {
      field.value = value;
      if (!isWaiting) problem.value = undefined;
    });
    memory.writeDraft({ rating: rating.peek(), resolved: resolved.peek(), comment: comment.peek() });
    if (!isWaiting || state.isUnread) return;
    // A unsent waits for the next try, whoever could take it by now.
    if (sender && !memory.readUnsent()) sender.amend(feedback());
    else keepUnsent(feedback());
  }

  function fill(answers: Partial<Draft>) {
    batch(() => {
      rating.value = answers.rating;
      resolved.value = answers.resolved;
      comment.value = answers.comment ?? '';
    });
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
  async function fetchSender(): Promise<Sender | undefined> {
    // Two who ask at once must not send side by side.
    fetching ??= world.sender(state).catch(() => {
      fetching = undefined;
      return undefined;
    });
    sender = await fetching;
    return sender;
  }

  /** Without a sender there is no outbox: what was sent is kept where one will find it. */
  function keepUnsent({ authId, ...answers }: Feedback) {
    memory.writeUnsent({ began: memory.readUnsent()?.began ?? clock.now(), feedback: answers });
  }

  /**
   * Has what the visitor has answered sent, or what an earlier visit could not.
   *
   * @param byVisitor - `false` where it is sent by itself
   */
  async function send(byVisitor: boolean) {
    const started = state.epoch;
    const { isUnread } = state;
    const unsent = isUnread ? memory.readUnsent() : undefined;
    if (unsent) fill(unsent.feedback);
    const sent = feedback();
    batch(() => {
      status.value = 'sending';
      problem.value = undefined;
      offline.value = false;
    });
    const found = sender ?? (await fetchSender());
    if (started !== state.epoch) return;
    if (found) return isUnread ? found.resume() : found.send(sent, byVisitor);
    const unreachable: Problem = { kind: 'unreachable' };
    batch(() => {
      status.value = 'waiting';
      offline.value = !connection.isOnline();
      problem.value = unreachable;
    });
    state.isUnread = isUnread && !unsent;
    if (isUnread) return;
    keepUnsent(sent);
    listener.error(sent, unreachable);
  }

  function share(sentAt: number) {
    const until = sentAt + HOUR_MS;
    batch(() => {
      status.value = 'shared';
      sharedUntil.value = until;
      problem.value = undefined;
      offline.value = false;
    });
    state.setTimer('share', until - clock.now(), () => {
      if (status.peek() === 'shared') status.value = 'editing';
    });
  }

  function endTimers() {
    timers.rest?.();
    timers.share?.();
    resting.value = false;
  }

  function reset() {
    state.epoch++;
    endTimers();
    state.isUnread = false;
    sender?.drop();
    memory.writeUnsent(undefined);
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
    async touch() {
      (await fetchSender())?.connect();
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
      if (state.isUnread) {
        void send(true);
        return undefined;
      }
      asked.value = true;
      const [question] = missing.peek();
      if (!question && listener.submit(feedback())) void send(true);
      return question;
    },
    reset,
    forget() {
      reset();
      memory.writeSentAt(undefined);
      void fetchSender().then((found) => found?.forget());
    },
    start() {
      const stops = [
        connection.whenOnline(() => {
          if (status.peek() === 'waiting') void send(false);
        }),
        memory.whenSent((time) => {
          const isOpen = status.peek() === 'editing' || status.peek() === 'waiting';
          if (isOpen && isWithin(HOUR_MS, time, clock.now())) share(time);
        }),
      ];
      const sentAt = memory.readSentAt();
      const draft = memory.readDraft();
      if (draft) fill(draft);
      if (isWithin(HOUR_MS, sentAt, clock.now())) share(sentAt!);
      else {
        if (sentAt !== undefined) memory.writeSentAt(undefined);
        state.isUnread = memory.isWaiting();
        if (state.isUnread) void send(false);
      }
      return () => {
        endTimers();
        for (const stop of stops) stop();
      };
    },
  };
}
