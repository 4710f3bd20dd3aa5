import type { Plugin } from 'vite';
import { mustFind } from './must-find.ts';

const REPLACEMENTS: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
};

/**
 * Runs the playground's example in React on `preact/compat`. Saves 215 kB in the playground, which is part of the npm
 * package. `npm run test:hosts` tests the component in React itself.
 */
export function reactExample(): Plugin {
  return mustFind(Object.keys(REPLACEMENTS), (markFound) => ({
    name: 'react-example',
    enforce: 'pre',
    apply: 'build',
    resolveId(source, importer) {
      const replacement = REPLACEMENTS[source];
      if (!replacement) return null;
      markFound(source);
      return this.resolve(replacement, importer, { skipSelf: true });
    },
  }));
}
