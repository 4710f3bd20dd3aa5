import type { LocaleModule } from '../../messages/locale.js';

/** Fetches what the form does not hold itself; each promise rejects when its file could not be had. */
export interface Loaders {
  transport(): Promise<typeof import('./sending.js')>;
  /** The texts of a language; `undefined` for one without texts, and for English, which the form holds. */
  locale(language: string): Promise<LocaleModule> | undefined;
}
