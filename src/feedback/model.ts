import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { fitInsertion } from './comment.js';
import type { Feedback, Rating } from './feedback.js';
import type { Draft, Memory, Outbox } from './memory.js';
import { isAmbiguous, type Outcome, type Problem } from './problem.js';
import { HOUR_MS, isTooLate, isWithin, type OutboxRecord, startAfresh } from './submission.js';
import type { Transport } from './transport.js';

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

/** What only sending needs, and what is therefore fetched late. */
export interface Delivery {
  transport: Transport;
  outbox: Outbox;
}

export interface World {
  options(): ModelOptions;
  memory: Memory;
  /** Rejects when the code could not be fetched. */
  delivery(): Promise<Delivery>;
  clock: Clock;
  connection: Connection;
  listener: Listener;
  /** A new UUID each time. */
  newKey(): string;
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

  /** What is known of the way of this visitor's feedback; the outbox holds the same for all tabs. */
  let record: OutboxRecord = {};
  /** Counts resets: what was on its way before one is not heard of after it. */
  let epoch = 0;
  /** True while it is known that something waits, but not yet what. */
  let isUnread = false;
  let delivery: Delivery | undefined;
  const timers: Partial<Record<'rest' | 'share', () => void>> = {};

  function edit<Value>(field: Signal<Value>, value: Value) {
    if (status.peek() !== 'editing' && status.peek() !== 'waiting') return;
    batch(() => {
      field.value = value;
      if (status.peek() === 'editing') problem.value = undefined;
    });
    memory.writeDraft(draft());
    const { submission } = record;
    if (!submission || missingAnswer()) return;
    submission.feedback = answers();
    void delivery?.outbox.update((stored) =>
      stored.submission?.key === submission.key ? { ...stored, submission } : stored,
    );
  }

  function draft(): Draft {
    return { rating: rating.peek(), resolved: resolved.peek(), comment: comment.peek() };
  }

  function fill(answered: { [Name in keyof Draft]?: Draft[Name] | undefined }) {
    rating.value = answered.rating;
    resolved.value = answered.resolved;
    comment.value = answered.comment ?? '';
  }

  function missingAnswer() {
    return rating.peek() === undefined || resolved.peek() === undefined;
  }

  function answers() {
    const text = comment.peek();
    return {
      businessId: world.options().businessId,
      rating: rating.peek()!,
      resolved: resolved.peek()!,
      comment: text.trim() ? text : undefined,
    };
  }

  function feedback(): Feedback {
    return { authId: world.options().authId, ...answers() };
  }

  /** Fetches what sending needs; `undefined` when it cannot be had. */
  async function fetchDelivery(): Promise<Delivery | undefined> {
    try {
      delivery ??= await world.delivery();
    } catch {
      return undefined;
    }
    return delivery;
  }

  async function deliver(byVisitor: boolean) {
    const started = epoch;
    const isCurrent = () => started === epoch;
    const sent = feedback();
    batch(() => {
      status.value = 'sending';
      problem.value = undefined;
      offline.value = false;
    });
    const means = await fetchDelivery();
    if (!isCurrent()) return;
    if (!means) {
      batch(() => wait(sent, { kind: 'unreachable' }));
      return;
    }
    const ran = await means.outbox.alone(() => attempt(means, sent, byVisitor, isCurrent), byVisitor);
    if (!ran && isCurrent()) batch(() => wait(sent));
  }

  /** Tries to deliver, while no other tab does. */
  async function attempt(
    { transport, outbox }: Delivery,
    sent: Feedback,
    byVisitor: boolean,
    isCurrent: () => boolean,
  ) {
    const stored = await outbox.update((known) => known);
    if (!isCurrent()) return;
    if (isWithin(HOUR_MS, stored.sentAt, clock.now())) {
      share(stored.sentAt!);
      return;
    }
    const { key } = begin(stored, sent, byVisitor);
    let isFirst = byVisitor;
    let tryBegan = 0;
    const mayTry = () => isCurrent() && connection.isOnline() && (isFirst || !isTooLate(record, clock.now()));
    const withAmbiguousTry = (): OutboxRecord => ({
      ...record,
      ambiguousSince: record.ambiguousSince ?? tryBegan,
      ambiguousLast: tryBegan,
    });

    const outcome = await transport.send(sent, {
      key,
      async mayTry() {
        if (!mayTry()) return false;
        tryBegan = clock.now();
        // Whoever finds this after a crash has to take it for tried.
        const known = withAmbiguousTry();
        await outbox.update((latest) => (isCurrent() ? known : latest));
        const answer = mayTry();
        isFirst = false;
        return answer;
      },
      tried(result) {
        if (isAmbiguous(result)) record = withAmbiguousTry();
      },
    });
    if (!isCurrent()) return;
    batch(() => end(sent, outcome));
    const { ...known } = record;
    await outbox.update((latest) => (isCurrent() ? known : latest));
  }

