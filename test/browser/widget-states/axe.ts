import axe from 'axe-core';
import type { Stage } from './stage.js';

/** What depends on colours. */
const CONTRAST = ['color-contrast', 'color-contrast-enhanced'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Text is held to the contrast of level AAA, 7:1. */
const RULES = { 'color-contrast-enhanced': { enabled: true } };

/**
 * What axe finds wrong with the widget, a line for each place; empty when nothing is.
 *
 * @param isContrastAlone - whether only the colours are looked at
 */
export async function violations({ page }: Stage, isContrastAlone = false): Promise<string[]> {
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
    isContrastAlone ? { runOnly: CONTRAST } : { runOnly: TAGS, rules: RULES },
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
