import { leavesOpen, type RelayAnswer, TOO_SLOW } from './haptik-answer.js';
import type { SubmissionMemory } from './submission-memory.js';

/** Milliseconds between two looks at a submission that another relay has under way. */
const LOOK_AGAIN_MS = 100;

/** One try to deliver a submission. */
export interface Try {
  /** Called before Haptik is asked for a submission not known yet; what it throws ends the try, and nothing is kept. */
  first(): Promise<void>;
  /** Asks Haptik, once; never rejects. */
  ask(): Promise<RelayAnswer>;
}

/** How a try ended. */
interface Delivery {
  answer: RelayAnswer;
  /** True when Haptik was not asked for the first time. */
  replayed: boolean;
}

/**
 * Makes every submission reach Haptik as if it had been sent once, however often a browser repeats it by itself.
 *
 * A submission that was recorded is answered with the same success again; a repeat of one that is under way waits for
 * its answer; one that was left open is asked again, and then a duplicate is the success that got lost.
 */
export class Submissions {
  readonly #memory: SubmissionMemory;
  readonly #waitMs: number;
  readonly #underWay = new Map<string, Promise<Delivery>>();

  /** @param waitMs - the longest that a repeat waits for the first, in milliseconds */
  constructor(memory: SubmissionMemory, waitMs: number) {
    this.#memory = memory;
    this.#waitMs = waitMs;
  }

  /** @param key - of the submission and its user; without one every try stands for itself */
  async deliver(key: string | undefined, attempt: Try): Promise<Delivery> {
    if (key === undefined) {
      await attempt.first();
      return { answer: await attempt.ask(), replayed: false };
    }
    const underWay = this.#underWay.get(key);
    if (underWay) return { answer: await this.#within(underWay), replayed: true };
    const delivery = this.#deliver(key, attempt);
    this.#underWay.set(key, delivery);
    try {
      return await delivery;
    } finally {
      this.#underWay.delete(key);
    }
  }

  async #deliver(key: string, attempt: Try): Promise<Delivery> {
    const known = await this.#claim(key);
    if (known === undefined) return { answer: TOO_SLOW, replayed: true };
    if (known.state === 'recorded') {
      return { answer: { status: known.status, body: { success: true }, outcome: 'recorded' }, replayed: true };
    }
    const replayed = known.state === 'open';
    if (!replayed) {
      try {
        await attempt.first();
      } catch (error) {
        await this.#memory.forget(key);
        throw error;
      }
    }
    let answer = await attempt.ask();
    if (replayed && answer.outcome === 'duplicate') {
      answer = { status: 201, body: { success: true }, outcome: 'recorded' };
    }
    if (answer.outcome === 'recorded') await this.#memory.recorded(key, answer.status);
    else if (leavesOpen(answer)) await this.#memory.open(key);
    else await this.#memory.forget(key);
    return { answer, replayed };
  }

  /** Claims the submission, waiting while another relay has it; `undefined` when that takes too long. */
  async #claim(key: string) {
    for (let waited = 0; ; waited += LOOK_AGAIN_MS) {
      const known = await this.#memory.claim(key);
      if (known.state !== 'pending') return known;
      if (waited >= this.#waitMs) return undefined;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  /** On Workers a request may never hear of another's end. */
  #within(delivery: Promise<Delivery>): Promise<RelayAnswer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, this.#waitMs, TOO_SLOW);
      delivery.then(({ answer }) => resolve(answer), reject).finally(() => clearTimeout(timer));
    });
  }
}
