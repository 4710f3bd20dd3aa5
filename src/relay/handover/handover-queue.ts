/** Something to hand over to a server of the operator. */
export interface Handover {
  /** Identifies the hand-over to the receiver, in every try. A second one with the same id is ignored. */
  id: string;
  target: HandoverTarget;
  /** The body as JSON. */
  body: string;
}

/** Says what is handed over: a link for a conversation that ended, or recorded feedback. */
export type HandoverTarget = 'link' | 'notify';

/** Hands over later, and repeats failed tries. */
export interface HandoverQueue {
  /**
   * Takes something over. Resolves when it will be handed over, at once or later; rejects when the queue does not work.
   *
   * @param waitUntil - keeps the runtime alive until the first try has ended
   */
  add(handover: Handover, waitUntil?: (promise: Promise<unknown>) => void): Promise<void>;
  /** Ends the tries under way; takes a few seconds at most. */
  close(): Promise<void>;
}

/** The longest wait for a queue to store a hand-over, in milliseconds. Haptik repeats a webhook that is not answered in time. */
const STORE_MS = 800;

/** Adds a hand-over to a queue. Rejects also when the queue takes too long, as one does whose Redis is down. */
export async function addInTime(queue: HandoverQueue, ...handover: Parameters<HandoverQueue['add']>): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('too slow')), STORE_MS);
  });
  await Promise.race([queue.add(...handover), timeout]).finally(() => clearTimeout(timer));
}

/** Posts hand-overs to their receivers. */
export interface Receivers {
  /** Tries once to hand something over. Rejects when the receiver did not take it. */
  deliver(handover: Handover): Promise<void>;
  /** Reports a hand-over that will not be tried again. */
  giveUp(target: HandoverTarget): void;
  /** Reports a hand-over that cannot be decrypted. Another relay may be able to. */
  reportUnreadable(target: HandoverTarget): void;
}

/** How often something is tried. The waits between the tries double; together they last 34 minutes. */
export const TRIES = 12;

/** The wait before the second try, in milliseconds. */
export const FIRST_WAIT_MS = 1000;

/** How many hand-overs to one receiver are under way at once. */
export const CONCURRENCY = 10;

/**
 * How old a hand-over may be when its turn comes, in milliseconds. Tries that each end with a timeout, and the waits between
 * them, take 36 minutes.
 */
export const AGE_MAX_MS = 40 * 60 * 1000;

/** How long an id is remembered, in milliseconds. Haptik repeats a webhook for an hour. */
export const IDS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
