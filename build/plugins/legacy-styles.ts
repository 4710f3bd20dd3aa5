import type { Plugin } from 'vite';
import { elementLegacyCss } from '../legacy-css.ts';
import { mustFind } from './must-find.ts';

const MODULE = '/embed/element/legacy.ts';

/**
 * Fills in the stylesheet for older browsers that `src/embed/element/legacy.ts` declares.
 *
 * @param root - the folder of the project
 */
export function legacyStyles(root: string): Plugin {
  return mustFind([MODULE], (markFound) => ({
    name: 'legacy-styles',
    enforce: 'pre', // Before the types are removed: they name the constant.
    transform(code, id) {
      if (!id.endsWith(MODULE)) return null;
      markFound(MODULE);
      const filledIn = code
        .replace(/^declare const LEGACY_CSS.*$/m, '')
        .replace(/\bLEGACY_CSS\b/, () => JSON.stringify(elementLegacyCss(root)));
      return { code: filledIn, map: null };
    },
  }));
}
