import { createHmac } from 'node:crypto';
import { REDIS_URL_FORMS, type RedisAddress, readRedisAddress } from '../config/redis-address.js';
import type { RelayConfig } from '../config/relay-config.js';
import type { Limits } from '../limits/limiter.js';
import { DAY_SECONDS } from '../links/link-token.js';
import type { UsedLinks } from '../links/used-links.js';
import { abandonedAfterMs } from '../submissions/abandoned-after-ms.js';
import type { SubmissionStore } from '../submissions/submission-store.js';
import { createRedisClient, setAccount } from './redis-client.js';
import { connectToRedis } from './redis-connection.js';
import type { RedisHealthOptions } from './redis-health.js';
import { redisLimits } from './redis-limits.js';
import { RedisSubmissionStore } from './redis-submission-store.js';
import { RedisUsedLinks } from './redis-used-links.js';

/** What relays share through Redis or Valkey. While it does not work, each relay goes on alone. */
export interface Shared {
  limits: Limits;
  submissionStore: SubmissionStore;
  /** Undefined when links are off. */
  usedLinks: UsedLinks | undefined;
  /** Tells whether Redis works. */
  isWorking(): boolean;
  /**
   * Uses the account of `redisUrl` for later connections. Logs an error when it names another Redis.
   *
   * @returns the address with the account; `undefined` when it names another Redis
   */
  changeAccount(config: Pick<RelayConfig, 'redisUrl' | 'redisCa'>): RedisAddress | undefined;
  close(): void;
}

/** Shares limits and submissions with other relays. */
export async function shareByRedis(
  redisUrl: string,
  config: RelayConfig,
  options: Omit<RedisHealthOptions, 'probe'>,
): Promise<Shared> {
  const address = readRedisAddress(redisUrl);
  if (!address) throw new TypeError(`redisUrl must be ${REDIS_URL_FORMS}`);
  const client = createRedisClient(address, config.redisCa);
  const { redis, health, close } = await connectToRedis(client, options);
  const placeOf = (url: string | undefined, ca: string | undefined) =>
    JSON.stringify([{ ...readRedisAddress(url ?? ''), username: '', password: '' }, ca]);
  const place = placeOf(redisUrl, config.redisCa);
  // Redis must not store an `auth_id` or a client address in a readable form.
  const hideKey = (key: string) => createHmac('sha256', config.haptikToken).update(key).digest('base64url');
  const pendingMs = abandonedAfterMs(config.upstreamTimeoutMs);
  return {
    limits: redisLimits(redis, health, hideKey, config.rateLimitPerMinute),
    submissionStore: new RedisSubmissionStore(redis, health, hideKey, pendingMs),
    usedLinks:
      config.links && new RedisUsedLinks(redis, health, hideKey, config.links.maxDays * DAY_SECONDS * 1000, pendingMs),
    isWorking: () => health.isWorking,
    changeAccount({ redisUrl: url, redisCa }) {
      const changed = placeOf(url, redisCa) === place ? readRedisAddress(url!) : undefined;
      if (changed) setAccount(client, changed);
      else options.log.error({}, 'REDIS_URL or REDIS_CA_FILE names another Redis now: restart the relay to use it');
      return changed;
    },
    close,
  };
}
