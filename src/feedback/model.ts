import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { fitInsertion } from './comment.js';
import type { Feedback, Rating } from './feedback.js';
import { isAmbiguous, type Outcome, type Problem } from './problem.js';
import type { Transport } from './transport.js';

/**
 * - `editing`: the visitor fills the form in, or reads why it was not accepted
 * - `sending`: a submission is on its way
 * - `waiting`: it could not be delivered; it is tried again when the connection is back or the visitor says so
 * - `sent`: it was recorded
 * - `shared`: it was recorded before, by an earlier visit or another tab
 */
export type Status = 'editing' | 'sending' | 'waiting' | 'sent' | 'shared';

/** The question that was left without an answer. */
export type Question = 'rating' | 'resolved';

/** What the model knows of its host; read anew each time it is needed. */
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

export interface World {
  options(): ModelOptions;
  /** Rejects when the transport's code could not be fetched. */
  transport(): Promise<Transport>;
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
  /** Empties the form. */
  reset(): void;
  /** Erases what the browser remembers of the visitor, and empties the form. */
  forget(): void;
  /** Begins to listen for the network; returns what ends every timer and listener. */
  start(): () => void;
}

/** After an ambiguous try Haptik remembers a recorded feedback for an hour; 5 minutes of it are left for the way. */
const AMBIGUITY_MS = 55 * 60_000;
const HOUR_MS = 60 * 60_000;
/** A submission that was never tried ambiguously is sent by itself for so long. */
const WAITING_MS = 24 * HOUR_MS;

/** One visitor's feedback, from the first star to the thanks. Signals out, actions in; it touches no browser. */
export function createModel(world: World): Model {
  const { clock, connection, listener } = world;
  const status = signal<Status>('editing');
  const rating = signal<Rating | undefined>(undefined);
  const resolved = signal<boolean | undefined>(undefined);
  const comment = signal('');
  const problem = signal<Problem | undefined>(undefined);
  const offline = signal(false);
  const asked = signal(false);
  const resting = signal(false);
  const missing = computed<readonly Question[]>(() => {
    if (!asked.value) return [];
    const questions: Question[] = [];
    if (rating.value === undefined) questions.push('rating');
    if (resolved.value === undefined) questions.push('resolved');
    return questions;
  });

  /** The submission that is under way or waits: its `Idempotency-Key`, and when the visitor first sent it. */
  let submission: { key: string; began: number } | undefined;
  /** When the first try began that may have been recorded without our knowing. */
  let ambiguousSince: number | undefined;
  /** Counts resets, so that what was on its way before one is not heard of after it. */
  let epoch = 0;
  let endRest = () => {};

  function edit<Value>(field: Signal<Value>, value: Value) {
    if (status.peek() === 'sending') return;
    batch(() => {
      field.value = value;
      if (status.peek() === 'editing') problem.value = undefined;
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

  async function deliver(byVisitor: boolean) {
    const sent = feedback();
    const started = epoch;
    if (byVisitor && isTooLate()) {
      submission = undefined;
      if (!mayBeOurs()) ambiguousSince = undefined;
    }
    submission ??= { key: world.newKey(), began: clock.now() };
    batch(() => {
      status.value = 'sending';
      problem.value = undefined;
      offline.value = false;
    });
    const outcome = await send(sent, submission.key, byVisitor, () => started === epoch);
    if (started === epoch) batch(() => end(sent, outcome));
  }

  async function send(sent: Feedback, key: string, byVisitor: boolean, isCurrent: () => boolean) {
    if (!connection.isOnline()) return undefined;
    let transport: Transport;
    try {
      transport = await world.transport();
    } catch {
      return { kind: 'unreachable' } as const;
    }
    let isFirst = byVisitor;
    let tryBegan = 0;
    return transport.send(sent, {
      key,
      mayTry() {
        const mayTry = isCurrent() && connection.isOnline() && (isFirst || !isTooLate());
        isFirst = false;
        tryBegan = clock.now();
        return mayTry;
      },
      tried(outcome) {
        if (isAmbiguous(outcome)) ambiguousSince ??= tryBegan;
      },
    });
  }

  function end(sent: Feedback, outcome: Outcome | undefined) {
    if (!outcome && isTooLate()) {
      submission = undefined;
      status.value = 'editing';
      fail(sent, { kind: 'expired' });
    } else if (!outcome || isAmbiguous(outcome)) {
      status.value = 'waiting';
      offline.value = !connection.isOnline();
      if (outcome) fail(sent, outcome as Problem);
    } else {
      submission = undefined;
      if (outcome.kind === 'recorded' || (outcome.kind === 'duplicate' && mayBeOurs())) {
        ambiguousSince = undefined;
        status.value = 'sent';
        listener.success(sent);
      } else {
        status.value = 'editing';
        fail(sent, outcome);
      }
    }
  }

  function fail(sent: Feedback, reason: Problem) {
    problem.value = reason;
    if (reason.retryAfter) rest(reason.retryAfter * 1000);
    listener.error(sent, reason);
  }

  /** A duplicate within the hour of an ambiguous try is most likely what that try recorded. */
  function mayBeOurs() {
    return ambiguousSince !== undefined && clock.now() - ambiguousSince < HOUR_MS;
  }

  /** True when only the visitor may send: Haptik may have forgotten what an ambiguous try recorded. */
  function isTooLate() {
    const now = clock.now();
    if (ambiguousSince !== undefined) return now - ambiguousSince > AMBIGUITY_MS;
    return submission !== undefined && now - submission.began > WAITING_MS;
  }

  function rest(milliseconds: number) {
    endRest();
    resting.value = true;
    const cancel = clock.after(milliseconds, () => {
      resting.value = false;
    });
    endRest = () => {
      cancel();
      resting.value = false;
    };
  }

  function reset() {
    epoch++;
    endRest();
    batch(() => {
      submission = undefined;
      status.value = 'editing';
      rating.value = undefined;
      resolved.value = undefined;
      comment.value = '';
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
    touch() {
      world.transport().catch(() => {});
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
      asked.value = true;
      if (missing.peek()[0]) return missing.peek()[0];
      if (listener.submit(feedback())) void deliver(true);
      return undefined;
    },
    reset,
    forget: reset,
    start() {
      const stop = connection.whenOnline(() => {
        if (status.peek() === 'waiting') void deliver(false);
      });
      return () => {
        epoch++;
        endRest();
        stop();
      };
    },
  };
}
