import { createHash, createHmac, KeyObject, timingSafeEqual } from 'node:crypto';

const real = {
  setTimeout,
  clearTimeout,
  setImmediate,
  dateNow: Date.now,
  performanceNow: performance.now,
  digest: crypto.subtle.digest,
  verify: crypto.subtle.verify,
};

interface Timer {
  time: number;
  id: number;
  callback: () => void;
}

/** A virtual clock for the whole program: while it is installed, `setTimeout` and `Date.now` follow it. */
export class Timeline {
  /** True milliseconds since the epoch. */
  now = Date.UTC(2026, 0, 1);
  /** How far the device's clock is wrong, in milliseconds. */
  skew = 0;
  readonly #timers = new Map<number, Timer>();
  #lastId = 0;

  after(milliseconds: number, callback: () => void): () => void {
    const id = ++this.#lastId;
    this.#timers.set(id, { time: this.now + Math.max(0, milliseconds || 0), id, callback });
    return () => this.#timers.delete(id);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  install(): void {
    const cancels = new Map<number, () => void>();
    const set = (callback: (...values: unknown[]) => void, milliseconds = 0, ...values: unknown[]) => {
      const id = this.#lastId + 1;
      cancels.set(
        id,
        this.after(milliseconds, () => callback(...values)),
      );
      return Object.assign(Object(id) as object, { unref() {}, ref() {} });
    };
    globalThis.setTimeout = set as unknown as typeof setTimeout;
    globalThis.clearTimeout = ((timer: unknown) => cancels.get(Number(timer))?.()) as typeof clearTimeout;
    Date.now = () => Math.floor(this.now) + this.skew;
    performance.now = () => this.now;
    // The real digest and HMAC run in another thread, so the same seed would not always give the same world.
    crypto.subtle.digest = async (_algorithm, data) =>
      new Uint8Array(
        createHash('sha256')
          .update(new Uint8Array(data as ArrayBuffer))
          .digest(),
      ).buffer;
    crypto.subtle.verify = async (_algorithm, key, signature, data) =>
      timingSafeEqual(
        createHmac('sha256', KeyObject.from(key))
          .update(new Uint8Array(data as ArrayBuffer))
          .digest(),
        new Uint8Array(signature as ArrayBuffer),
      );
  }

  uninstall(): void {
    globalThis.setTimeout = real.setTimeout;
    globalThis.clearTimeout = real.clearTimeout;
    Date.now = real.dateNow;
    performance.now = real.performanceNow;
    crypto.subtle.digest = real.digest;
    crypto.subtle.verify = real.verify;
  }

  /** Moves the time by `milliseconds`, and runs what is due. */
  async advance(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const end = this.now + milliseconds;
    await settle();
    for (;;) {
      let next: Timer | undefined;
      for (const timer of this.#timers.values()) {
        if (
          timer.time <= end &&
          (!next || timer.time < next.time || (timer.time === next.time && timer.id < next.id))
        ) {
          next = timer;
        }
      }
      if (!next) break;
      this.now = Math.max(this.now, next.time);
      this.#timers.delete(next.id);
      next.callback();
      await settle();
    }
    this.now = end;
  }
}

/** Waits for some turns of the event loop, so that everything that needs no time has happened. */
export async function settleTurns(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => real.setImmediate(resolve));
}
