import type { Random } from './random.js';

/** What may happen to a request between browser and relay, with weights. */
export const NETWORK_FAULTS = {
  none: 40,
  slow: 6,
  'lost before': 10,
  'lost after': 14,
  'repeated silently': 8,
  'too slow': 6,
  '5xx before': 4,
  '5xx after': 4,
  'HTML after': 3,
  'half a JSON after': 3,
  '429 before': 3,
  'redirect before': 1,
  'keepalive refused': 3,
} as const;
/** One of `NETWORK_FAULTS`. */
export type NetworkFault = keyof typeof NETWORK_FAULTS;

/** What may happen to a request between relay and Haptik, with weights. */
const HAPTIK_FAULTS = {
  none: 60,
  slow: 4,
  'lost before': 5,
  'lost after': 6,
  '500 after': 4,
  'half an answer': 4,
} as const;

/** What may happen to a command of Redis, with weights. `hang after`: it is run, but not answered in time. */
const REDIS_FAULTS = { none: 85, error: 6, hang: 4, 'hang after': 5 } as const;

/** The faults of one world, drawn from its seed and counted. */
export class Faults {
  readonly counts: Record<string, number> = {};
  readonly duplicateStatus: number;
  /** True at the end of a world. Then nothing fails any more. */
  isOver = false;
  readonly #random: Random;
  readonly #isCalm: boolean;

  constructor(random: Random) {
    this.#random = random;
    this.#isCalm = random.chance(0.15);
    this.duplicateStatus = random.pick([400, 409, 422, 429]);
  }

  drawNetworkFault(): NetworkFault {
    return this.#draw('network', NETWORK_FAULTS);
  }

  drawHaptikFault(): keyof typeof HAPTIK_FAULTS {
    return this.#draw('relay', HAPTIK_FAULTS);
  }

  drawRedisFault(): keyof typeof REDIS_FAULTS {
    return this.#draw('redis', REDIS_FAULTS);
  }

  /** Decides whether a tab is closed at an `await`. */
  closesTab(): boolean {
    const isClosed = !this.isOver && !this.#isCalm && this.#random.chance(0.01);
    if (isClosed) this.count('tab: closed at an await');
    return isClosed;
  }

  /** Decides whether the browser closes its connections to the database, as Safari does. */
  closesDatabase(): boolean {
    const isClosed = !this.isOver && !this.#isCalm && this.#random.chance(0.03);
    if (isClosed) this.count('storage: connections closed');
    return isClosed;
  }

  count(name: string): void {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  #draw<Name extends string>(where: string, weights: Record<Name, number>): Name | 'none' {
    if (this.isOver || this.#isCalm) return 'none';
    const fault = this.#random.weighted(weights);
    if (fault !== 'none') this.count(`${where}: ${fault}`);
    return fault;
  }
}
