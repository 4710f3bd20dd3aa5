import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { fitInsertion } from './comment.js';
import type { DeliveryQueue, DeliveryResult } from './delivery-queue.js';
import type { Feedback, Rating } from './feedback.js';
import type { Clock, Connection, Draft, Listener, Memory } from './ports.js';
import type { Problem } from './problem.js';
import { HOUR_MS, isWithin } from './submission.js';

/**
 * What the form shows.
 *
 * - `editing`: the visitor fills the form in, or reads why the feedback was not accepted
 * - `sending`: a submission is under way
 * - `waiting`: the feedback could not be delivered; it is sent when the connection is back or the visitor tries again
 * - `sent`: the feedback was recorded
 * - `shared`: feedback was recorded before, by an earlier visit or another tab
 */
export type Status = 'editing' | 'sending' | 'waiting' | 'sent' | 'shared';

/** A required question. */
export type Question = 'rating' | 'resolved';

/** The options that the model reads. They may change at any time, except the visitor. */
export interface ModelOptions {
  authId: string | undefined;
  businessId: number;
  /** In characters as a person counts them. */
  commentMaxLength: number;
}

/** What the model needs from the world around it. */
export interface World {
  options(): ModelOptions;
  memory: Memory;
  clock: Clock;
  connection: Connection;
  listener: Listener;
  /** Loads the delivery queue, whose code is fetched lazily; rejects when the code could not be fetched. */
  loadDeliveryQueue(): Promise<DeliveryQueue>;
}

/** The state of a form as signals, and the actions that change it. */
export interface Model {
  readonly status: ReadonlySignal<Status>;
  readonly rating: ReadonlySignal<Rating | undefined>;
  readonly resolved: ReadonlySignal<boolean | undefined>;
  readonly comment: ReadonlySignal<string>;
  /** Why the feedback was not accepted. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** True while the feedback waits for the network. */
  readonly isOffline: ReadonlySignal<boolean>;
  /** The unanswered questions, in their order, after the visitor has tried to send. */
  readonly missing: ReadonlySignal<readonly Question[]>;
  /** How long *Send feedback* pauses after a `rate-limited` answer, in seconds; 0 while it does not. */
  readonly pauseSeconds: ReadonlySignal<number>;
  /** How much of that pause is left, in seconds. */
  readonly secondsLeft: ReadonlySignal<number>;
  /** How often input was refused at the comment's limit; input in quick succession counts once. */
  readonly refusedInputs: ReadonlySignal<number>;
  /** How often the visitor tried to send during a pause. */
  readonly refusedSubmits: ReadonlySignal<number>;
  /** While `shared`: when more feedback is accepted, in milliseconds since the epoch. */
  readonly sharedUntil: ReadonlySignal<number>;
  /** While `shared`: whether the visit began in this status, because an earlier visit has sent feedback. */
  readonly isSharedEarlier: ReadonlySignal<boolean>;
  /**
   * Takes over what the visitor answered before the form was hydrated, and stores it in the draft. Does nothing after
   * `start`, which restores the draft.
   */
  keepEarlyAnswers(answers: Partial<Draft>): void;
  /** Loads the delivery queue and connects to the relay. Called when the visitor first touches the form. */
  prepareToSend(): Promise<void>;
  setRating(rating: Rating): void;
  setResolved(resolved: boolean): void;
  /**
   * Sets the comment as typed, shortened to the limit.
   *
   * @param caret - the position of the caret after typing, in UTF-16 units
   * @returns the shortened text, and where the caret belongs
   */
  setComment(comment: string, caret: number): { text: string; caret: number };
  /**
   * Sends the feedback, unless an answer is missing, a submission is under way or the host page stops it.
   *
   * @returns the first unanswered question, if one is missing
   */
  submit(): Question | undefined;
  /** Empties the form, and cancels what it sends or waits to send. */
  reset(): void;
  /** Empties the form, and erases what the browser remembers about the visitor. */
  forget(): void;
  /** Restores what the browser remembers; returns a function that stops every timer and listener. */
  start(): () => void;
}

/** Inputs that follow each other within this time count as one, in milliseconds. */
const TYPING_MS = 500;
/** How long the visitor waits for the code that sends feedback, in milliseconds. */
const LOADING_MS = 10_000;

