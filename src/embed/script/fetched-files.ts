import type { ElementLoaders } from '../element/element-controller.js';

/** The versions of the files that lie beside this script, all locales being one: filled in by the build. */
declare const FORM_VERSION: string;
declare const PANEL_VERSION: string;
declare const TRANSPORT_VERSION: string;
declare const LOCALE_VERSION: string;
/** The languages that have a locale file: filled in by the build. */
declare const LOCALES: readonly string[];

// A module has no current script; what it imports is found from where it lies itself.
const current = document.currentScript as HTMLScriptElement | null;

/** The tag that runs, which a module can only guess. */
export const scriptTags: Iterable<HTMLScriptElement> = current
  ? [current]
  : document.querySelectorAll<HTMLScriptElement>('script[type=module]');

const fetchFile = (file: string): Promise<never> => import(/* @vite-ignore */ file) as never;

/** Fetches a file of this build; a failed fetch is repeated under another name, as Firefox remembers it. */
async function load(name: string, version: string): Promise<never> {
  const file = `${current ? new URL('.', current.src) : './'}haptik-feedback.${name}.js?v=${version}`;
  return fetchFile(file).catch(() => fetchFile(`${file}&${Date.now()}`));
}

export const fetchForm: ElementLoaders['form'] = () => load('form', FORM_VERSION);
export const fetchPanel: ElementLoaders['panel'] = () => load('panel', PANEL_VERSION);
export const fetchTransport: ElementLoaders['transport'] = () => load('transport', TRANSPORT_VERSION);
export const fetchLocale: ElementLoaders['locale'] = (language) =>
  LOCALES.includes(language) ? load(`locale.${language}`, LOCALE_VERSION) : undefined;
