import type { Random } from './random.js';

/** What may happen to a request between browser and relay, with weights. */
export const ON_THE_WAY = {
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
/** What happens to one request between browser and relay. */
export type OnTheWay = keyof typeof ON_THE_WAY;

const BEYOND_THE_RELAY = {
  none: 60,
  slow: 4,
  'lost before': 5,
  'lost after': 6,
  '500 after': 4,
  'half an answer': 4,
} as const;

const OF_REDIS = { none: 85, error: 6, hang: 4, 'hang after': 5 } as const;

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

  onTheWay(): OnTheWay {
    return this.#draw('network', ON_THE_WAY);
  }

  betweenRelayAndHaptik(): keyof typeof BEYOND_THE_RELAY {
    return this.#draw('relay', BEYOND_THE_RELAY);
  }

  ofRedis(): keyof typeof OF_REDIS {
    return this.#draw('redis', OF_REDIS);
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
