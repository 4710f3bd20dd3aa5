import { hkdfSync } from 'node:crypto';
import { type Job, Queue, Worker } from 'bullmq';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { RedisAddress } from '../config/redis-address.js';
import { CircuitBreaker } from '../handover/circuit-breaker.js';
import {
  AGE_MAX_MS,
  CONCURRENCY,
  FIRST_WAIT_MS,
  type Handover,
  type HandoverQueue,
  type HandoverTarget,
  IDS_KEPT_MS,
  type Receivers,
  TRIES,
} from '../handover/handover-queue.js';
import { createRedisClient, type RedisClient, setAccount } from './redis-client.js';

/** Braces keep all keys on one node of a cluster. */
const PREFIX = '{haptik-feedback}';

/** How long the jobs of a relay that has crashed stay locked, in milliseconds. A running relay renews its locks. */
const LOCK_MS = 10_000;

/** How long a stop waits for tries under way, in milliseconds. */
const CLOSE_MS = 3000;

/** Configures a queue in Redis. */
export interface BullQueueOptions {
  address: RedisAddress;
  /** Certificates of the authorities that sign the servers' certificates, in PEM. */
  ca: string | undefined;
  /** Encrypts the jobs in Redis. Relays that share a Redis have the same secret. */
  secret: string;
  receivers: Receivers;
}

/** Hands over from Redis. */
export interface BullQueue extends HandoverQueue {
  /** Connects with another account from the next time on. */
  changeAccount(address: RedisAddress): void;
}

/** A queue in Redis for one receiver, and the worker that hands over its jobs. */
interface TargetQueue {
  queue: Queue<string>;
  worker: Worker<string>;
}

/**
 * Hands over from queues in Redis (BullMQ), which all relays share and which survive a restart. Each receiver has its
 * own queue, so that a receiver that is down does not delay the other. The jobs are encrypted. After a job was handed
 * over or given up, its data is erased; only its id is kept, to recognise a repeat.
 */
export function createBullQueue({ address, ca, secret, receivers }: BullQueueOptions): BullQueue {
  const bytes = hkdfSync('sha256', secret, '', 'haptik-feedback handovers', 32);
  const key = crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const client = createRedisClient(address, ca);
  // A worker's commands wait for its next job, so they have no timeout.
  const workerClient = createRedisClient(address, ca, true);
  const waitingClients = collectDuplicates(workerClient);
  const createFor = (target: HandoverTarget) => createTargetQueue(target, client, workerClient, key, receivers);
  const targets: Record<HandoverTarget, TargetQueue> = { link: createFor('link'), notify: createFor('notify') };
  const workers = Object.values(targets).map(({ worker }) => worker);
  const queues = Object.values(targets).map(({ queue }) => queue);
  // Nothing to do: the relay's own connection reports that Redis is lost, and the receivers report why they fail.
  const emitters: NodeJS.EventEmitter[] = [...queues, ...workers, client, workerClient];
  for (const emitter of emitters) emitter.on('error', () => {});

  return {
    async add(handover) {
      const age = IDS_KEPT_MS / 1000;
      await targets[handover.target].queue.add(handover.target, await seal(handover, await key), {
        // BullMQ does not allow a colon in an id.
        jobId: handover.id,
        attempts: TRIES,
        backoff: { type: 'exponential', delay: FIRST_WAIT_MS },
        removeOnComplete: { age },
        removeOnFail: { age },
      });
    },
    changeAccount(changed) {
      for (const one of [client, workerClient, ...waitingClients]) setAccount(one, changed);
    },
    async close() {
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      // An interrupted job is repeated by another relay, or after the next start.
      await Promise.race([Promise.allSettled(workers.map((worker) => worker.close())), timeout]);
      await Promise.race([Promise.allSettled(queues.map((queue) => queue.close())), timeout]);
      client.disconnect();
      workerClient.disconnect();
    },
  };
}

/** Collects the duplicates of a client: each worker makes one, on which it waits for its next job. */
function collectDuplicates(client: RedisClient): readonly RedisClient[] {
  const duplicates: RedisClient[] = [];
  const duplicate = client.duplicate.bind(client) as (...options: unknown[]) => RedisClient;
  Object.assign(client, {
    duplicate(...options: unknown[]) {
      const one = duplicate(...options);
      duplicates.push(one);
      return one;
    },
  });
  return duplicates;
}

function createTargetQueue(
  target: HandoverTarget,
  client: RedisClient,
  workerClient: RedisClient,
  key: Promise<CryptoKey>,
  receivers: Receivers,
): TargetQueue {
  const name = `handovers-${target}`;
  const breaker = new CircuitBreaker();
  const queue = new Queue<string>(name, { connection: client, prefix: PREFIX });
  const worker = new Worker<string>(
    name,
    async (job) => {
      try {
        await handOver(job);
      } catch (error) {
        if (job.attemptsMade + 1 < TRIES) throw error;
        receivers.giveUp(target);
      }
      // Also erases the data of a job that is given up: a failed job would keep it as long as its id.
      await job.updateData('');
    },
    {
      connection: workerClient,
      prefix: PREFIX,
      concurrency: CONCURRENCY,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS / 2,
      maxStalledCount: TRIES,
      // This limit is never reached, but `queue.rateLimit` needs one.
      limiter: { max: Number.MAX_SAFE_INTEGER, duration: 1000 },
    },
  );

  async function handOver(job: Job<string>): Promise<void> {
    if (Date.now() - job.timestamp > AGE_MAX_MS) return receivers.giveUp(target);
    const handover = await open(job.data, await key).catch((error) => {
      receivers.reportUnreadable(target);
      throw error;
    });
    try {
      await receivers.deliver(handover);
      breaker.recordSuccess();
    } catch (error) {
      breaker.recordFailure();
      // During this time, the workers of all relays fetch no job.
      if (breaker.restMs > 0) await queue.rateLimit(breaker.restMs);
      throw error;
    } finally {
      worker.concurrency = breaker.isOpen ? 1 : CONCURRENCY;
    }
  }

  return { queue, worker };
}

function seal(handover: Handover, key: CryptoKey): Promise<string> {
  const header = { alg: 'dir', enc: 'A256GCM' };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(handover))).setProtectedHeader(header).encrypt(key);
}

async function open(sealed: string, key: CryptoKey): Promise<Handover> {
  const { plaintext } = await compactDecrypt(sealed, key);
  return JSON.parse(new TextDecoder().decode(plaintext));
}