/** Creates the model of one visitor's form. It touches neither the browser nor the network. */
export function createModel(world: World): Model {
  const { clock, connection, listener, memory } = world;
  const status = signal<Status>('editing');
  const rating = signal<Rating | undefined>(undefined);
  const resolved = signal<boolean | undefined>(undefined);
  const comment = signal('');
  const problem = signal<Problem | undefined>(undefined);
  const isOffline = signal(false);
  const pauseSeconds = signal(0);
  const secondsLeft = signal(0);
  const refusedInputs = signal(0);
  const refusedSubmits = signal(0);
  const sharedUntil = signal(0);
  const isSharedEarlier = signal(false);
  const hasTriedToSubmit = signal(false);
  const missing = computed(() =>
    hasTriedToSubmit.value
      ? (['rating', 'resolved'] as const).filter((question) => ({ rating, resolved })[question].value === undefined)
      : [],
  );

  let isStarted = false;
  /** True while the outbox holds a submission that this model has not read yet. */
  let isOutboxUnread = false;
  /** The number of resets. The result of a submission from before a reset is ignored. */
  let resetCount = 0;
  let queue: DeliveryQueue | undefined;
  let loading: Promise<DeliveryQueue | undefined> | undefined;
  /** When the visitor last typed, in milliseconds since the epoch. */
  let typedAt = 0;
  let cancelPauseTimer = () => {};
  let cancelShareTimer = () => {};

  const isEditable = () => status.peek() === 'editing' || status.peek() === 'waiting';

  function cancelTimers() {
    cancelPauseTimer();
    cancelShareTimer();
    pauseSeconds.value = 0;
  }

  /** Changes the status, and removes the problem of the last submission. */
  function setStatus(value: Status) {
    batch(() => {
      status.value = value;
      problem.value = undefined;
      isOffline.value = false;
    });
  }

  const readAnswers = (): Draft => ({ rating: rating.peek(), resolved: resolved.peek(), comment: comment.peek() });

  function setAnswers(answers: Partial<Draft>) {
    batch(() => {
      rating.value = answers.rating;
      resolved.value = answers.resolved;
      comment.value = answers.comment ?? '';
    });
  }

  function currentFeedback(): Feedback {
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

  function editAnswer<Value>(field: Signal<Value>, value: Value) {
    if (!isEditable()) return;
    const isWaiting = status.peek() === 'waiting';
    batch(() => {
      field.value = value;
      if (!isWaiting) problem.value = undefined;
    });
    memory.writeDraft(readAnswers());
    if (!isWaiting || isOutboxUnread) return;
    // Unsent feedback stays where it is until the next try, even if the queue is loaded by now.
    if (queue && !memory.readUnsent()) queue.replaceWaiting(currentFeedback());
    else keepUnsent(currentFeedback());
  }

  /** Stores feedback in `memory` until a queue can store it in the outbox. */
  function keepUnsent({ authId, ...feedback }: Feedback) {
    memory.writeUnsent({ began: memory.readUnsent()?.began ?? clock.now(), feedback });
  }

  /** Loads the queue once; returns `undefined` when its code could not be fetched, or not in time. */
  async function loadQueue(): Promise<DeliveryQueue | undefined> {
    loading ??= world.loadDeliveryQueue().catch(() => {
      loading = undefined;
      return undefined;
    });
    const timeout = new Promise<undefined>((resolve) => clock.after(LOADING_MS, () => resolve(undefined)));
    queue ??= await Promise.race([loading, timeout]);
    return queue;
  }

  /**
   * Sends what the visitor has answered, or what an earlier visit could not deliver.
   *
   * @param byVisitor - `false` for an automatic try
   */
  async function send(byVisitor: boolean) {
    const count = resetCount;
    const isResuming = isOutboxUnread;
    const unsent = memory.readUnsent();
    if (isResuming && unsent) setAnswers(unsent.feedback);
    let feedback = currentFeedback();
    setStatus('sending');
    await loadQueue();
    if (count !== resetCount) return;
    if (!queue) {
      isOutboxUnread = isResuming && !unsent;
      if (!isResuming) keepUnsent(feedback);
      // The visit that left this feedback has already reported the problem.
      return showResult(feedback, { kind: 'waiting', problem: isResuming ? undefined : { kind: 'unreachable' } });
    }

    if (isResuming || unsent) {
      const { submission, sentAt } = await queue.restore(unsent);
      if (count !== resetCount) return;
      if (isResuming) {
        isOutboxUnread = false;
        if (isWithin(HOUR_MS, sentAt, clock.now())) return showShared(sentAt!);
        if (!submission) return setStatus('editing');
        setAnswers(submission.feedback);
        feedback = currentFeedback();
      }
    }
    const result = await queue.send(feedback, byVisitor && !isResuming);
    if (result && count === resetCount) showResult(result.feedback ?? feedback, result);
  }

  function showResult(feedback: Feedback, result: DeliveryResult) {
    const isWaiting = result.kind === 'waiting';
    // Without unsent feedback the mark in memory belongs to another tab's submission.
    if (!isWaiting && memory.readUnsent()) memory.writeUnsent(undefined);
    if (result.kind === 'shared') {
      showShared(result.sentAt);
    } else if (result.kind === 'sent') {
      memory.writeSentAt(result.sentAt);
      memory.writeDraft(undefined);
      status.value = 'sent';
      editAfterHour(result.sentAt, reset);
      listener.success(feedback);
    } else {
      batch(() => {
        setAnswers(feedback);
        status.value = isWaiting ? 'waiting' : 'editing';
        // After a server error the network works, whatever the browser says.
        isOffline.value = isWaiting && result.problem?.kind !== 'server-error' && !connection.isOnline();
        problem.value = result.problem ?? { kind: 'unreachable' };
      });
      if (!result.problem) return;
      if (result.problem.retryAfter) pause(result.problem.retryAfter);
      listener.error(feedback, result.problem);
    }
  }

  function showShared(sentAt: number, isEarlier = false) {
    isSharedEarlier.value = isEarlier;
    sharedUntil.value = sentAt + HOUR_MS;
    setStatus('shared');
    editAfterHour(sentAt);
  }

  /** Shows the form again when Haptik accepts more feedback. Only a reset does so earlier, and cancels the timer. */
  function editAfterHour(sentAt: number, edit = () => setStatus('editing')) {
    cancelShareTimer();
    cancelShareTimer = clock.after(sentAt + HOUR_MS - clock.now(), edit);
  }

  function pause(seconds: number) {
    const until = clock.now() + seconds * 1000;
    cancelPauseTimer();
    pauseSeconds.value = secondsLeft.value = seconds;
    const countDown = () => {
      // A browser slows down the timers of a hidden page, so use the clock. At least one second has passed, even if
      // somebody has set the clock back.
      const left = until - clock.now();
      secondsLeft.value = Math.min(secondsLeft.peek() - 1, Math.ceil(left / 1000));
      if (secondsLeft.peek() > 0) cancelPauseTimer = clock.after(Math.min(left, 1000), countDown);
      else pauseSeconds.value = 0;
    };
    cancelPauseTimer = clock.after(1000, countDown);
  }

  function reset() {
    resetCount++;
    cancelTimers();
    isOutboxUnread = false;
    queue?.cancel();
    // While the visitor edits, the mark in memory belongs to another tab's submission, which must still be sent.
    if (status.peek() === 'sending' || status.peek() === 'waiting') memory.writeUnsent(undefined);
    memory.writeDraft(undefined);
    batch(() => {
      setAnswers({});
      setStatus('editing');
      hasTriedToSubmit.value = false;
    });
  }

  return {
    status,
    rating,
    resolved,
    comment,
    problem,
    isOffline,
    missing,
    pauseSeconds,
    secondsLeft,
    refusedInputs,
    refusedSubmits,
    sharedUntil,
    isSharedEarlier,
    keepEarlyAnswers(answers) {
      if (isStarted) return;
      setAnswers({ ...readAnswers(), ...memory.readDraft(), ...answers });
      const typed = comment.peek();
      comment.value = fitInsertion('', typed, typed.length, world.options().commentMaxLength).text;
      memory.writeDraft(readAnswers());
    },
    async prepareToSend() {
      (await loadQueue())?.preconnect();
    },
    setRating: (value) => editAnswer(rating, value),
    setResolved: (value) => editAnswer(resolved, value),
    setComment(text, caret) {
      const fitted = fitInsertion(comment.peek(), text, caret, world.options().commentMaxLength);
      editAnswer(comment, fitted.text);
      const now = clock.now();
      if (fitted.text !== text && now - typedAt > TYPING_MS) refusedInputs.value++;
      typedAt = now;
      return fitted;
    },
    submit() {
      if (pauseSeconds.peek()) {
        refusedSubmits.value++;
        return undefined;
      }
      if (!isEditable()) return undefined;
      if (isOutboxUnread) {
        void send(true);
        return undefined;
      }
      hasTriedToSubmit.value = true;
      const [question] = missing.peek();
      if (!question && listener.submit(currentFeedback())) void send(true);
      return question;
    },
    reset,
    forget() {
      reset();
      memory.writeUnsent(undefined);
      memory.writeSentAt(undefined);
      memory.forgetAsking();
      void loadQueue().then((loaded) => loaded?.forget());
    },
    start() {
      isStarted = true;
      const stops = [
        connection.onOnline(() => {
          if (status.peek() === 'waiting') void send(false);
        }),
        memory.onSent((time) => {
          if (isEditable() && isWithin(HOUR_MS, time, clock.now())) showShared(time);
        }),
      ];
      const sentAt = memory.readSentAt();
      const draft = memory.readDraft();
      if (draft) setAnswers(draft);
      if (isWithin(HOUR_MS, sentAt, clock.now())) {
        showShared(sentAt!, true);
      } else {
        if (sentAt !== undefined) memory.writeSentAt(undefined);
        isOutboxUnread = memory.hasWaiting();
        if (isOutboxUnread) void send(false);
      }
      return () => {
        cancelTimers();
        for (const stop of stops) stop();
      };
    },
  };
}
