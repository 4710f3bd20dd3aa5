import type { Messages } from './messages.js';

/** The languages that have texts, besides English. */
export const LOCALES = [
  'hi',
  'bn',
  'ta',
  'te',
  'mr',
  'gu',
  'kn',
  'ml',
  'pa',
  'ur',
  'ar',
  'id',
  'es',
  'pt',
  'fr',
  'de',
  'nl',
] as const;

/** A language that has texts, besides English. */
export type LocaleName = (typeof LOCALES)[number];

/** A module with the texts of one language. */
export interface LocaleModule {
  default: Messages;
}

/** Returns the language of a BCP 47 tag, without script and region. */
export function languageOf(tag: string): string {
  return tag.split('-')[0]!.toLowerCase();
}

/** Returns the direction in which a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ps|sd|ug|ur|yi)\b/i.test(tag) ? 'rtl' : 'ltr';
}

/** Returns the language that the page has set for Haptik's chat. Haptik: Web SDK, initialization settings. */
export function chatLanguage(): string {
  const language = (window as { haptikInitSettings?: Record<string, unknown> }).haptikInitSettings?.[
    'initialize-language'
  ];
  return typeof language === 'string' ? language : '';
}

/** Returns the language of Haptik's chat as a BCP 47 tag; else the page's, else the browser's. */
export function pageLocale(): string {
  for (const tag of [chatLanguage(), document.documentElement.lang, navigator.language]) {
    // Saves some milliseconds on a slow phone, where the first Intl call is slow.
    if (/^en(-[A-Z]{2})?$/.test(tag)) return tag;
    try {
      const [canonical] = Intl.getCanonicalLocales(tag || []);
      if (canonical) return canonical;
    } catch {
      // Not a language tag: try the next one.
    }
  }
  return 'en';
}
