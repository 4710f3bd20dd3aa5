import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

const NATIVES = '/src/embed/host/natives.ts';
/** The import's name in the changed code. A path would show this machine's folders in the source maps. */
const SPECIFIER = 'native-globals';
const EXPORTS = /export const \{ (.+) \} =/;

/**
 * Makes our modules and ky's import some globals from `src/embed/host/natives.ts`. Otherwise, a page that replaces
 * `Request` or `URL` would break them.
 *
 * @param root - the folder of the project
 */
export function nativeGlobals(root: string): Plugin {
  const path = `${root}${NATIVES}`;
  const names = exportedNames(readFileSync(path, 'utf8'));
  return mustFind(['a global that pages replace'], (markFound) => ({
    name: 'native-globals',
    enforce: 'pre',
    resolveId: (source) => (source === SPECIFIER ? path : null),
    transform(code, id) {
      const isOurs = id.startsWith(`${root}/src/`) && /\.tsx?$/.test(id);
      if (id === path || !(isOurs || id.includes('/ky/distribution/'))) return null;
      const changed = importNatives(code, names, SPECIFIER);
      if (changed === code) return null;
      markFound('a global that pages replace');
      // No line moves, so the source map of the unchanged module still names the right lines.
      return { code: changed, map: null };
    },
  }));
}

/** Makes a module import those of the globals that it uses from another module. */
export function importNatives(code: string, names: readonly string[], specifier: string): string {
  const use = new RegExp(`(?<![\\w$.'"\`])(globalThis\\.)?\\b(${names.join('|')})\\b(?=[.(,;)\\s])`, 'g');
  const used = [...new Set([...code.matchAll(use)].map(([, , name]) => name!))].sort();
  if (used.length === 0) return code;
  return `import { ${used.join(', ')} } from ${JSON.stringify(specifier)};${code.replace(use, '$2')}`;
}

/**
 * Reads the names that a module exports by destructuring.
 *
 * @throws {Error} when it exports none that way
 */
export function exportedNames(code: string): string[] {
  const [, names] = EXPORTS.exec(code) ?? [];
  if (!names) throw new Error(`${NATIVES} no longer exports its names by "export const { … } =".`);
  return names.split(', ');
}
