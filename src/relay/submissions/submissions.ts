import { mayHaveBeenRecorded, type RelayAnswer, TOO_SLOW } from '../haptik/haptik-answer.js';
import type { Known, SubmissionMemory } from './submission-memory.js';

/** Milliseconds between two looks at a submission that another relay has under way. */
const LOOK_AGAIN_MS = 100;

/** One try to deliver a submission. */
export interface Try {
  /** Called before Haptik is asked for a submission not known yet; what it throws ends the try, and nothing is kept. */
  first(): void | Promise<void>;
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
  deliver(key: string | undefined, attempt: Try): Promise<Delivery> {
    if (key === undefined) return deliverOnce(attempt);
    const underWay = this.#underWay.get(key);
    if (underWay) return this.#within(underWay);
    const delivery = this.#deliver(key, attempt);
    this.#underWay.set(key, delivery);
    return delivery;
  }

  async #deliver(key: string, attempt: Try): Promise<Delivery> {
    try {
      // Awaited in any case: what had ended before it was put under way would stay there.
      let known: Known | undefined = await this.#memory.claim(key);
      if (known.state === 'pending') known = await this.#claimLater(key);
      if (known === undefined) return { answer: TOO_SLOW, replayed: true };
      if (known.state === 'recorded') {
        return { answer: { status: known.status, body: { success: true }, outcome: 'recorded' }, replayed: true };
      }
      const replayed = known.state === 'open';
      if (!replayed) {
        try {
          const counted = attempt.first();
          if (counted) await counted;
        } catch (error) {
          await this.#memory.forget(key);
          throw error;
        }
      }
      let answer = await attempt.ask();
      if (replayed && answer.outcome === 'duplicate') {
        answer = { status: 201, body: { success: true }, outcome: 'recorded' };
      }
      const kept = this.#keep(key, answer);
      if (kept) await kept;
      return { answer, replayed };
    } finally {
      this.#underWay.delete(key);
    }
  }

  #keep(key: string, answer: RelayAnswer): void | Promise<void> {
    if (answer.outcome === 'recorded') return this.#memory.recorded(key, answer.status);
    return mayHaveBeenRecorded(answer) ? this.#memory.open(key) : this.#memory.forget(key);
  }

  /** Claims a submission that another relay has, once it is free; `undefined` when that takes too long. */
  async #claimLater(key: string): Promise<Known | undefined> {
    for (let waited = 0; waited < this.#waitMs; waited += LOOK_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      const known = await this.#memory.claim(key);
      if (known.state !== 'pending') return known;
    }
    return undefined;
  }

  /** On Workers a request may never hear of another's end. */
  #within(delivery: Promise<Delivery>): Promise<Delivery> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, this.#waitMs, { answer: TOO_SLOW, replayed: true });
      delivery.then(({ answer }) => resolve({ answer, replayed: true }), reject).finally(() => clearTimeout(timer));
    });
  }
}

async function deliverOnce(attempt: Try): Promise<Delivery> {
  await attempt.first();
  return { answer: await attempt.ask(), replayed: false };
}
