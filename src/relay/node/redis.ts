import { createHmac } from 'node:crypto';
import { Redis } from 'ioredis';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRedis from 'rate-limiter-flexible/lib/RateLimiterRedis.js';
import { LIMIT_SECONDS, type Limiter, type Limits, secondsToWait, USER_LIMIT_PER_MINUTE } from '../limits/limiter.js';
import { type Known, LocalMemory, REMEMBERED_MS, type SubmissionMemory } from '../submissions/submission-memory.js';
import type { Log } from '../telemetry/log.js';

/** Milliseconds that a command may take before the relay goes on without Redis. */
const COMMAND_TIMEOUT_MS = 500;

/** Milliseconds that a start waits for Redis. */
const CONNECT_TIMEOUT_MS = 2000;

/** The longest wait between two tries to connect again, in milliseconds. */
const RECONNECT_MAX_MS = 2000;

/**
 * Claims a submission atomically. Values: `r<status>` recorded, `o` open, `p<deadline>` pending until that time, after
 * which nobody will end it any more and it counts as open.
 */
const CLAIM = `
local value = redis.call('GET', KEYS[1])
local kind = value and string.sub(value, 1, 1)
if kind == 'r' then return value end
if kind == 'p' and tonumber(string.sub(value, 2)) > tonumber(ARGV[1]) then return 'p' end
redis.call('SET', KEYS[1], 'p' .. ARGV[2], 'PX', ARGV[3])
return kind and 'o' or 'n'`;

export interface SharedOptions {
  redisUrl: string;
  /** Keys are hashed with it, so that Redis holds no `auth_id` or address that could be read. */
  secret: string;
  rateLimitPerMinute: number;
  /** How long a claim of a submission holds when nobody ends it, in milliseconds. */
  pendingMs: number;
  log: Log;
}

/** What relays share through Redis or Valkey. While it is down each goes on by itself, and says so once. */
export interface Shared {
  limits: Limits;
  memory: SubmissionMemory;
  close(): void;
}

/** Connects; resolves also when Redis is not there in time. */
export async function shareByRedis(options: SharedOptions): Promise<Shared> {
  const { redisUrl, secret, rateLimitPerMinute, pendingMs, log } = options;
  const redis = new Redis(redisUrl, {
    // A command is answered now or not at all: the visitor is waiting.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(100 * 2 ** Math.min(times, 10), RECONNECT_MAX_MS),
  });

  let isDown = false;
  const down = () => {
    if (isDown) return;
    isDown = true;
    log.warn({}, 'Redis cannot be reached: until it is back, limits are kept by each relay for itself');
  };
  redis.on('error', down);
  redis.on('close', down);
  redis.on('ready', () => {
    if (isDown) log.info({}, 'Redis is back: limits are shared again');
    isDown = false;
  });
  await new Promise<void>((resolve) => {
    redis.once('ready', resolve);
    redis.once('error', () => resolve());
    setTimeout(resolve, CONNECT_TIMEOUT_MS).unref();
  });

  const hide = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');
  const limiter = (name: string, points: number): Limiter => {
    const shared = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `haptik-feedback:${name}`,
      points,
      duration: LIMIT_SECONDS,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory({ points, duration: LIMIT_SECONDS }),
    });
    return { consume: (key) => secondsToWait(shared.consume(hide(key))) };
  };

  return {
    limits: { address: limiter('address', rateLimitPerMinute), user: limiter('user', USER_LIMIT_PER_MINUTE) },
    memory: new RedisMemory(redis, hide, pendingMs),
    close() {
      redis.off('close', down);
      redis.disconnect();
    },
  };
}

type RedisWithClaim = Redis & { claimSubmission(...args: string[]): Promise<string> };

/** Remembers submissions in Redis; while it is down, in this process. */
class RedisMemory implements SubmissionMemory {
  readonly #redis: RedisWithClaim;
  readonly #hide: (key: string) => string;
  readonly #pendingMs: number;
  readonly #local: LocalMemory;

  constructor(redis: Redis, hide: (key: string) => string, pendingMs: number) {
    redis.defineCommand('claimSubmission', { numberOfKeys: 1, lua: CLAIM });
    this.#redis = redis as RedisWithClaim;
    this.#hide = hide;
    this.#pendingMs = pendingMs;
    this.#local = new LocalMemory(Date.now, pendingMs);
  }

  async claim(key: string): Promise<Known> {
    // What was settled here while Redis was down is known here alone.
    const local = this.#local.peek(key);
    if (local?.state === 'recorded') return local;
    try {
      const now = Date.now();
      const value = await this.#redis.claimSubmission(
        this.#name(key),
        String(now),
        String(now + this.#pendingMs),
        String(REMEMBERED_MS),
      );
      if (value.startsWith('r')) return { state: 'recorded', status: Number(value.slice(1)) };
      if (value === 'p') return { state: 'pending' };
      return { state: value === 'o' || local?.state === 'open' ? 'open' : 'new' };
    } catch {
      return this.#local.claim(key);
    }
  }

  recorded(key: string, status: number): Promise<void> {
    return this.#settle(
      () => this.#redis.set(this.#name(key), `r${status}`, 'PX', REMEMBERED_MS),
      () => this.#local.recorded(key, status),
    );
  }

  open(key: string): Promise<void> {
    return this.#settle(
      () => this.#redis.set(this.#name(key), 'o', 'PX', REMEMBERED_MS),
      () => this.#local.open(key),
    );
  }

  forget(key: string): Promise<void> {
    this.#local.forget(key);
    return this.#settle(
      () => this.#redis.del(this.#name(key)),
      () => {},
    );
  }

  async #settle(shared: () => Promise<unknown>, alone: () => void): Promise<void> {
    try {
      await shared();
    } catch {
      alone();
    }
  }

  #name(key: string): string {
    return `haptik-feedback:submission:${this.#hide(key)}`;
  }
}
