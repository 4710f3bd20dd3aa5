import type { Outbox } from '../feedback/ports.js';
import { checkClock, HOUR_MS, isWithin, type OutboxRecord, type Submission } from '../feedback/submission.js';
import { keysOf } from './memory.js';
import { isStoredFeedback } from './stored-feedback.js';

const DATABASE = 'haptik-feedback';
const STORE = 'outbox';
/** How long a record is kept after its last change, in milliseconds: 7 days. */
const KEPT_MS = 7 * 24 * 60 * 60_000;
/** How long the database may take to answer before it counts as broken, in milliseconds. */
const DATABASE_WAIT_MS = 2000;
/** How long a task waits for the lock, in milliseconds. A suspended tab may hold the lock for ever. */
const LOCK_WAIT_MS = 3000;

/**
 * The version of the stored format. A record with a higher version is neither changed nor deleted.
 *
 * Records without a version are of version 1: their submission has a `key` but no `id`.
 */
const VERSION = 2;

/** A record as it is stored. */
interface StoredRecord extends OutboxRecord {
  version: number;
  /** When the record was stored, in milliseconds since the epoch. */
  writtenAt: number;
}

/** The browsers whose database did not answer in time. Nothing waits for them again until the page is reloaded. */
const brokenBrowsers = new WeakSet<Browser>();

/** The connection of each database factory; one serves a whole visit, because opening one takes 10 to 30 ms. */
const connections = new WeakMap<IDBFactory, Promise<IDBDatabase>>();

/** The parts of the browser that the outbox uses. */
type Browser = Pick<typeof globalThis, 'indexedDB' | 'localStorage' | 'navigator' | 'addEventListener'>;

/**
 * Creates a visitor's outbox in IndexedDB. Without IndexedDB the record lives in this tab.
 *
 * It is not in localStorage, because a tab in another process may read a stale value there after it has got the lock.
 *
 * @param scope - names the visitor's place in storage; `undefined` stores nothing beyond this tab
 */
export function createOutbox(scope: string | undefined, browser: Browser = globalThis): Outbox {
  let tabRecord: OutboxRecord = {};
  // The visitor has just touched the form: open the database now, so that *Send* does not wait for it.
  if (scope !== undefined) eraseOldRecords(browser, scope).catch(() => {});
  return {
    async update(change) {
      if (scope !== undefined) {
        try {
          const updating = updateStored(browser, scope, change);
          if (brokenBrowsers.has(browser)) {
            // Nobody waits for it, but the record may still be stored, or erased, when the database recovers.
            updating.catch(() => {});
          } else {
            tabRecord = await orTimeout(updating, DATABASE_WAIT_MS, () => {
              brokenBrowsers.add(browser);
              connections.delete(browser.indexedDB);
            });
            return tabRecord;
          }
        } catch {
          // IndexedDB is missing, full or blocked: use the record of this tab.
        }
      }
      tabRecord = change(tabRecord);
      return tabRecord;
    },

    async runExclusively(task, mayWait) {
      // Without a scope no other tab sees the record, so no lock is needed.
      if (scope === undefined) return task();
      let running: Promise<void> | undefined;
      let hasWaited = false;
      const run = (lock: Lock | null) => {
        if (lock && !hasWaited) running = task();
        return running;
      };
      try {
        await orTimeout(browser.navigator.locks.request(`hf:${scope}`, { ifAvailable: !mayWait }, run), LOCK_WAIT_MS);
      } catch {
        // There are no locks, or the lock was not granted in time. WebKit also takes the lock from a page that the
        // visitor leaves; the page continues when the visitor comes back.
      }
      hasWaited = true;
      // Without the lock, only a press by the visitor is safe: other tabs may send automatically at the same time.
      await (running ?? (mayWait ? task() : undefined));
    },
  };
}

