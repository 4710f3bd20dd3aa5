import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

const PROGRESS_MODULE = '/ky/distribution/utils/body.js';
const PRIVATE_NAMES = "ky's private names";
const PRIVATE_NAME = /(?<=[\s.])#[a-z]\w*/g;

/**
 * Leaves out of ky what the transport does not use. Saves (brotli):
 *
 * - 370 bytes in the transport's and the standalone file: the module that reports the progress of a transfer becomes two
 *   functions that report nothing.
 * - 290 bytes in the standalone file: private names (`#options`) become plain ones (`_0`). Browsers of 2020 cannot parse
 *   private names, and the code that imitates them is long.
 */
export function leanKy(): Plugin {
  return mustFind([PROGRESS_MODULE, PRIVATE_NAMES], (markFound) => ({
    name: 'lean-ky',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/ky/distribution/')) return null;
      if (id.endsWith(PROGRESS_MODULE)) {
        markFound(PROGRESS_MODULE);
        return { code: withoutProgress(code), map: null };
      }
      const shorter = shortenPrivateNames(code);
      if (shorter !== code) markFound(PRIVATE_NAMES);
      // No line moves, so the source map of the unchanged module still names the right lines.
      return { code: shorter, map: null };
    },
  }));
}

/**
 * Replaces ky's module that reports the progress of a transfer.
 *
 * @throws {Error} when the module has lost one of the two functions that ky uses
 */
export function withoutProgress(code: string): string {
  const names = ['streamRequest', 'streamResponse'];
  for (const name of names) {
    if (!code.includes(`export const ${name} = (`)) throw new Error(`${PROGRESS_MODULE} no longer exports ${name}.`);
  }
  return names.map((name) => `export const ${name} = (message) => message;\n`).join('');
}

/** Replaces a module's private names by short plain ones. */
export function shortenPrivateNames(code: string): string {
  const names = [...new Set(code.match(PRIVATE_NAME))];
  return code.replace(PRIVATE_NAME, (name) => `_${names.indexOf(name).toString(36)}`);
}
