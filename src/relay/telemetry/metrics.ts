/** Upper bounds of the buckets of Haptik's latency, in seconds. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Joins the values of several labels to one key. */
const SEPARATOR = '\n';

/**
 * Every counter: its name in Prometheus, what it counts, its labels, and the values of its labels that are printed from the
 * start. Prometheus' `increase()` does not see the first count of a series that was not there before.
 */
const COUNTERS = {
  requests: {
    name: 'haptik_feedback_requests_total',
    help: 'Posts of feedback by outcome.',
    labels: ['outcome'],
    values: [
      ...['recorded', 'duplicate', 'no-conversation', 'invalid-user', 'unauthorized', 'rate-limited', 'rejected'],
      ...['server-error', 'unreachable', 'timeout', 'origin', 'address-limit', 'type', 'size', 'json', 'identity'],
      ...['identity-keys', 'link', 'fields', 'business', 'idempotency-key', 'user-limit', 'not-found', 'broken-off'],
      'internal-error',
    ],
  },
  limited: {
    name: 'haptik_feedback_limited_total',
    help: 'Requests refused because a limit was hit.',
    labels: ['limit'],
    values: ['address', 'user'],
  },
  refusedOrigins: {
    name: 'haptik_feedback_refused_origins_total',
    help: 'Requests from origins that are not allowed.',
    labels: ['request'],
    values: ['preflight', 'post'],
  },
  redisFailures: {
    name: 'haptik_feedback_redis_failures_total',
    help: 'Failed commands and connections of Redis.',
    labels: ['error'],
  },
  ratings: {
    name: 'haptik_feedback_ratings_total',
    help: 'Recorded feedback.',
    labels: ['rating', 'resolved', 'business_id'],
  },
  links: { name: 'haptik_feedback_links_total', help: 'What happened to links.', labels: ['event'] },
  webhooks: {
    name: 'haptik_feedback_webhooks_total',
    help: "Posts of Haptik's webhook by outcome.",
    labels: ['outcome'],
    values: ['accepted', 'ignored', 'signature', 'queue'],
  },
  handovers: {
    name: 'haptik_feedback_handovers_total',
    help: 'Tries to hand links and feedback over.',
    labels: ['target', 'result'],
    values: ['link', 'notify'].flatMap((target) =>
      ['delivered', 'failed', 'given-up', 'dropped'].map((result) => target + SEPARATOR + result),
    ),
  },
  droppedLogLines: {
    name: 'haptik_feedback_dropped_log_lines_total',
    help: 'Log lines that standard output did not take.',
    values: [''],
  },
} as const satisfies Record<
  string,
  { name: string; help: string; labels?: readonly string[]; values?: readonly string[] }
>;

/** Names a counter. */
export type CounterName = keyof typeof COUNTERS;

/**
 * Counts what a relay does, for Prometheus. Labels are words of the relay's own, never text that was sent.
 *
 * No library counts these numbers on every runtime: prom-client needs Node's modules and adds 25 kB, and promjs keeps
 * every observation of a histogram in memory.
 */
export class Metrics {
  readonly #counters = new Map<CounterName, Map<string, number>>();
  readonly #buckets: number[] = BUCKETS.map(() => 0);
  #haptikSeconds = 0;
  #haptikCount = 0;

  constructor() {
    for (const [name, counter] of Object.entries(COUNTERS)) {
      const values: readonly string[] = 'values' in counter ? counter.values : [];
      this.#counters.set(name as CounterName, new Map(values.map((value) => [value, 0])));
    }
  }

  /**
   * Adds one to a counter.
   *
   * @param values - the values of the counter's labels, in order: words of the relay's own
   */
  count(name: CounterName, ...values: readonly string[]): void {
    const value = values.join(SEPARATOR);
    const counter = this.#counters.get(name)!;
    counter.set(value, (counter.get(value) ?? 0) + 1);
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
      ...[...this.#counters].flatMap(([name, values]) => printCounter(name, values)),
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

function printCounter(counterName: CounterName, counts: ReadonlyMap<string, number>): string[] {
  const { name, help, labels = [] }: { name: string; help: string; labels?: readonly string[] } = COUNTERS[counterName];
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} counter`,
    ...[...counts].map(([key, count]) => {
      const values = key.split(SEPARATOR);
      const pairs = labels.map((label, index) => `${label}="${values[index]}"`).join(',');
      return `${name}${pairs && `{${pairs}}`} ${count}`;
    }),
  ];
}
