/** Upper bounds of the buckets of Haptik's latency, in seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Counts what a relay does, for Prometheus. Its labels are words of the relay's own, never anything that was sent. */
export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #limited = new Map<string, number>([
    ['address', 0],
    ['user', 0],
  ]);
  readonly #buckets: number[] = BUCKETS.map(() => 0);
  #seconds = 0;
  #asked = 0;

  /** A request to `/feedback` was answered. */
  countRequest(outcome: string): void {
    this.#requests.set(outcome, (this.#requests.get(outcome) ?? 0) + 1);
  }

  /** A limit was hit. */
  countLimited(limit: 'address' | 'user'): void {
    this.#limited.set(limit, this.#limited.get(limit)! + 1);
  }

  /** Haptik took so long, whatever it answered. */
  observeHaptik(seconds: number): void {
    this.#asked += 1;
    this.#seconds += seconds;
    for (let index = 0; index < BUCKETS.length; index++) {
      if (seconds <= BUCKETS[index]!) this.#buckets[index]! += 1;
    }
  }

  /** Everything counted, in Prometheus' text format 0.0.4. */
  print(): string {
    const lines = [
      '# HELP haptik_feedback_requests_total Requests to /feedback by outcome.',
      '# TYPE haptik_feedback_requests_total counter',
      ...[...this.#requests].map(([outcome, count]) => `haptik_feedback_requests_total{outcome="${outcome}"} ${count}`),
      '# HELP haptik_feedback_limited_total Requests refused because a limit was hit.',
      '# TYPE haptik_feedback_limited_total counter',
      ...[...this.#limited].map(([limit, count]) => `haptik_feedback_limited_total{limit="${limit}"} ${count}`),
      '# HELP haptik_feedback_haptik_seconds How long Haptik took.',
      '# TYPE haptik_feedback_haptik_seconds histogram',
      ...BUCKETS.map((bound, index) => `haptik_feedback_haptik_seconds_bucket{le="${bound}"} ${this.#buckets[index]}`),
      `haptik_feedback_haptik_seconds_bucket{le="+Inf"} ${this.#asked}`,
      `haptik_feedback_haptik_seconds_sum ${this.#seconds}`,
      `haptik_feedback_haptik_seconds_count ${this.#asked}`,
    ];
    return `${lines.join('\n')}\n`;
  }
}
