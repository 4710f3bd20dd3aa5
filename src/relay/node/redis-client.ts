import { Cluster, Redis } from 'ioredis';
import type { RedisAddress } from '../config/redis-address.js';

/** A client of one server, of the server that Sentinels name, or of a cluster. */
export type RedisClient = Redis | Cluster;

/** How long a command may take before the relay goes on without Redis, in milliseconds. */
const COMMAND_TIMEOUT_MS = 500;

/** How long a connection may take, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 2000;

/** The longest wait between two tries to connect again, in milliseconds. */
const RECONNECT_MAX_MS = 2000;

/**
 * Creates a client, which starts to connect.
 *
 * @param ca - certificates of the authorities that sign the servers' certificates, in PEM; the system's by default
 * @param isPatient - true when no visitor waits: commands then wait for Redis without a timeout
 */
export function createRedisClient(address: RedisAddress, ca: string | undefined, isPatient = false): RedisClient {
  const { kind, hosts, username, password, db, name } = address;
  const tls = address.isTls ? { tls: ca === undefined ? {} : { ca } } : {};
  const retryStrategy = (times: number) => Math.min(100 * 2 ** Math.min(times, 10), RECONNECT_MAX_MS);
  const options = {
    // A visitor is waiting: a command that cannot be sent now fails at once.
    enableOfflineQueue: isPatient,
    maxRetriesPerRequest: isPatient ? null : 0,
    ...(!isPatient && { commandTimeout: COMMAND_TIMEOUT_MS }),
    connectTimeout: CONNECT_TIMEOUT_MS,
    ...tls,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
  };
  if (kind === 'cluster') {
    return new Cluster([...hosts], {
      redisOptions: options,
      enableOfflineQueue: isPatient,
      slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
      clusterRetryStrategy: retryStrategy,
      // Certificates are for host names, but by default the client connects to IP addresses.
      dnsLookup: (host, callback) => callback(null, host),
      // A visitor is waiting: the relay goes on without Redis while a node is replaced.
      retryDelayOnFailover: 0,
      retryDelayOnClusterDown: 0,
      maxRedirections: 3,
    });
  }
  if (kind === 'sentinel') {
    const { sentinelUsername, sentinelPassword } = address;
    return new Redis({
      ...options,
      sentinels: [...hosts],
      name: name!,
      db: db ?? 0,
      retryStrategy,
      sentinelRetryStrategy: retryStrategy,
      ...(sentinelUsername !== undefined && { sentinelUsername }),
      ...(sentinelPassword !== undefined && { sentinelPassword }),
      ...(tls.tls && { enableTLSForSentinelMode: true, sentinelTLS: tls.tls }),
    });
  }
  return new Redis({ ...options, ...hosts[0]!, db: db ?? 0, retryStrategy });
}

/** Sets the account that a client uses when it connects again. Open connections stay as they are. */
export function setAccount(client: RedisClient, { username, password }: RedisAddress): void {
  const options =
    client instanceof Cluster
      ? [client.options.redisOptions, ...client.nodes('all').map((node) => node.options)]
      : [client.options];
  for (const one of options) Object.assign(one ?? {}, { username, password: password ?? null });
}
