import type { Redis } from 'ioredis';
import { LocalSubmissionStore } from '../submissions/local-submission-store.js';
import { REMEMBERED_MS, type SubmissionState, type SubmissionStore } from '../submissions/submission-store.js';

/**
 * Claims a submission atomically. Values: `r<status>` recorded, `o` open, `p<deadline>` pending. A pending submission
 * counts as open after its deadline. The hash of the content has a key of its own, so that relays of the earlier version,
 * which share this Redis during an update, still understand the values.
 */
const CLAIM = `
local content = redis.call('GET', KEYS[2])
if content and content ~= ARGV[4] then return 'm' end
redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[3])
local value = redis.call('GET', KEYS[1])
local kind = value and string.sub(value, 1, 1)
if kind == 'r' then return value end
if kind == 'p' and tonumber(string.sub(value, 2)) > tonumber(ARGV[1]) then return 'p' end
redis.call('SET', KEYS[1], 'p' .. ARGV[2], 'PX', ARGV[3])
return kind and 'o' or 'n'`;

type RedisWithClaim = Redis & { claimSubmission(...args: string[]): Promise<string> };

/** Remembers submissions in Redis, and in this process while Redis is down. */
export class RedisSubmissionStore implements SubmissionStore {
  readonly #redis: RedisWithClaim;
  readonly #hideKey: (key: string) => string;
  readonly #pendingMs: number;
  readonly #local: LocalSubmissionStore;

  /**
   * @param hideKey - hashes a key
   * @param pendingMs - how long a claim holds when nobody ends it, in milliseconds
   */
  constructor(redis: Redis, hideKey: (key: string) => string, pendingMs: number) {
    redis.defineCommand('claimSubmission', { numberOfKeys: 2, lua: CLAIM });
    this.#redis = redis as RedisWithClaim;
    this.#hideKey = hideKey;
    this.#pendingMs = pendingMs;
    this.#local = new LocalSubmissionStore(Date.now, pendingMs);
  }

  async claim(key: string, content: string): Promise<SubmissionState> {
    // What was settled while Redis was down is known only here.
    const local = this.#local.find(key);
    if (local.state === 'recorded') return local;
    try {
      const now = Date.now();
      const deadline = String(now + this.#pendingMs);
      const value = await this.#redis.claimSubmission(
        this.#name(key),
        this.#contentName(key),
        String(now),
        deadline,
        String(REMEMBERED_MS),
        this.#hideKey(content),
      );
      if (value === 'm') return { state: 'mismatch' };
      if (value.startsWith('r')) return { state: 'recorded', status: Number(value.slice(1)) };
      if (value === 'p') return { state: 'pending' };
      return { state: value === 'o' || local.state === 'open' ? 'open' : 'new' };
    } catch {
      return this.#local.claim(key, content);
    }
  }

  async markRecorded(key: string, status: number): Promise<void> {
    await this.#write(key, `r${status}`).catch(() => this.#local.markRecorded(key, status));
  }

  async markOpen(key: string): Promise<void> {
    await this.#write(key, 'o').catch(() => this.#local.markOpen(key));
  }

  async forget(key: string): Promise<void> {
    this.#local.forget(key);
    await this.#redis.del(this.#name(key), this.#contentName(key)).catch(() => {});
  }

  #write(key: string, value: string): Promise<unknown> {
    return this.#redis.set(this.#name(key), value, 'PX', REMEMBERED_MS);
  }

  #contentName(key: string): string {
    return `haptik-feedback:content:${this.#hideKey(key)}`;
  }

  #name(key: string): string {
    return `haptik-feedback:submission:${this.#hideKey(key)}`;
  }
}
