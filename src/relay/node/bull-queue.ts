import { hkdfSync } from 'node:crypto';
import { Queue, Worker } from 'bullmq';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { RedisAddress } from '../config/redis-address.js';
import {
  type DeliverHandover,
  FIRST_WAIT_MS,
  type Handover,
  type HandoverQueue,
  IDS_KEPT_MS,
  TRIES,
} from '../handover/handover-queue.js';
import { createRedisClient } from './redis-client.js';

const NAME = 'handovers';

/** Braces keep all keys on one node of a cluster. */
const PREFIX = '{haptik-feedback}';

/** How many hand-overs one relay has under way at once. */
const CONCURRENCY = 10;

/** How long a relay that has gone keeps what it had under way, in milliseconds. One that runs renews its locks. */
const LOCK_MS = 10_000;

/** How long a stop waits for tries under way, in milliseconds. */
const CLOSE_MS = 3000;

/** Configures a queue in Redis. */
export interface BullQueueOptions {
  address: RedisAddress;
  /** Certificates of the authorities that sign the servers' certificates, in PEM. */
  ca: string | undefined;
  /** Encrypts what waits in Redis. All relays of a Redis have the same. */
  secret: string;
  deliver: DeliverHandover;
}

/**
 * Hands over from a queue in Redis (BullMQ), which all relays share and which survives a restart. What waits there is
 * encrypted, and is erased when it was handed over or given up; only its id is kept, so that a repeat is known.
 */
export function createBullQueue({ address, ca, secret, deliver }: BullQueueOptions): HandoverQueue {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'haptik-feedback handovers', 32));
  const client = createRedisClient(address, ca);
  // A worker waits for its next job as long as it takes.
  const workerClient = createRedisClient(address, ca, true);
  const queue = new Queue<string>(NAME, { connection: client, prefix: PREFIX });
  const worker = new Worker<string>(
    NAME,
    async (job) => {
      const isLast = job.attemptsMade + 1 >= TRIES;
      try {
        await deliver(await open(job.data, key), isLast);
      } catch (error) {
        if (!isLast) throw error;
      }
      // Also erases what is given up: a failed job would keep it for as long as its id.
      await job.updateData('');
    },
    {
      connection: workerClient,
      prefix: PREFIX,
      concurrency: CONCURRENCY,
      lockDuration: LOCK_MS,
      stalledInterval: LOCK_MS / 2,
      maxStalledCount: TRIES,
    },
  );
  // The relay's own connection reports that Redis is lost, and `deliver` why a receiver fails.
  const emitters: NodeJS.EventEmitter[] = [queue, worker, client, workerClient];
  for (const emitter of emitters) emitter.on('error', () => {});

  return {
    async add(handover) {
      const age = IDS_KEPT_MS / 1000;
      await queue.add(handover.target, await seal(handover, key), {
        // BullMQ does not allow a colon in an id.
        jobId: handover.id,
        attempts: TRIES,
        backoff: { type: 'exponential', delay: FIRST_WAIT_MS },
        removeOnComplete: { age },
        removeOnFail: { age },
      });
    },
    async close() {
      const timeout = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      // A job that is cut off is repeated by another relay, or after the next start.
      await Promise.race([worker.close().catch(() => {}), timeout]);
      await Promise.race([queue.close().catch(() => {}), timeout]);
      client.disconnect();
      workerClient.disconnect();
    },
  };
}

function seal(handover: Handover, key: Uint8Array): Promise<string> {
  const header = { alg: 'dir', enc: 'A256GCM' };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(handover))).setProtectedHeader(header).encrypt(key);
}

async function open(sealed: string, key: Uint8Array): Promise<Handover> {
  const { plaintext } = await compactDecrypt(sealed, key);
  return JSON.parse(new TextDecoder().decode(plaintext));
}
