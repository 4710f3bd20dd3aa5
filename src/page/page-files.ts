import type { LocaleModule } from '../messages/locale.js';

/** The versions of the files beside the page's script; the locales share one. The build fills them in. */
declare const TEXTS_VERSION: string;
declare const LOCALE_VERSION: string;
/** The languages that have a locale file. The build fills them in. */
declare const LOCALES: readonly string[];

const importFile = (name: string, version: string): Promise<never> =>
  import(/* @vite-ignore */ `./haptik-feedback.${name}.js?v=${version}`) as never;

/** Fetches the form's texts in a language; `undefined` for English, which the page contains, and without texts. */
export const fetchLocale = (language: string): Promise<LocaleModule> | undefined =>
  LOCALES.includes(language) ? importFile(`locale.${language}`, LOCALE_VERSION) : undefined;

/** Fetches the texts about links that cannot be used. */
export const fetchLinkTexts = (): Promise<typeof import('./link-texts.js')> => importFile('page-texts', TEXTS_VERSION);
