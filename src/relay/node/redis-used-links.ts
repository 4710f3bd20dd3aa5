import { LocalUsedLinks, type UsedLinks } from '../links/used-links.js';
import type { RedisClient } from './redis-client.js';
import type { RedisCommands } from './redis-health.js';

/** Remembers used links in Redis, and in this process while Redis does not work. */
export class RedisUsedLinks implements UsedLinks {
  readonly #redis: RedisClient;
  readonly #commands: RedisCommands;
  readonly #hideKey: (key: string) => string;
  readonly #keepMs: number;
  readonly #local: LocalUsedLinks;

  /**
   * @param hideKey - hashes a key
   * @param keepMs - the longest time that a link works, in milliseconds
   */
  constructor(redis: RedisClient, commands: RedisCommands, hideKey: (key: string) => string, keepMs: number) {
    this.#redis = redis;
    this.#commands = commands;
    this.#hideKey = hideKey;
    this.#keepMs = keepMs;
    this.#local = new LocalUsedLinks(keepMs, Date.now);
  }

  async has(key: string): Promise<boolean> {
    if (this.#local.has(key)) return true;
    const value = await this.#commands.runIfAnswering(() => this.#redis.get(this.#name(key))).catch(() => null);
    return value !== null;
  }

  async add(key: string): Promise<void> {
    this.#local.add(key);
    await this.#commands.run(() => this.#redis.set(this.#name(key), '1', 'PX', this.#keepMs)).catch(() => {});
  }

  #name(key: string): string {
    return `haptik-feedback:link:${this.#hideKey(key)}`;
  }
}
