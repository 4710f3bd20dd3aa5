import { createHmac } from 'node:crypto';
import type { RelayConfig } from '../config/relay-config.js';
import type { Limits } from '../limits/limiter.js';
import { abandonedAfterMs } from '../submissions/abandoned-after-ms.js';
import type { SubmissionStore } from '../submissions/submission-store.js';
import type { Log } from '../telemetry/log.js';
import { connectToRedis } from './redis-connection.js';
import { redisLimits } from './redis-limits.js';
import { RedisSubmissionStore } from './redis-submission-store.js';

/** Holds what relays share through Redis or Valkey. While it is down each relay goes on alone. */
export interface Shared {
  limits: Limits;
  submissionStore: SubmissionStore;
  close(): void;
}

/** Shares limits and submissions with other relays. */
export async function shareByRedis(redisUrl: string, config: RelayConfig, log: Log): Promise<Shared> {
  const { redis, close } = await connectToRedis(redisUrl, log);
  // Redis must not hold an `auth_id` or an address that could be read.
  const hideKey = (key: string) => createHmac('sha256', config.haptikToken).update(key).digest('base64url');
  return {
    limits: redisLimits(redis, hideKey, config.rateLimitPerMinute),
    submissionStore: new RedisSubmissionStore(redis, hideKey, abandonedAfterMs(config.upstreamTimeoutMs)),
    close,
  };
}