  /** Takes up the submission that waits, or begins one. */
  function begin(stored: OutboxRecord, sent: Feedback, byVisitor: boolean) {
    record.ambiguousSince ??= stored.ambiguousSince;
    record.ambiguousLast ??= stored.ambiguousLast;
    if (byVisitor && isTooLate(record, clock.now())) record = startAfresh(record, clock.now());
    const { authId, ...answered } = sent;
    const { key = world.newKey(), began = clock.now() } = record.submission ?? {};
    const submission = { key, began, feedback: answered };
    record.submission = submission;
    return submission;
  }

  function end(sent: Feedback, outcome: Outcome | undefined) {
    const now = clock.now();
    if (!outcome && isTooLate(record, now)) expire(sent);
    else if (!outcome || isAmbiguous(outcome)) wait(sent, outcome as Problem | undefined);
    else if (outcome.kind === 'recorded') succeed(sent, now);
    else if (outcome.kind === 'duplicate' && isWithin(HOUR_MS, record.ambiguousLast, now)) {
      // It is most likely what an ambiguous try recorded, the first of them at the earliest.
      succeed(sent, record.ambiguousSince!);
    } else {
      record.submission = undefined;
      status.value = 'editing';
      fail(sent, outcome);
    }
  }

  function wait(sent: Feedback, reason?: Problem) {
    status.value = 'waiting';
    offline.value = !connection.isOnline();
    if (reason) fail(sent, reason);
    else problem.value = { kind: 'unreachable' };
  }

  function succeed(sent: Feedback, sentAt: number) {
    record = { sentAt };
    memory.writeSentAt(sentAt);
    memory.writeDraft(undefined);
    status.value = 'sent';
    listener.success(sent);
  }

  function expire(sent: Feedback) {
    record.submission = undefined;
    status.value = 'editing';
    fail(sent, { kind: 'expired' });
  }

  function fail(sent: Feedback, reason: Problem) {
    problem.value = reason;
    if (reason.retryAfter) rest(reason.retryAfter * 1000);
    listener.error(sent, reason);
  }

  function rest(milliseconds: number) {
    resting.value = true;
    setTimer('rest', milliseconds, () => {
      resting.value = false;
    });
  }

  function share(sentAt: number) {
    const until = sentAt + HOUR_MS;
    record = { sentAt };
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
    status.value = 'sending';
    const means = await fetchDelivery();
    const stored = await means?.outbox.update((known) => known);
    if (started !== epoch) return;
    isUnread = !stored;
    if (!stored) {
      batch(() => {
        status.value = 'waiting';
        offline.value = !connection.isOnline();
        problem.value = { kind: 'unreachable' };
      });
      return;
    }
    record = stored;
    const { submission, sentAt } = stored;
    if (isWithin(HOUR_MS, sentAt, clock.now())) share(sentAt!);
    else if (!submission) status.value = 'editing';
    else {
      batch(() => fill(submission.feedback));
      await deliver(false);
    }
  }

  function reset() {
    epoch++;
    endTimers();
    const { submission } = record;
    if (submission) {
      void delivery?.outbox.update((stored) =>
        stored.submission?.key === submission.key ? { ...stored, submission: undefined } : stored,
      );
    }
    record = { ...record, submission: undefined };
    memory.writeDraft(undefined);
    batch(() => {
      fill({});
      status.value = 'editing';
      problem.value = undefined;
      offline.value = false;
      asked.value = false;
    });
  }

  function resend() {
    if (status.peek() !== 'waiting') return;
    void (isUnread ? resume() : deliver(false));
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
      void fetchDelivery();
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
      record = {};
      memory.writeSentAt(undefined);
      void fetchDelivery().then((means) => means?.outbox.update(() => ({})));
    },
    start() {
      const stops = [
        connection.whenOnline(resend),
        memory.whenSent((time) => {
          const isOpen = status.peek() === 'editing' || status.peek() === 'waiting';
          if (isOpen && isWithin(HOUR_MS, time, clock.now())) share(time);
        }),
      ];
      const sentAt = memory.readSentAt();
      if (isWithin(HOUR_MS, sentAt, clock.now())) share(sentAt!);
      else {
        batch(() => fill(memory.readDraft() ?? draft()));
        if (memory.isWaiting()) void resume();
      }
      return () => {
        endTimers();
        for (const stop of stops) stop();
      };
    },
  };
}
