import { IDBFactory } from 'fake-indexeddb';
import type { Faults } from './faults.js';
import { ORIGIN } from './haptik.js';
import type { Random } from './random.js';
import type { Timeline } from './timeline.js';

/** How the device's storage is broken, for a whole run. */
export type StorageFault = 'none' | 'full' | 'no IndexedDB' | 'blocked' | 'no locks' | 'garbage';

type StorageListener = (event: StorageEvent) => void;

/** A browser on one device: what its tabs share, with the faults of its storage and its network. */
export class Device {
  isOnline = true;
  readonly onlineListeners = new Set<() => void>();
  readonly #local = new Map<string, string>();
  readonly #indexedDB = new IDBFactory();
  readonly #storageListeners = new Map<object, Set<StorageListener>>();
  readonly #locks = new Map<string, { enter: () => void }[]>();
  readonly storageFault: StorageFault;
  readonly #timeline: Timeline;
  readonly #random: Random;
  readonly #faults: Faults;
  readonly #arrive: (request: Request) => Promise<Response>;
  readonly #note: (line: string) => void;

  constructor(
    timeline: Timeline,
    random: Random,
    faults: Faults,
    storageFault: StorageFault,
    arrive: (request: Request) => Promise<Response>,
    note: (line: string) => void,
  ) {
    this.#note = note;
    this.#timeline = timeline;
    this.#random = random;
    this.#faults = faults;
    this.storageFault = storageFault;
    this.#arrive = arrive;
    if (storageFault !== 'none') faults.count(`storage: ${storageFault}`);
  }

  setOnline(isOnline: boolean): void {
    const cameBack = isOnline && !this.isOnline;
    this.isOnline = isOnline;
    if (cameBack) for (const listener of [...this.onlineListeners]) listener();
  }

  /** What a tab sees of the browser. It is dead as soon as `tab.isAlive` is not. */
  browserFor(tab: { isAlive: boolean; session: Map<string, string>; onDeath: (() => void)[] }) {
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
      fetch: (request: Request) => this.#whileAlive(tab, this.#send(tab, request)),
    } as unknown as typeof globalThis;
  }

  /** A promise that a dead tab never hears of. */
  #whileAlive<Value>(tab: { isAlive: boolean }, promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      promise.then(
        (value) => tab.isAlive && resolve(value),
        (error) => tab.isAlive && reject(error),
      );
    });
  }

  #storage(values: Map<string, string>, tab: object) {
    if (this.storageFault === 'blocked') throw new Error('SecurityError');
    const tell = (key: string, newValue: string | null) => {
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
        tell(key, value);
      },
      removeItem: (key: string) => {
        values.delete(key);
        tell(key, null);
      },
    };
  }

  #locksFor(tab: { isAlive: boolean; onDeath: (() => void)[] }) {
    return async (name: string, { ifAvailable }: LockOptions, run: (lock: Lock | null) => Promise<void>) => {
      const queue = this.#locks.get(name) ?? [];
      this.#locks.set(name, queue);
      if (queue.length > 0 && ifAvailable) return run(null);
      // Who stands first holds the lock.
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
      await this.#whileAlive(tab, turn);
      try {
        return await run({} as Lock);
      } finally {
        release();
      }
    };
  }

  /** Sends a request over the network, which may lose, repeat, delay or garble it. */
  async #send(tab: { isAlive: boolean }, request: Request): Promise<Response> {
    if (!tab.isAlive) return new Promise(() => {});
    const { signal } = request;
    const body = await request.text();
    const headers: Record<string, string> = { ...Object.fromEntries(request.headers), origin: ORIGIN };
    const arrive = async () => {
      const answer = await this.#arrive(new Request(request.url, { method: 'POST', headers, body }));
      this.#note(`  the relay answers ${answer.status} to ${body}`);
      return answer;
    };
    const fault = this.isOnline ? this.#faults.onTheWay() : 'lost before';
    this.#note(`  a request with ${headers['idempotency-key']} is on its way (${fault})`);
    const lost = () => new TypeError('Failed to fetch');
    const proxy = (status: number, text = '<h1>Bad gateway</h1>', more = {}) =>
      new Response(text, { status, headers: { 'content-type': 'text/html', ...more } });

    const way = async (): Promise<Response> => {
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
      // Half a refusal stays a refusal, whose reason nobody can know.
      if (fault === 'half a JSON after' && answer.ok)
        return new Response((await answer.text()).slice(0, 9), { status: answer.status });
      return answer;
    };

    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(lost()));
      way().then(resolve, reject);
    });
  }
}
