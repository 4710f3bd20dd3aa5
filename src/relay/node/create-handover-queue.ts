import { readRedisAddress } from '../config/redis-address.js';
import type { RelayConfig } from '../config/relay-config.js';
import type { HandoverQueue } from '../handover/handover-queue.js';
import { MemoryQueue } from '../handover/memory-queue.js';
import { createReceivers } from '../handover/receivers.js';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { BullQueue } from './bull-queue.js';

/**
 * Creates the queue of hand-overs: in Redis if it is configured, else in memory, which is logged. Returns `undefined`
 * when nothing is handed over.
 */
export async function createHandoverQueue(
  config: RelayConfig,
  { log, metrics }: { log: Log; metrics: Metrics },
): Promise<(HandoverQueue & Partial<BullQueue>) | undefined> {
  if (!config.handover && !config.notify) return undefined;
  const receivers = createReceivers(config, { log, metrics });
  const address = config.redisUrl === undefined ? undefined : readRedisAddress(config.redisUrl);
  if (!address) {
    log.info({}, 'hand-overs wait in memory and are lost when the relay stops; REDIS_URL keeps them');
    return new MemoryQueue(receivers, log);
  }
  // BullMQ is large and only needed here.
  const { createBullQueue } = await import('./bull-queue.js');
  return createBullQueue({ address, ca: config.redisCa, secret: config.haptikToken, receivers });
}
