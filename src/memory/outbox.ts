import type { Outbox } from '../feedback/memory.js';
import { HOUR_MS, isWithin, type OutboxRecord, type Submission } from '../feedback/submission.js';
import { keysOf } from './memory.js';
import { isStoredFeedback } from './stored-feedback.js';

const DATABASE = 'haptik-feedback';
const STORE = 'outbox';
/** So long a visitor can come back to what could not be sent in time; then it is erased, whosever it is. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** A database that has not answered by then is taken for broken, in milliseconds. */
const ANSWER_MS = 2000;

/** A record as it is stored. */
interface StoredRecord extends OutboxRecord {
  writtenAt: number;
}

/** What of the browser the outbox needs. */
type Browser = Pick<typeof globalThis, 'indexedDB' | 'localStorage' | 'navigator'>;

/**
 * One visitor's outbox in IndexedDB, whose reads are never stale; where there is none, in this tab's memory.
 *
 * @param scope - whose it is; `undefined` keeps nothing beyond this tab
 */
export function createOutbox(scope: string | undefined, browser: Browser = globalThis): Outbox {
  let fallback: OutboxRecord = {};
  return {
    async update(change) {
      if (scope !== undefined) {
        try {
          return await updateStored(browser, scope, change);
        } catch {
          // Missing, full or blocked: the tab's own memory has to do.
        }
      }
      fallback = change(fallback);
      return fallback;
    },

    async alone(task, wait) {
      let running: Promise<void> | undefined;
      const run = async (lock?: Lock | null) => {
        if (lock === null) return;
        running = task();
        await running;
      };
      try {
        // What no other tab can see needs no lock.
        if (scope === undefined) await run();
        else await browser.navigator.locks.request(`hf:${scope}`, { ifAvailable: !wait }, run);
      } catch {
        // WebKit takes the lock from a page that is left, which goes on with what it has begun when the visitor comes back.
        if (running) await running;
        // Where there are no locks only the visitor's own press is safe.
        else if (wait) await run();
      }
      return !!running;
    },
  };
}

async function updateStored(
  browser: Browser,
  scope: string,
  change: (record: OutboxRecord) => OutboxRecord,
): Promise<OutboxRecord> {
  const database = await open(browser);
  try {
    return await new Promise((resolve, reject) => {
      setTimeout(reject, ANSWER_MS);
      const transaction = database.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      let changed: OutboxRecord;
      transaction.oncomplete = () => {
        mark(browser, scope, changed);
        resolve(changed);
      };
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      eraseOld(browser, store, scope);
      const reading = store.get(scope);
      reading.onsuccess = () => {
        const known = isOld(reading.result) ? {} : parseRecord(reading.result);
        changed = change(known);
        if (Object.values(changed).every((value) => value === undefined)) store.delete(scope);
        else if (changed !== known) store.put({ ...changed, writtenAt: Date.now() } satisfies StoredRecord, scope);
      };
    });
  } finally {
    database.close();
  }
}

function open({ indexedDB }: Browser): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, ANSWER_MS);
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onblocked = request.onerror = () => reject(request.error);
  });
}

/** Other visitors' records: whoever does not come back is not remembered for ever. */
function eraseOld(browser: Browser, store: IDBObjectStore, scope: string) {
  const cursor = store.openCursor();
  cursor.onsuccess = () => {
    const entry = cursor.result;
    if (!entry) return;
    if (entry.key !== scope && isOld(entry.value)) {
      entry.delete();
      mark(browser, String(entry.key), {});
    }
    entry.continue();
  };
}

function isOld(value: unknown): boolean {
  const { writtenAt } = (value ?? {}) as Partial<StoredRecord>;
  return !(typeof writtenAt === 'number' && Date.now() - writtenAt < KEPT_MS);
}

/** Says in localStorage, where a visit can see it at once, whether something waits. */
function mark(browser: Browser, scope: string, { submission }: OutboxRecord) {
  try {
    const { waiting } = keysOf(scope);
    if (submission) browser.localStorage.setItem(waiting, '1');
    else browser.localStorage.removeItem(waiting);
  } catch {
    // Without the mark it is sent with the visitor's next press.
  }
}

/** Takes what is as it should be; an older version, or somebody else, may have written the rest. */
function parseRecord(value: unknown): OutboxRecord {
  const { submission, ambiguousSince, ambiguousLast, sentAt } = (value ?? {}) as Record<string, unknown>;
  return {
    submission: isSubmission(submission) ? submission : undefined,
    ambiguousSince: isTime(ambiguousSince) ? ambiguousSince : undefined,
    ambiguousLast: isTime(ambiguousLast) ? ambiguousLast : undefined,
    sentAt: isTime(sentAt) && isWithin(HOUR_MS, sentAt, Date.now()) ? sentAt : undefined,
  };
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isSubmission(value: unknown): value is Submission {
  const { key, began, feedback } = (value ?? {}) as Partial<Submission>;
  return typeof key === 'string' && isTime(began) && isStoredFeedback(feedback);
}
