import type { Outbox } from '../feedback/ports.js';
import { HOUR_MS, isWithin, type OutboxRecord, type Submission } from '../feedback/submission.js';
import { keysOf } from './memory.js';
import { isStoredFeedback } from './stored-feedback.js';

const DATABASE = 'haptik-feedback';
const STORE = 'outbox';
/** How long a record is kept after its last change, in milliseconds: 7 days. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** How long the database may take to answer before it counts as broken, in milliseconds. */
const ANSWER_MS = 2000;

/** A record as it is stored. */
interface StoredRecord extends OutboxRecord {
  /** In milliseconds since the epoch. */
  writtenAt: number;
}

/** The parts of the browser that the outbox uses. */
type Browser = Pick<typeof globalThis, 'indexedDB' | 'localStorage' | 'navigator'>;

/**
 * Creates a visitor's outbox in IndexedDB. Without IndexedDB the record lives in this tab.
 *
 * It is not in localStorage, because a tab of another process may read a stale value there after it was given the lock.
 *
 * @param scope - names the visitor's place in storage; `undefined` stores nothing beyond this tab
 */
export function createOutbox(scope: string | undefined, browser: Browser = globalThis): Outbox {
  let tabRecord: OutboxRecord = {};
  return {
    async update(change) {
      if (scope !== undefined) {
        try {
          return await updateStored(browser, scope, change);
        } catch {
          // IndexedDB is missing, full or blocked: use the record of this tab.
        }
      }
      tabRecord = change(tabRecord);
      return tabRecord;
    },

    async runExclusively(task, mayWait) {
      let running: Promise<void> | undefined;
      const run = async (lock?: Lock | null) => {
        if (lock === null) return;
        running = task();
        await running;
      };
      try {
        // No other tab sees this record, so no lock is needed.
        if (scope === undefined) await run();
        else await browser.navigator.locks.request(`hf:${scope}`, { ifAvailable: !mayWait }, run);
      } catch {
        // WebKit takes the lock from a page that the visitor leaves. The page continues when the visitor comes back.
        if (running) await running;
        // Without locks, only a press by the visitor is safe: other tabs may send automatically at the same time.
        else if (mayWait) await run();
      }
    },
  };
}

async function updateStored(
  browser: Browser,
  scope: string,
  change: (record: OutboxRecord) => OutboxRecord,
): Promise<OutboxRecord> {
  const database = await openDatabase(browser);
  try {
    return await new Promise((resolve, reject) => {
      setTimeout(reject, ANSWER_MS);
      const transaction = database.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      let changed: OutboxRecord;
      transaction.oncomplete = () => {
        markWaiting(browser, scope, changed);
        resolve(changed);
      };
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
      eraseOldRecords(browser, store, scope);
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

function openDatabase({ indexedDB }: Browser): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, ANSWER_MS);
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onblocked = request.onerror = () => reject(request.error);
  });
}

/** Erases the old records of other visitors, who may never come back. */
function eraseOldRecords(browser: Browser, store: IDBObjectStore, scope: string) {
  const cursor = store.openCursor();
  cursor.onsuccess = () => {
    const entry = cursor.result;
    if (!entry) return;
    if (entry.key !== scope && isOld(entry.value)) {
      entry.delete();
      markWaiting(browser, String(entry.key), {});
    }
    entry.continue();
  };
}

function isOld(value: unknown): boolean {
  const { writtenAt } = (value ?? {}) as Partial<StoredRecord>;
  return !(typeof writtenAt === 'number' && Date.now() - writtenAt < KEPT_MS);
}

/** Stores in localStorage whether a submission waits, because a visit can read that synchronously. */
function markWaiting(browser: Browser, scope: string, { submission }: OutboxRecord) {
  try {
    const { waiting } = keysOf(scope);
    if (submission) browser.localStorage.setItem(waiting, '1');
    else browser.localStorage.removeItem(waiting);
  } catch {
    // Without the mark, the submission is sent when the visitor next sends feedback.
  }
}

/** Reads a stored record. Fields that are missing or malformed become `undefined`. */
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
