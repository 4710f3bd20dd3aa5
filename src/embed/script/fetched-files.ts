import type { ElementLoaders } from '../element/element-controller.js';

/** The versions of the files beside this script; the locales share one. The build fills them in. */
declare const FORM_VERSION: string;
declare const PANEL_VERSION: string;
declare const TRANSPORT_VERSION: string;
declare const LOCALE_VERSION: string;
/** The languages that have a locale file. The build fills them in. */
declare const LOCALES: readonly string[];

// A module has no current script; its imports are relative to its own URL.
const currentScript = document.currentScript as HTMLScriptElement | null;

/** The tags whose options apply: the one that runs, or, in a module, every module's. */
export const scriptTags: Iterable<HTMLScriptElement> = currentScript
  ? [currentScript]
  : document.querySelectorAll<HTMLScriptElement>('script[type=module]');

const importFile = (url: string): Promise<never> => import(/* @vite-ignore */ url) as never;

/** Fetches a file of this build; a failed fetch is repeated with another query, because Firefox remembers the failure. */
async function fetchFile(name: string, version: string): Promise<never> {
  const folder = currentScript ? new URL('.', currentScript.src) : './';
  const url = `${folder}haptik-feedback.${name}.js?v=${version}`;
  return importFile(url).catch(() => importFile(`${url}&${Date.now()}`));
}

/** The loaders of the files that lie beside this script. */
export const fileLoaders: ElementLoaders = {
  form: () => fetchFile('form', FORM_VERSION),
  panel: () => fetchFile('panel', PANEL_VERSION),
  transport: () => fetchFile('transport', TRANSPORT_VERSION),
  locale: (language) => (LOCALES.includes(language) ? fetchFile(`locale.${language}`, LOCALE_VERSION) : undefined),
};
