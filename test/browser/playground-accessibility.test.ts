import axe from 'axe-core';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { IS_FULL_MATRIX } from './matrix.js';
import { preview, setUpPlayground } from './playground-page.js';

const playground = setUpPlayground();

/** The elements that Tab reaches. It reaches only one of the radio inputs with the same name. */
const STOPS = 'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]';

const FORCED_COLORS = IS_FULL_MATRIX ? (['none', 'active'] as const) : (['none'] as const);
/** In forced colours the contrast is not tested, because axe reads the colours of the stylesheet, not the visitor's. */
const ALL_COLOURS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const;
const COLOURS = IS_FULL_MATRIX ? ALL_COLOURS : ALL_COLOURS.slice(0, 1);

describe.each([
  '#try',
  '#studio',
  '#studio?display=popover&device=desktop&embed=webview&accent=eeeeee.222222',
  '#examples',
  '#docs',
])('the page %s', (fragment) => {
  async function open() {
    const page = await playground.open(fragment);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    return page;
  }

  it('has no violation that axe finds, in any colours', async () => {
    const page = await open();
    await page.evaluate(axe.source);

    const found: string[] = [];
    for (const colours of COLOURS) {
      await page.emulateMedia(colours);
      const violations = await page.evaluate(async (hasContrast) => {
        const results = await window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'],
          rules: { 'color-contrast': { enabled: hasContrast }, 'color-contrast-enhanced': { enabled: hasContrast } },
        });
        return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      }, colours.forcedColors === 'none');
      found.push(...violations.map((violation) => `${JSON.stringify(colours)} ${violation}`));
    }

    expect(found).toEqual([]);
  });

  it.each(FORCED_COLORS)(
    'reaches every control by Tab and marks the focus, forced colours: %s',
    async (forcedColors) => {
      const page = await open();
      await page.emulateMedia({ forcedColors });
      // A control that appears later could appear before the focused one.
      await loaded(page, fragment).first().waitFor();

      const { reached, unmarked } = await tabThrough(page);

      expect(unmarked).toEqual([]);
      expect(reached).toBe(await countStops(page));
    },
  );

  it('needs no horizontal scrolling at 320 px', async () => {
    const page = await open();

    await page.setViewportSize({ width: 320, height: 640 });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

/** Finds the part that each page shows last. */
function loaded(page: Page, fragment: string) {
  if (fragment === '#examples') return page.frameLocator('.example-page').getByRole('button');
  if (fragment === '#docs') return page.getByRole('article').getByRole('heading');
  if (fragment === '#try') return page.getByRole('img', { name: 'QR code of the link' });
  return preview(page).locator('.hf');
}

function countStops(page: Page): Promise<number> {
  return page.locator(STOPS).evaluateAll((all) => {
    const groups = new Set<string>();
    return all.filter((element) => {
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
      return !groups.has(element.name) && groups.add(element.name);
    }).length;
  });
}

/** Presses Tab until the focus has been everywhere, counts the stops and lists those whose focus cannot be seen. */
async function tabThrough(page: Page): Promise<{ reached: number; unmarked: string[] }> {
  const unmarked: string[] = [];
  let reached = 0;
  await page.locator('body').press('Tab');
  for (;;) {
    const stop = await page.evaluate(() => {
      let focused = document.activeElement!;
      while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      window.visited ??= new WeakSet();
      const isFrame = focused instanceof HTMLIFrameElement;
      // The tests of the widget cover the controls inside the frame.
      if (isFrame && window.visited.has(focused)) return 'inside a frame';
      if (focused === document.body || window.visited.has(focused)) return undefined;
      window.visited.add(focused);
      // For the radio input of a star, the widget marks the icon beside it.
      const marks = [focused, focused.closest('label'), focused.parentElement!.querySelector('svg')];
      const isMarked = marks.some((element) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && opacity !== '0';
      });
      return { html: focused.outerHTML.slice(0, 200), isMarked: isMarked || isFrame };
    });
    if (!stop) return { reached, unmarked };
    if (stop !== 'inside a frame') {
      reached += 1;
      if (!stop.isMarked) unmarked.push(stop.html);
    }
    await page.keyboard.press('Tab');
  }
}

declare global {
  interface Window {
    axe: typeof axe;
    /** The elements that have had the focus. */
    visited?: WeakSet<Element>;
  }
}
