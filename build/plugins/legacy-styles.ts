import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { componentLegacyCss, elementLegacyCss } from '../legacy-css.ts';
import { mustFind } from './must-find.ts';

const MODULE = '/embed/element/legacy.ts';
const PAGE_STYLE = '/src/page/page.css';

/**
 * Fills in the stylesheet for older browsers that `src/embed/element/legacy.ts` declares.
 *
 * @param root - the folder of the project
 */
export function legacyStyles(root: string): Plugin {
  return mustFind([MODULE], (markFound) => ({
    name: 'legacy-styles',
    enforce: 'pre', // Must run before Vite removes `declare const`, which it looks for.
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

/**
 * Adds what older browsers need to the stylesheet of the relay's page.
 *
 * @param root - the folder of the project
 */
export function legacyPageStyles(root: string): Plugin {
  return mustFind([PAGE_STYLE], (markFound) => ({
    name: 'legacy-page-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]!.endsWith(PAGE_STYLE)) return null;
      markFound(PAGE_STYLE);
      const formCss = readFileSync(join(root, 'src/widget/style.css'), 'utf8');
      return { code: `${code}${componentLegacyCss(formCss + code)}`, map: null };
    },
  }));
}
