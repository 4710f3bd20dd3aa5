import axe from 'axe-core';
import type { Stage } from './stage.js';

/** The rules that depend on colours. */
const CONTRAST = ['color-contrast', 'color-contrast-enhanced'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Also checks the contrast of level AAA: 7:1, and 4.5:1 for large text. */
const RULES = { 'color-contrast-enhanced': { enabled: true } };

/**
 * Returns the violations that axe finds in the widget, one line for each element.
 *
 * @param isContrastOnly - whether only the rules that depend on colours are checked
 */
export async function violations({ page }: Stage, isContrastOnly = false): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(axe.source);
  return page.evaluate(
    async (options) => {
      const { violations } = await window.axe.run('haptik-feedback', {
        ...options,
        resultTypes: ['violations'],
        preload: false,
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all, none }) => {
          const [check] = [...any, ...all, ...none];
          return `${id}: ${target.flat().join(' ')}: ${check?.message}`;
        }),
      );
    },
    isContrastOnly ? { runOnly: CONTRAST } : { runOnly: TAGS, rules: RULES },
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
