import { IDBFactory } from 'fake-indexeddb';

/** A browser's storage, with locks that a test can hold and a database that a test can break. */
export class TestBrowser {
  readonly local = new Map<string, string>();
  readonly session = new Map<string, string>();
  /** `undefined` for a browser without locks. */
  locks: { request: LockManager['request'] } | undefined;
  indexedDB: IDBFactory = new IDBFactory();
  readonly localStorage = storageOver(this.local);
  readonly sessionStorage = storageOver(this.session);
  readonly #listeners = new Map<string, Set<(event: StorageEvent) => void>>();
  #isLocked = false;

  constructor() {
    const request = async (_name: string, { ifAvailable }: LockOptions, run: (lock: Lock | null) => unknown) => {
      if (!this.#isLocked) {
        this.#isLocked = true;
        try {
          return await run({} as Lock);
        } finally {
          this.#isLocked = false;
        }
      }
      return ifAvailable ? run(null) : new Promise(() => {});
    };
    this.locks = { request: request as unknown as LockManager['request'] };
  }

  get navigator() {
    return { locks: this.locks };
  }

  /** Takes the lock and never gives it back, as a suspended tab does. */
  holdLock(): void {
    this.#isLocked = true;
  }

  addEventListener(type: string, listener: (event: StorageEvent) => void): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }

  removeEventListener(type: string, listener: (event: StorageEvent) => void): void {
    this.#listeners.get(type)?.delete(listener);
  }

  /** Delivers the event of another tab's write to localStorage. */
  dispatchStorage(key: string, newValue: string | null): void {
    for (const listener of this.#listeners.get('storage') ?? []) listener({ key, newValue } as StorageEvent);
  }

  /** Delivers the event of the visitor leaving the page. */
  dispatchPageHide(): void {
    for (const listener of this.#listeners.get('pagehide') ?? []) listener({} as StorageEvent);
  }

  /** This object as the type of the real browser. */
  get global(): typeof globalThis {
    return this as unknown as typeof globalThis;
  }

  /** Reads a stored record, as it is in the database. */
  readRecord(scope: string): Promise<unknown> {
    return this.#withStore('readonly', (store) => store.get(scope));
  }

  /** Stores a record, as another version of the code would. */
  async writeRecord(scope: string, value: unknown): Promise<void> {
    await this.#withStore('readwrite', (store) => store.put(value, scope));
  }

  async #withStore(mode: IDBTransactionMode, use: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = this.indexedDB.open('haptik-feedback', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('outbox');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    try {
      return await new Promise((resolve, reject) => {
        const request = use(database.transaction('outbox', mode).objectStore('outbox'));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } finally {
      database.close();
    }
  }
}

function storageOver(values: Map<string, string>): Storage {
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  } as unknown as Storage;
}
