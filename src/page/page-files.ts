import type { LocaleModule } from '../messages/locale.js';
import type { LinkTexts } from './link-texts/link-texts.js';

/** The versions of the texts and the locales beside the page's script. The build fills them in. */
declare const TEXTS_VERSION: string;
declare const LOCALE_VERSION: string;
/** The languages that have a locale file. The build fills them in. */
declare const LOCALES: readonly string[];

const importFile = (name: string, version: string): Promise<never> =>
  import(/* @vite-ignore */ `./haptik-feedback.${name}.js?v=${version}`) as never;

/** Fetches the form's texts in a language; `undefined` for English, which the page contains, and without texts. */
export const fetchLocale = (language: string): Promise<LocaleModule> | undefined =>
  LOCALES.includes(language) ? importFile(`locale.${language}`, LOCALE_VERSION) : undefined;

/** Fetches the texts about links that cannot be used, in a language that has a locale, or in English. */
export const fetchLinkTexts = (language: string): Promise<{ linkTexts: LinkTexts }> =>
  importFile(`page-texts.${language}`, TEXTS_VERSION);
