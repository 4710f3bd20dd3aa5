/** Upper bounds of the buckets of Haptik's latency, in seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/**
 * Counts what a relay does, for Prometheus. Labels are words of the relay's own, never text that was sent.
 *
 * No library counts these numbers on every runtime: prom-client needs Node's modules and adds 25 kB, and promjs keeps
 * every observation of a histogram in memory.
 */
export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #limited = { address: 0, user: 0 };
  readonly #buckets: number[] = BUCKETS.map(() => 0);
  #haptikSeconds = 0;
  #haptikCount = 0;

  /** Counts an answer to `POST /feedback`. */
  countRequest(outcome: string): void {
    this.#requests.set(outcome, (this.#requests.get(outcome) ?? 0) + 1);
  }

  /** Counts a request beyond a limit. */
  countLimited(limit: 'address' | 'user'): void {
    this.#limited[limit] += 1;
  }

  /** Records how long Haptik took, whatever it answered. */
  observeHaptik(seconds: number): void {
    this.#haptikCount += 1;
    this.#haptikSeconds += seconds;
    for (const [index, bound] of BUCKETS.entries()) {
      if (seconds <= bound) this.#buckets[index]! += 1;
    }
  }

  /** Prints everything in Prometheus' text format 0.0.4. */
  print(): string {
    const lines = [
      '# HELP haptik_feedback_requests_total Requests to /feedback by outcome.',
      '# TYPE haptik_feedback_requests_total counter',
      ...[...this.#requests].map(([outcome, count]) => `haptik_feedback_requests_total{outcome="${outcome}"} ${count}`),
      '# HELP haptik_feedback_limited_total Requests refused because a limit was hit.',
      '# TYPE haptik_feedback_limited_total counter',
      `haptik_feedback_limited_total{limit="address"} ${this.#limited.address}`,
      `haptik_feedback_limited_total{limit="user"} ${this.#limited.user}`,
      '# HELP haptik_feedback_haptik_seconds How long Haptik took.',
      '# TYPE haptik_feedback_haptik_seconds histogram',
      ...BUCKETS.map((bound, index) => `haptik_feedback_haptik_seconds_bucket{le="${bound}"} ${this.#buckets[index]}`),
      `haptik_feedback_haptik_seconds_bucket{le="+Inf"} ${this.#haptikCount}`,
      `haptik_feedback_haptik_seconds_sum ${this.#haptikSeconds}`,
      `haptik_feedback_haptik_seconds_count ${this.#haptikCount}`,
    ];
    return `${lines.join('\n')}\n`;
  }
}
