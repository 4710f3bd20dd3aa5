import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';

/** How often a Redis that does not work is asked whether it works again, in milliseconds. */
const PROBE_EVERY_MS = 10_000;

/** Names a state: it works, it refuses commands but answers, or it does not answer at all. */
type State = 'working' | 'refusing' | 'silent';

/** Runs commands of Redis. */
export interface RedisCommands {
  /** Runs a command. Rejects at once while Redis does not work. */
  run<Value>(command: () => Promise<Value>): Promise<Value>;
  /** Runs a command also while Redis refuses others: a Redis that is full or read-only still reads. */
  runIfAnswering<Value>(command: () => Promise<Value>): Promise<Value>;
}

/** Configures how Redis is watched. */
export interface RedisHealthOptions {
  /** Runs the commands that the relay needs, including a script that writes. Rejects when one of them fails. */
  probe: () => Promise<unknown>;
  log: Log;
  metrics: Metrics;
  /** 10 seconds by default. */
  probeEveryMs?: number | undefined;
}

/**
 * Knows whether Redis works. After the first failure, further commands fail at once, so that only requests that are
 * already waiting are slow.
 *
 * Circuit breakers such as opossum and cockatiel test Redis with a visitor's request, which is slow if Redis still
 * fails. This one tests Redis with a command of its own.
 */
export class RedisHealth implements RedisCommands {
  readonly #options: RedisHealthOptions;
  readonly #probeEveryMs: number;
  #state: State = 'silent';
  /** True when the log says that Redis does not work. */
  #isReported = false;
  #brokenAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: RedisHealthOptions) {
    this.#options = options;
    this.#probeEveryMs = options.probeEveryMs ?? PROBE_EVERY_MS;
  }

  /** True when the last command or check succeeded. */
  get isWorking(): boolean {
    return this.#state === 'working';
  }

  run<Value>(command: () => Promise<Value>): Promise<Value> {
    return this.isWorking ? this.#watch(command) : Promise.reject(new Error('Redis does not work'));
  }

  runIfAnswering<Value>(command: () => Promise<Value>): Promise<Value> {
    return this.#state === 'silent' ? Promise.reject(new Error('Redis does not answer')) : this.#watch(command);
  }

  /** Records a failure of the connection. */
  reportLost(error?: unknown): void {
    if (!this.#isClosed) this.#fail(error);
  }

  /** Checks whether Redis works, and repeats that until it does. */
  async check(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    try {
      await this.#options.probe();
      if (this.#isReported) this.#options.log.info({}, 'Redis is back: limits and deliveries are shared again');
      this.#state = 'working';
      this.#isReported = false;
    } catch (error) {
      this.#fail(error);
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  async #watch<Value>(command: () => Promise<Value>): Promise<Value> {
    try {
      return await command();
    } catch (error) {
      if (error instanceof Error) this.#fail(error);
      throw error;
    }
  }

  #fail(error: unknown): void {
    const wasWorking = this.isWorking;
    const name = nameOf(error);
    this.#state = error instanceof Error && error.name === 'ReplyError' ? 'refusing' : 'silent';
    this.#options.metrics.count('redisFailures', name);
    if (!this.#isReported) {
      this.#isReported = true;
      this.#options.log.warn(
        { error: name },
        `${this.#state === 'refusing' ? 'Redis refuses commands' : 'Redis cannot be reached'}: until it works again, every relay keeps its own limits and deliveries`,
      );
    }
    const now = performance.now();
    // The first failure may be a short stall, so Redis is checked at once. After another failure soon afterwards, the
    // check waits.
    const delay = wasWorking && now - this.#brokenAt > this.#probeEveryMs ? 0 : this.#probeEveryMs;
    if (wasWorking) this.#brokenAt = now;
    clearTimeout(this.#timer);
    if (!this.#isClosed) this.#timer = setTimeout(() => this.check(), delay).unref();
  }
}

/** Names an error by a word that contains no secret: Redis's own, as in `OOM`, or `timeout` or `lost`. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'lost';
  if (error.name === 'ReplyError') return /^[A-Z]{2,20}(?= |$)/.exec(error.message)?.[0] ?? 'ERR';
  return error.message === 'Command timed out' ? 'timeout' : 'lost';
}
