import type { LocaleName } from '../messages/locale.js';
import { runScript } from './script.js';

/** The query by which each file is known to be of this build: filled in by the build. */
declare const FILE_VERSIONS: Record<string, string>;

// A module has no current script: there the stack says where this code came from.
const current = document.currentScript as HTMLScriptElement | null;
const url = current?.src || /https?:[^\s()]+?\.js[^\s():]*/.exec(new Error().stack ?? '')?.[0] || location.href;
const tags = current
  ? [current]
  : [...document.querySelectorAll<HTMLScriptElement>('script[type=module]')].filter(({ src }) => src === url);

/** Fetches a file that lies beside this script; a failed fetch is repeated under another name, as Firefox remembers it. */
async function fetchFile(name: string, failures = 0): Promise<never> {
  const file = new URL(`haptik-feedback.${name}.js?v=${FILE_VERSIONS[name]}`, url);
  if (failures) file.searchParams.set('try', `${Date.now()}`);
  try {
    return (await import(/* @vite-ignore */ file.href)) as never;
  } catch (error) {
    if (failures > 1) throw error;
    await new Promise((resolve) => setTimeout(resolve, 500 << failures));
    return fetchFile(name, failures + 1);
  }
}

/** What was fetched once is not fetched again; what failed is. */
const files: Record<string, Promise<never> | undefined> = {};

function load(name: string): Promise<never> {
  files[name] ??= fetchFile(name).catch((error) => {
    files[name] = undefined;
    throw error;
  });
  return files[name];
}

runScript(tags, {
  form: () => load('form'),
  transport: () => load('transport'),
  locale: (name: LocaleName) => load(`locale.${name}`),
});
