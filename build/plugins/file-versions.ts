import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

/**
 * Creates a plugin that fills in the constants that a module declares, such as `src/embed/script/fetched-files.ts`. It
 * removes `declare const NAME: type;`, and replaces each use of `NAME` with its value.
 *
 * @param moduleName - the end of the module's path
 * @param readConstants - returns the values by name; called when the module is transformed, so that it can read files
 *   that were built before
 */
export function fileVersions(moduleName: string, readConstants: () => Record<string, unknown>): Plugin {
  return mustFind([moduleName], (markFound) => ({
    name: 'file-versions',
    enforce: 'pre', // Must run before Vite removes `declare const`, which it looks for.
    transform(code, id) {
      if (!id.endsWith(moduleName)) return null;
      markFound(moduleName);
      return { code: fillIn(code, readConstants(), moduleName), map: null };
    },
  }));
}

/**
 * Replaces declared constants with their values.
 *
 * @throws {Error} when a constant is not declared, or a declared one has no value
 */
export function fillIn(code: string, constants: Record<string, unknown>, moduleName = 'the module'): string {
  const declared = [...code.matchAll(/^declare const (\w+):.+;$/gm)].map(([, name]) => name!);
  const names = Object.keys(constants);
  const unmatched = [...declared, ...names].filter((name) => !declared.includes(name) || !names.includes(name));
  if (unmatched.length > 0) {
    throw new Error(`${moduleName} must declare exactly ${names.join(', ')}; check ${unmatched.join(', ')}.`);
  }
  const uses = new RegExp(`\\b(${names.join('|')})\\b`, 'g');
  return code.replace(/^declare const .+$/gm, '').replace(uses, (name) => JSON.stringify(constants[name]));
}