/** Returns the result of a promise; rejects when it is not settled in time. */
function orTimeout<Value>(promise: Promise<Value>, milliseconds: number, onTimeout = () => {}): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onTimeout();
      reject(new Error('timeout'));
    }, milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function updateStored(
  browser: Browser,
  scope: string,
  change: (record: OutboxRecord) => OutboxRecord,
): Promise<OutboxRecord> {
  return runTransaction(browser, (transaction, store) => {
    let changed: OutboxRecord = {};
    const reading = store.get(scope);
    reading.onsuccess = () => {
      if (isNewer(reading.result)) return transaction.abort();
      const known = readRecord(reading.result);
      changed = change(known);
      if (Object.values(changed).every((value) => value === undefined)) store.delete(scope);
      else if (changed !== known || isCorrected(reading.result, known))
        store.put({ ...changed, version: VERSION, writtenAt: Date.now() } satisfies StoredRecord, scope);
    };
    return () => {
      markWaiting(browser, scope, changed);
      return changed;
    };
  });
}

/** Erases the old records of other visitors, who may never come back. */
function eraseOldRecords(browser: Browser, scope: string): Promise<void> {
  return runTransaction(browser, (_transaction, store) => {
    const cursor = store.openCursor();
    cursor.onsuccess = () => {
      const entry = cursor.result;
      if (!entry) return;
      if (entry.key !== scope && isOld(entry.value) && !isNewer(entry.value)) {
        entry.delete();
        markWaiting(browser, String(entry.key), {});
      }
      entry.continue();
    };
    return () => {};
  });
}

/**
 * Runs a transaction on the connection of this visit.
 *
 * @param run - makes the requests; returns a function that returns the result, called when everything is stored
 */
async function runTransaction<Value>(
  browser: Browser,
  run: (transaction: IDBTransaction, store: IDBObjectStore) => () => Value,
): Promise<Value> {
  const { indexedDB } = browser;
  for (let triesLeft = 2; ; triesLeft--) {
    const opening = connections.get(indexedDB) ?? openDatabase(indexedDB, browser);
    try {
      if (indexedDB) connections.set(indexedDB, opening);
      const database = await opening;
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(STORE, 'readwrite');
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
        const readResult = run(transaction, transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(readResult());
      });
    } catch (error) {
      // A browser may close a connection, as Safari does with one that stays open. Nothing was stored then.
      opening.then((database) => database.close()).catch(() => {});
      if (connections.get(indexedDB) === opening) connections.delete(indexedDB);
      if (!triesLeft) throw error;
    }
  }
}

function openDatabase(indexedDB: IDBFactory, browser: Browser): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      const database = request.result;
      const close = () => database.close();
      // An open connection would block another version of this code, and someone who erases the database.
      database.onversionchange = close;
      // Some browsers keep no page with an open connection in their back/forward cache.
      browser.addEventListener('pagehide', close, { once: true });
      resolve(database);
    };
    request.onblocked = request.onerror = () => reject(request.error);
  });
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

function isNewer(value: unknown): boolean {
  return ((value ?? {}) as Partial<StoredRecord>).version! > VERSION;
}

/** Reads a stored record. Fields that are missing or malformed become `undefined`. */
function readRecord(value: unknown): OutboxRecord {
  if (isOld(value)) return {};
  const stored = value as Record<keyof StoredRecord, unknown>;
  const { submission, ambiguousSince, ambiguousLast, sentAt } = stored;
  const now = Date.now();
  const record: OutboxRecord = {
    submission: readSubmission(submission),
    ambiguousSince: isTime(ambiguousSince) ? ambiguousSince : undefined,
    ambiguousLast: isTime(ambiguousLast) ? ambiguousLast : undefined,
    sentAt: isTime(sentAt) && isWithin(HOUR_MS, sentAt, now) ? sentAt : undefined,
    hasWrongTimes: stored.hasWrongTimes === true || undefined,
  };
  return checkClock(record, now, stored.writtenAt as number);
}

/** True when reading has found a wrong time. This is stored, because the time could look right again later. */
function isCorrected({ sentAt, hasWrongTimes }: OutboxRecord, known: OutboxRecord): boolean {
  return sentAt !== known.sentAt || hasWrongTimes !== known.hasWrongTimes;
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function readSubmission(value: unknown): Submission | undefined {
  const { key, id = key, began, feedback } = (value ?? {}) as Partial<Submission>;
  return typeof key === 'string' && typeof id === 'string' && isTime(began) && isStoredFeedback(feedback)
    ? { id, key, began, feedback }
    : undefined;
}
