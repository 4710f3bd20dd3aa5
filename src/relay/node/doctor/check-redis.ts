import { readRedisAddress } from '../../config/redis-address.js';
import type { RelayConfig } from '../../config/relay-config.js';
import { silentLog } from '../../telemetry/log.js';
import { Metrics } from '../../telemetry/metrics.js';
import { createRedisClient } from '../redis-client.js';
import { connectToRedis } from '../redis-connection.js';
import { type Finding, findingsAbout } from './finding.js';

/** What is wrong and what to do, by the name that `RedisHealth` gives an error. */
const REMEDIES: Record<string, string> = {
  lost: 'it cannot be reached; check host, port, TLS (rediss) and the firewalls in between',
  timeout: 'it does not answer in time; check what it is busy with',
  NOAUTH: 'it asks for a password; add it to REDIS_URL',
  WRONGPASS: 'user or password is wrong; correct REDIS_URL',
  NOPERM: 'the user may not do what the relay does; docs/deployment.md lists the rights',
  READONLY: 'it is a replica; set REDIS_URL to the primary, or to the Sentinels',
  OOM: 'its memory is full; raise maxmemory',
  NOREPLICAS: 'it has lost its replicas and takes no writes; bring them back',
  MOVED: 'it is a node of a cluster; list several nodes in REDIS_URL, or start it with redis+cluster://',
};

/** Checks that Redis does what the relay asks of it. */
export async function checkRedis({ redisUrl, redisCa }: RelayConfig): Promise<Finding[]> {
  const { ok, toDo } = findingsAbout('Redis');
  if (redisUrl === undefined) return [ok('not used: REDIS_URL is not set, so each relay keeps limits of its own')];
  let reason = 'lost';
  const warn = (fields: object) => {
    reason = (fields as { error?: string }).error ?? reason;
  };
  const { health, close } = await connectToRedis(createRedisClient(readRedisAddress(redisUrl)!, redisCa), {
    log: { ...silentLog, warn },
    metrics: new Metrics(),
  });
  const { isWorking } = health;
  close();
  if (isWorking) return [ok('answers, and may be written to')];
  return [toDo(`${reason}: ${REMEDIES[reason] ?? 'it refuses what the relay asks'}`)];
}
