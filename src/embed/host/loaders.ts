import type { LocaleModule } from '../../messages/locale.js';

/** Fetches what the form does not contain; each promise rejects when its file could not be fetched. */
export interface Loaders {
  /** The code that sends. */
  transport(): Promise<typeof import('./sending.js')>;
  /** The texts of a language; `undefined` for a language without texts, and for English, which the form contains. */
  locale(language: string): Promise<LocaleModule> | undefined;
}
