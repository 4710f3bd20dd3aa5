import type { LocaleModule, LocaleName } from '../messages/locale.js';
import type { createTransport } from '../transport/transport.js';

/** Fetches what the form does not hold itself; each rejects when its file could not be had. */
export interface Loaders {
  transport(): Promise<{ createTransport: typeof createTransport }>;
  locale(name: LocaleName): Promise<LocaleModule>;
}
