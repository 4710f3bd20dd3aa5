import { IDBFactory } from 'fake-indexeddb';
import type { Faults } from './faults.js';
import type { Random } from './random.js';
import { originOf } from './relays.js';
import type { Tab } from './tab.js';
import type { Timeline } from './timeline.js';

/** The fault of a device's storage. It stays the same for a whole world. */
export type StorageFault = 'none' | 'full' | 'no IndexedDB' | 'blocked' | 'no locks' | 'garbage';

/** How long a press waits for the lock. Source: `outbox.ts`. */
const LOCK_WAIT_MS = 3000;

/** Delivers a post to a relay. */
type Arrive = (url: string, body: string, headers: Record<string, string>) => Promise<Response>;

type StorageListener = (event: StorageEvent) => void;

/** One try to deliver feedback, as the browser sees it. */
export interface Post {
  user: string;
  key: string;
  device: Device;
  tab: Tab;
  /** The number of the tab's form that sent it. */
  form: number;
  /** True time, in milliseconds since the epoch. */
  at: number;
  /** Undefined while it is under way. */
  endedAt: number | undefined;
  /** True while the form cannot know whether it was recorded. */
  isAmbiguous: boolean;
}

/** A browser on one device: what its tabs share, with the faults of its storage and its network. */
export class Device {
  isOnline = true;
  /** True if the browser always reports that it is offline. */
  isLying = false;
  /** True after a tab has waited for a lock for the longest allowed time. */
  hasWaitedForLock = false;
  readonly posts: Post[] = [];
  /**
   * Ambiguous tries in the outbox without a post here: an earlier version made them, or their tab was closed before the
   * request left.
   */
  readonly ambiguousTries: Pick<Post, 'user' | 'at'>[] = [];
  /** The ids of submissions that ended when their tab was closed, so that nobody was told. */
  readonly unseenEnds = new Set<string>();
  readonly onlineListeners = new Set<() => void>();
  readonly #local = new Map<string, string>();
  readonly #connections = new Set<() => void>();
  #indexedDB = this.#createDatabases();
  readonly #storageListeners = new Map<object, Set<StorageListener>>();
  readonly #locks = new Map<string, { enter: () => void }[]>();
  readonly storageFault: StorageFault;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #faults: Faults;
  readonly #arrive: Arrive;
  readonly #note: (line: string) => void;
  readonly #onPost: (post: Post) => void;

  constructor(
    timeline: Timeline,
    random: Random,
    faults: Faults,
    storageFault: StorageFault,
    arrive: Arrive,
    note: (line: string) => void,
    onPost: (post: Post) => void,
  ) {
    this.#onPost = onPost;
    this.#note = note;
    this.#timeline = timeline;
    this.#random = random;
    this.#faults = faults;
    this.storageFault = storageFault;
    this.#arrive = arrive;
    if (storageFault !== 'none') faults.count(`storage: ${storageFault}`);
  }

  /** Erases everything that is stored, as a visitor can. */
  clearStorage(): void {
    this.#local.clear();
    this.closeDatabases();
    this.#indexedDB = this.#createDatabases();
  }

