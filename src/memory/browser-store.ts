/** A browser's storage that may be missing, full or blocked. */
export interface BrowserStore {
  read(key: string): string | null;
  /** Writes a value; `undefined` removes the key. */
  write(key: string, value: string | undefined): void;
}

/** Creates a store over localStorage or sessionStorage; it throws nothing. */
export function createStore(
  browser: Partial<Pick<typeof globalThis, 'localStorage' | 'sessionStorage'>>,
  name: 'localStorage' | 'sessionStorage',
): BrowserStore {
  return {
    read(key) {
      try {
        return browser[name]!.getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        if (value === undefined) browser[name]!.removeItem(key);
        else browser[name]!.setItem(key, value);
      } catch {
        // Storage is full or blocked. The form works without it.
      }
    },
  };
}
