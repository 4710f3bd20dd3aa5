import { LocalUsedLinks, type UsedLinks } from '../links/used-links.js';
import type { RedisClient } from './redis-client.js';
import type { RedisCommands } from './redis-health.js';

/** Remembers used links in Redis, and in this process while Redis does not work. */
export class RedisUsedLinks implements UsedLinks {
  readonly #redis: RedisClient;
  readonly #commands: RedisCommands;
  readonly #hideKey: (key: string) => string;
  readonly #keepMs: number;
  readonly #claimMs: number;
  readonly #local: LocalUsedLinks;

  /**
   * @param hideKey - hashes a key
   * @param keepMs - the longest time that a link works, in milliseconds
   * @param claimMs - how long a claim holds when nobody ends it, in milliseconds
   */
  constructor(
    redis: RedisClient,
    commands: RedisCommands,
    hideKey: (key: string) => string,
    keepMs: number,
    claimMs: number,
  ) {
    this.#redis = redis;
    this.#commands = commands;
    this.#hideKey = hideKey;
    this.#keepMs = keepMs;
    this.#claimMs = claimMs;
    this.#local = new LocalUsedLinks(keepMs, claimMs, Date.now);
  }

  async has(key: string): Promise<boolean> {
    if (this.#local.has(key)) return true;
    const value = await this.#commands.runIfAnswering(() => this.#redis.get(this.#name(key))).catch(() => null);
    return value !== null;
  }

  async claim(key: string): Promise<boolean> {
    if (!this.#local.claim(key)) return false;
    const isClaimed = await this.#commands
      .run(() => this.#redis.set(this.#claimName(key), '1', 'PX', this.#claimMs, 'NX'))
      .then((answer) => answer === 'OK')
      // Without Redis, only this process knows the claim.
      .catch(() => true);
    if (!isClaimed) this.#local.release(key);
    return isClaimed;
  }

  async release(key: string): Promise<void> {
    this.#local.release(key);
    await this.#commands.run(() => this.#redis.del(this.#claimName(key))).catch(() => {});
  }

  async add(key: string): Promise<void> {
    this.#local.add(key);
    await this.#commands.run(() => this.#redis.set(this.#name(key), '1', 'PX', this.#keepMs)).catch(() => {});
    await this.release(key);
  }

  #name(key: string): string {
    return `haptik-feedback:link:${this.#hideKey(key)}`;
  }

  #claimName(key: string): string {
    return `haptik-feedback:link-claim:${this.#hideKey(key)}`;
  }
}
