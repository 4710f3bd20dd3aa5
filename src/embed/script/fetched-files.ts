import type { ElementLoaders } from '../element/loaders.js';

/** The versions of the files beside this script; the locales share one. The build fills them in. */
declare const FORM_VERSION: string;
declare const PANEL_VERSION: string;
declare const LEGACY_VERSION: string;
declare const ASKING_VERSION: string;
declare const SHELL_VERSION: string;
declare const TRANSPORT_VERSION: string;
declare const LOCALE_VERSION: string;
/** The languages that have a locale file. The build fills them in. */
declare const LOCALES: readonly string[];

const importFile = (url: string): Promise<never> => import(/* @vite-ignore */ url) as never;

/**
 * Creates the loaders of the files that lie beside a script.
 *
 * @param script - the tag of the script; a module has none, and its imports are relative to its own URL
 */
export function createFileLoaders(script: HTMLScriptElement | null): ElementLoaders {
  /** Fetches a file; a failed fetch is repeated with another query, because Firefox remembers the failure. */
  async function fetchFile(name: string, version: string): Promise<never> {
    const folder = script ? sourceOf(script).replace(/[^/]*(\?.*)?$/, '') : './';
    const url = `${folder}haptik-feedback.${name}.js?v=${version}`;
    return importFile(url).catch(() => importFile(`${url}&${Date.now()}`));
  }

  return {
    form: () => fetchFile('form', FORM_VERSION),
    panel: () => fetchFile('panel', PANEL_VERSION),
    legacy: () => fetchFile('legacy', LEGACY_VERSION),
    asking: () => fetchFile('asking', ASKING_VERSION),
    shell: () => fetchFile('shell', SHELL_VERSION),
    transport: () => fetchFile('transport', TRANSPORT_VERSION),
    locale: (language) => (LOCALES.includes(language) ? fetchFile(`locale.${language}`, LOCALE_VERSION) : undefined),
  };
}

/** Returns the URL of a script. An inline script, or a copy in a blob, has none. The relay's URL then leads to the same files. */
function sourceOf({ src }: HTMLScriptElement): string {
  return /^http/.test(src)
    ? src
    : document.querySelector('haptik-feedback')!.relayUrl!.replace(/^\//, `${location.origin}/`);
}
