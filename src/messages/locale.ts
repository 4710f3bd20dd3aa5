import type { Messages } from './messages.js';

/** The languages that texts exist in. */
export const LOCALES = ['en'] as const;

export type LocaleName = (typeof LOCALES)[number];

/** A module with the texts of one language. */
export interface LocaleModule {
  default: Messages;
}

/** The language to use for a BCP 47 tag: its own where there are texts in it, else English. */
export function resolveLocale(tag: string | undefined): LocaleName {
  const language = tag?.split('-')[0]?.toLowerCase();
  return LOCALES.find((locale) => locale === language) ?? 'en';
}

/** The direction in which a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ps|sd|ug|ur|yi)\b/i.test(tag) ? 'rtl' : 'ltr';
}

/** The page's language as a BCP 47 tag, else the browser's. */
export function pageLocale(): string {
  for (const tag of [document.documentElement.lang, navigator.language]) {
    try {
      const [canonical] = Intl.getCanonicalLocales(tag || []);
      if (canonical) return canonical;
    } catch {
      // Not a language tag: the next one is asked.
    }
  }
  return 'en';
}