  /** Closes all connections to the database, and aborts their transactions. */
  closeDatabases(): void {
    for (const close of this.#connections) close();
    this.#connections.clear();
  }

  /** Returns the keys in localStorage that contain a text. */
  storedKeys(text: string): string[] {
    return [...this.#local.keys()].filter((key) => key.includes(text));
  }

  /** Stores what an earlier version of the code left behind. */
  async storeOldRecord(scope: string, record: object): Promise<void> {
    this.#local.set(`hf:waiting:${scope}`, '1');
    await new Promise((resolve, reject) => {
      const opening = this.#indexedDB.open('haptik-feedback', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('outbox');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('outbox', 'readwrite');
        transaction.objectStore('outbox').put(record, scope);
        transaction.oncomplete = resolve;
      };
    });
  }

  setOnline(isOnline: boolean): void {
    const cameBack = isOnline && !this.isOnline;
    this.isOnline = isOnline;
    if (cameBack) for (const listener of [...this.onlineListeners]) listener();
  }

  /** Returns the browser as a tab sees it. After the tab is closed, it does nothing. */
  browserFor(tab: Tab) {
    const { form } = tab;
    const listeners = new Set<StorageListener>();
    this.#storageListeners.set(tab, listeners);
    const device = this;
    return {
      get localStorage() {
        return device.#storage(device.#local, tab);
      },
      get sessionStorage() {
        return device.#storage(tab.session, tab);
      },
      get indexedDB(): IDBFactory {
        if (device.storageFault === 'no IndexedDB' || device.storageFault === 'blocked')
          throw new Error('SecurityError');
        return device.#indexedDB;
      },
      get navigator() {
        return { locks: device.storageFault === 'no locks' ? undefined : { request: device.#locksFor(tab) } };
      },
      addEventListener: (_type: string, listener: StorageListener) => listeners.add(listener),
      removeEventListener: (_type: string, listener: StorageListener) => listeners.delete(listener),
      fetch: (url: string, init: RequestInit) => this.#whileAlive(tab, this.#fetch(tab, form, url, init)),
    } as unknown as typeof globalThis;
  }

  /** Returns a promise that never settles for a closed tab. */
  #whileAlive<Value>(tab: { isAlive: boolean }, promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => tab.isAlive && resolve(value),
        (error) => tab.isAlive && reject(error),
      );
    });
  }

  /** Creates empty databases whose connections the device can close. */
  #createDatabases(): IDBFactory {
    const databases = new IDBFactory();
    const open = databases.open.bind(databases);
    databases.open = (...given) => {
      const opening = open(...given);
      opening.addEventListener('success', () => {
        const database = opening.result;
        const begin = database.transaction.bind(database);
        let latest: IDBTransaction | undefined;
        database.transaction = (...stores) => {
          latest = begin(...stores);
          return latest;
        };
        this.#connections.add(() => {
          try {
            latest?.abort();
          } catch {
            // The transaction has already ended.
          }
          database.close();
        });
      });
      return opening;
    };
    return databases;
  }

  #storage(values: Map<string, string>, tab: object) {
    if (this.storageFault === 'blocked') throw new Error('SecurityError');
    const notifyOtherTabs = (key: string, newValue: string | null) => {
      if (values !== this.#local) return;
      for (const [other, listeners] of this.#storageListeners) {
        if (other === tab) continue;
        this.#timeline.after(this.#random.integer(1, 50), () => {
          for (const listener of listeners) listener({ key, newValue } as StorageEvent);
        });
      }
    };
    return {
      getItem: (key: string) => {
        if (this.storageFault === 'garbage' && this.#random.chance(0.3)) {
          return this.#random.pick(['', '{', 'null', '[]', '{"rating":9,"comment":{}}', '1e99', '-1', 'NaN']);
        }
        return values.get(key) ?? null;
      },
      setItem: (key: string, value: string) => {
        if (this.storageFault === 'full') throw new Error('QuotaExceededError');
        values.set(key, value);
        notifyOtherTabs(key, value);
      },
      removeItem: (key: string) => {
        values.delete(key);
        notifyOtherTabs(key, null);
      },
    };
  }

  #locksFor(tab: Tab) {
    return async (name: string, { ifAvailable }: LockOptions, run: (lock: Lock | null) => Promise<void>) => {
      if (!tab.isAlive) return new Promise(() => {});
      const queue = this.#locks.get(name) ?? [];
      this.#locks.set(name, queue);
      if (queue.length > 0 && ifAvailable) return run(null);
      // The first in the queue holds the lock.
      let enter = () => {};
      const turn = new Promise<void>((resolve) => {
        enter = resolve;
      });
      const place = { enter };
      queue.push(place);
      if (queue[0] === place) enter();
      const release = () => {
        const position = queue.indexOf(place);
        if (position < 0) return;
        queue.splice(position, 1);
        if (position === 0) queue[0]?.enter();
      };
      tab.onDeath.push(release);
      const cancel = this.#timeline.after(LOCK_WAIT_MS - 1, () => {
        this.hasWaitedForLock = true;
      });
      await this.#whileAlive(tab, turn);
      cancel();
      try {
        return await run({} as Lock);
      } finally {
        release();
      }
    };
  }

  /** Sends a request over the network, which may lose, repeat, delay or garble it. */
  async #fetch(tab: Tab, form: number, url: string, init: RequestInit): Promise<Response> {
    if (!tab.isAlive) return new Promise(() => {});
    const lost = () => new TypeError('Failed to fetch');
    if (init.method !== 'POST') {
      // This request only checks whether the relay can be reached.
      await this.#timeline.sleep(this.#random.integer(10, 400));
      if (!this.isOnline) throw lost();
      return new Response();
    }
    const { body, signal } = init as { body: string; signal: AbortSignal };
    const { auth_id: user } = JSON.parse(body) as { auth_id: string };
    const headers: Record<string, string> = { ...(init.headers as Record<string, string>), origin: originOf(user) };
    const arrive = async () => {
      const answer = await this.#arrive(url, body, headers);
      this.#note(`  the relay answers ${answer.status} to ${body}`);
      return answer;
    };
    let fault = this.isOnline ? this.#faults.drawNetworkFault() : 'lost before';
    if (fault === 'keepalive refused') {
      if (init.keepalive) throw lost();
      fault = 'none';
    }
    const post: Post = {
      user,
      key: headers['idempotency-key'] ?? '',
      device: this,
      tab,
      form,
      at: this.#timeline.now,
      endedAt: undefined,
      isAmbiguous: true,
    };
    this.posts.push(post);
    this.#onPost(post);
    this.#note(`  a request with ${headers['idempotency-key']} is on its way (${fault})`);
    const proxy = (status: number, text = '<h1>Bad gateway</h1>', more = {}) =>
      new Response(text, { status, headers: { 'content-type': 'text/html', ...more } });

    const travel = async (): Promise<Response> => {
      await this.#timeline.sleep(this.#random.integer(10, 400));
      switch (fault) {
        case 'lost before':
          throw lost();
        case '5xx before':
          return proxy(503);
        case '429 before':
          return proxy(429, 'Slow down', { 'retry-after': String(this.#random.integer(1, 90)) });
        case 'redirect before':
          return {
            status: 0,
            type: 'opaqueredirect',
            headers: new Headers(),
            body: null,
            clone: () => proxy(302),
          } as unknown as Response;
        case 'repeated silently':
          void arrive();
          await this.#timeline.sleep(this.#random.integer(1, 3000));
          break;
        case 'slow':
          await this.#timeline.sleep(this.#random.integer(1000, 8000));
          break;
        case 'too slow':
          await this.#timeline.sleep(this.#random.integer(1000, 15_000));
      }
      const answer = await arrive();
      if (fault === 'too slow') await this.#timeline.sleep(12_000);
      await this.#timeline.sleep(this.#random.integer(10, 400));
      if (fault === 'lost after' || !this.isOnline) throw lost();
      if (fault === '5xx after') return proxy(502);
      if (fault === 'HTML after') return proxy(200);
      // Half a refusal would still be a refusal, but its reason would be lost. So only a success is cut.
      if (fault === 'half a JSON after' && answer.ok)
        return new Response((await answer.text()).slice(0, 9), { status: answer.status });
      return answer;
    };

    try {
      const answer = await new Promise<Response>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(lost()));
        travel().then(resolve, reject);
      });
      const isReadable = fault !== 'HTML after' && fault !== 'half a JSON after' && fault !== 'repeated silently';
      if (tab.isAlive && answer.status < 500 && isReadable) post.isAmbiguous = false;
      return answer;
    } finally {
      post.endedAt = this.#timeline.now;
    }
  }
}
