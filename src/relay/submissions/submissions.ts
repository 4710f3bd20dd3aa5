import { mayHaveBeenRecorded, type RelayAnswer, success, TOO_SLOW } from '../haptik/haptik-answer.js';
import { Refusal } from '../http/refusal.js';
import type { SubmissionState, SubmissionStore } from './submission-store.js';

/** Milliseconds between two claims of a submission that another relay has claimed. */
const CLAIM_AGAIN_MS = 100;

/** The steps of one try to deliver a submission. */
export interface DeliverySteps {
  /**
   * Runs before Haptik is asked. When it rejects, the try ends and what is known of the submission stays the same.
   *
   * @param isNew - false for a submission that may have been recorded already
   */
  beforeAsk(isNew: boolean): Promise<void>;
  /** Asks Haptik, once. Never rejects. */
  ask(): Promise<RelayAnswer>;
}

/** The result of one try. */
interface Delivery {
  answer: RelayAnswer;
  /** True when the submission had been tried before. */
  isReplayed: boolean;
}

/**
 * Prevents Haptik from recording a submission twice when a browser repeats it.
 *
 * - A recorded submission gets the same success again.
 * - A repeat that arrives during a try waits for the answer to that try.
 * - If Haptik may have recorded the submission, a repeat asks Haptik again, and a duplicate then means success. This
 *   success is not certain, so the next repeat asks Haptik again.
 * - A key that was used for another content is refused (422).
 */
export class Submissions {
  readonly #store: SubmissionStore;
  readonly #waitMs: number;
  readonly #underWay = new Map<string, { content: string; delivery: Promise<Delivery> }>();

  /** @param waitMs - how long a repeat waits for the first try, in milliseconds */
  constructor(store: SubmissionStore, waitMs: number) {
    this.#store = store;
    this.#waitMs = waitMs;
  }

  /**
   * Delivers a submission.
   *
   * @param key - identifies the submission and its user; without a key every try is a submission of its own
   * @param content - a hash of what is submitted
   * @throws Refusal when the key was used for another content
   */
  async deliver(key: string | undefined, content: string, steps: DeliverySteps): Promise<Delivery> {
    if (key === undefined) {
      await steps.beforeAsk(true);
      return { answer: await steps.ask(), isReplayed: false };
    }
    const underWay = this.#underWay.get(key);
    if (underWay && underWay.content !== content) throw otherContent();
    if (underWay) return this.#waitFor(underWay.delivery);
    const delivery = this.#deliverClaimed(key, content, steps).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, { content, delivery });
    return delivery;
  }

  async #deliverClaimed(key: string, content: string, steps: DeliverySteps): Promise<Delivery> {
    const known = await this.#claim(key, content);
    if (known.state === 'mismatch') throw otherContent();
    if (known.state === 'pending') return { answer: TOO_SLOW, isReplayed: true };
    if (known.state === 'recorded') return { answer: success(known.status), isReplayed: true };
    const isReplayed = known.state === 'open';
    try {
      await steps.beforeAsk(!isReplayed);
    } catch (error) {
      if (isReplayed) await this.#store.markOpen(key);
      else await this.#store.forget(key);
      throw error;
    }
    const answer = await steps.ask();
    if (isReplayed && answer.outcome === 'duplicate') {
      // The first try may have been recorded. It may also be other feedback of the user, so the submission stays open.
      await this.#store.markOpen(key);
      return { answer: success(), isReplayed };
    }
    await this.#settle(key, answer);
    return { answer, isReplayed };
  }

  /** Claims a submission; waits while another relay has claimed it. */
  async #claim(key: string, content: string): Promise<SubmissionState> {
    let known = await this.#store.claim(key, content);
    for (let waited = 0; known.state === 'pending' && waited < this.#waitMs; waited += CLAIM_AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, CLAIM_AGAIN_MS));
      known = await this.#store.claim(key, content);
    }
    return known;
  }

  async #settle(key: string, answer: RelayAnswer): Promise<void> {
    if (answer.outcome === 'recorded') await this.#store.markRecorded(key, answer.status);
    else if (mayHaveBeenRecorded(answer)) await this.#store.markOpen(key);
    else await this.#store.forget(key);
  }

  /** Waits for a try of another request. On Workers that request may end without settling its promise. */
  #waitFor(delivery: Promise<Delivery>): Promise<Delivery> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, this.#waitMs, { answer: TOO_SLOW, isReplayed: true });
      delivery.then(({ answer }) => resolve({ answer, isReplayed: true }), reject).finally(() => clearTimeout(timer));
    });
  }
}

function otherContent(): Refusal {
  return new Refusal(422, 'idempotency-key', 'Idempotency-Key was used for another content');
}
