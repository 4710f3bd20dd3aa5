import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

const NATIVES = '/src/embed/host/natives.ts';
/** The name of the module in the changed code. It has no path of this machine, because source maps contain that code. */
const SPECIFIER = 'native-globals';
const EXPORTS = /export const \{ (.+) \} =/;

/**
 * Imports the globals that pages replace from `src/embed/host/natives.ts`, in our modules and in ky's. A page with a
 * `Request` or a `URL` of its own would otherwise break them.
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

/** Makes a module import these globals, where it uses them, from another module. */
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
