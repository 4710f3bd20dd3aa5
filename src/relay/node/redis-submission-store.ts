import { LocalSubmissionStore } from '../submissions/local-submission-store.js';
import { REMEMBERED_MS, type SubmissionState, type SubmissionStore } from '../submissions/submission-store.js';
import type { RedisClient } from './redis-client.js';
import type { RedisCommands } from './redis-health.js';

/**
 * Claims a submission atomically, by the clock of Redis. Values: `r<status>` recorded, `o` open,
 * `p<deadline>.<random digits>` pending; such a value is its claimer's ticket. A pending submission counts as open after
 * its deadline. The hash of the content has a key of its own, so that relays of the earlier version, which share this
 * Redis during an update, still understand the values.
 */
const CLAIM = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local content = redis.call('GET', KEYS[2])
if content and content ~= ARGV[1] then return 'm' end
local value = redis.call('GET', KEYS[1])
local kind = value and string.sub(value, 1, 1)
if kind == 'r' then return value end
if kind == 'p' and tonumber(string.sub(value, 2)) > now then return 'p' end
local ticket = 'p' .. string.format('%.0f', now + ARGV[2]) .. '.' .. ARGV[3]
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[4])
redis.call('SET', KEYS[1], ticket, 'PX', ARGV[4])
return (kind and 'o' or 'n') .. ticket`;

/** Ends a claim, unless another relay has claimed the submission meanwhile or knows that it was recorded. */
const RELEASE = `
local value = redis.call('GET', KEYS[1])
if value and value ~= ARGV[1] then return 0 end
if ARGV[2] == '' then return redis.call('DEL', KEYS[1], KEYS[2]) end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

type RedisWithScripts = RedisClient & {
  claimSubmission(...args: string[]): Promise<string>;
  releaseSubmission(...args: string[]): Promise<number>;
};

/** Remembers submissions in Redis, and in this process while Redis does not work. */
export class RedisSubmissionStore implements SubmissionStore {
  readonly #redis: RedisWithScripts;
  readonly #commands: RedisCommands;
  readonly #hideKey: (key: string) => string;
  readonly #pendingMs: number;
  readonly #local: LocalSubmissionStore;
  /** The values by which Redis knows this relay's claims. */
  readonly #tickets = new Map<string, string>();

  /**
   * @param hideKey - hashes a key
   * @param pendingMs - how long a claim holds when nobody ends it, in milliseconds
   */
  constructor(redis: RedisClient, commands: RedisCommands, hideKey: (key: string) => string, pendingMs: number) {
    redis.defineCommand('claimSubmission', { numberOfKeys: 2, lua: CLAIM });
    redis.defineCommand('releaseSubmission', { numberOfKeys: 2, lua: RELEASE });
    this.#redis = redis as RedisWithScripts;
    this.#commands = commands;
    this.#hideKey = hideKey;
    this.#pendingMs = pendingMs;
    this.#local = new LocalSubmissionStore(Date.now, pendingMs);
  }

  async claim(key: string, content: string): Promise<SubmissionState> {
    // The results from a time when Redis did not work are known only in this process.
    const local = this.#local.find(key);
    if (local.state === 'recorded') return local;
    try {
      const value = await this.#commands.run(() =>
        this.#redis.claimSubmission(
          ...this.#names(key),
          this.#hideKey(content),
          String(this.#pendingMs),
          String(Math.floor(Math.random() * 1e6)),
          String(REMEMBERED_MS),
        ),
      );
      if (value === 'm') return { state: 'mismatch' };
      if (value.startsWith('r')) return recorded(value);
      if (value === 'p') return { state: 'pending' };
      this.#tickets.set(key, value.slice(1));
      return { state: value.startsWith('o') || local.state === 'open' ? 'open' : 'new' };
    } catch {
      return this.#claimHere(key, content);
    }
  }

  async markRecorded(key: string, status: number): Promise<void> {
    this.#tickets.delete(key);
    const [name] = this.#names(key);
    // Overwrites every other value, because `recorded` is final.
    await this.#commands
      .runIfAnswering(() => this.#redis.set(name, `r${status}`, 'PX', REMEMBERED_MS))
      .catch(() => this.#local.markRecorded(key, status));
  }

  async markOpen(key: string): Promise<void> {
    await this.#release(key, 'o').catch(() => this.#local.markOpen(key));
  }

  async forget(key: string): Promise<void> {
    this.#local.forget(key);
    if (this.#tickets.has(key)) await this.#release(key, '').catch(() => {});
  }

  /** Claims a submission in this process. If Redis only refuses to write, it can still tell what other relays wrote. */
  async #claimHere(key: string, content: string): Promise<SubmissionState> {
    const [name] = this.#names(key);
    const value = await this.#commands.runIfAnswering(() => this.#redis.get(name)).catch(() => null);
    if (value?.startsWith('r')) return recorded(value);
    if (value?.startsWith('p') && !(await this.#isAbandoned(value))) return { state: 'pending' };
    const local = this.#local.claim(key, content);
    return value !== null && local.state === 'new' ? { state: 'open' } : local;
  }

  async #isAbandoned(pending: string): Promise<boolean> {
    const [seconds = 0] = await this.#commands.runIfAnswering(() => this.#redis.time()).catch(() => []);
    return Number(seconds) * 1000 > Number(pending.slice(1));
  }

  #release(key: string, value: string): Promise<unknown> {
    const ticket = this.#tickets.get(key) ?? '';
    this.#tickets.delete(key);
    return this.#commands.run(() =>
      this.#redis.releaseSubmission(...this.#names(key), ticket, value, String(REMEMBERED_MS)),
    );
  }

  /** Names the keys of a submission and of its content. The braces put both into the same slot of a cluster. */
  #names(key: string): [string, string] {
    const name = `haptik-feedback:submission:${this.#hideKey(key)}`;
    return [name, `haptik-feedback:content:{${name}}`];
  }
}

function recorded(value: string): SubmissionState {
  return { state: 'recorded', status: Number(value.slice(1)) };
}
