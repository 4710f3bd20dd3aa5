import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attributes, html, launchBrowser, type Site, startSite, visit } from './embed-site.js';

let browser: Browser;
let site: Site;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await startSite();
  site.serve(
    '/',
    html(`<haptik-feedback ${attributes()}></haptik-feedback>`, '<script src="/haptik-feedback.js"></script>'),
  );
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Which stars are lit: those filled with a colour, which has to be one for all of them. */
async function lit(page: Page): Promise<boolean[]> {
  const fills = await page
    .locator('.hf-star svg')
    .evaluateAll((stars) => stars.map((star) => getComputedStyle(star).fill));
  const colours = new Set(fills.filter((fill) => fill !== 'none'));
  expect(colours.size).toBeLessThanOrEqual(1);
  return fills.map((fill) => fill !== 'none');
}

const upTo = (rating: number) => [1, 2, 3, 4, 5].map((star) => star <= rating);
const star = (page: Page, rating: number) => page.getByRole('radio').nth(rating - 1);

describe.each(['none', 'active'] as const)('the stars, with forced colours %s', (forcedColors) => {
  it('are lit up to the chosen one, and under a pointer up to that', async () => {
    const { page } = await visit(browser, `${site.url}/`, { forcedColors });
    await star(page, 1).waitFor();
    expect(await lit(page)).toEqual(upTo(0));
    await star(page, 4).check();
    await page.getByRole('textbox').hover();
    expect(await lit(page)).toEqual(upTo(4));
    await star(page, 2).hover();
    expect(await lit(page)).toEqual(upTo(2));
    await star(page, 5).hover();
    expect(await lit(page)).toEqual(upTo(5));
    await page.context().close();
  });
});
