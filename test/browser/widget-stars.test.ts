import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { attributes } from './site.js';
import { setUpSite } from './test-browser.js';

const test = setUpSite();

/** Returns for each star whether it is filled. Expects all filled stars to have the same colour. */
async function filledStars(page: Page): Promise<boolean[]> {
  const fills = await page
    .locator('.hf-star svg')
    .evaluateAll((stars) => stars.map((star) => getComputedStyle(star).fill));
  const colours = new Set(fills.filter((fill) => fill !== 'none'));
  expect(colours.size).toBeLessThanOrEqual(1);
  return fills.map((fill) => fill !== 'none');
}

const upTo = (rating: number) => [1, 2, 3, 4, 5].map((star) => star <= rating);

describe.each(['none', 'active'] as const)('stars, with forced colours %s', (forcedColors) => {
  it('fills the stars up to the chosen one, and up to the pointer while it hovers', async () => {
    const { page } = await test.open(
      `<haptik-feedback ${attributes()}></haptik-feedback>`,
      '<script src="/haptik-feedback.js"></script>',
      { forcedColors },
    );
    const star = (rating: number) => page.getByRole('radio').nth(rating - 1);
    await star(1).waitFor();
    expect(await filledStars(page)).toEqual(upTo(0));

    await star(4).check();
    await page.getByRole('textbox').hover();
    expect(await filledStars(page)).toEqual(upTo(4));

    await star(2).hover();
    expect(await filledStars(page)).toEqual(upTo(2));
    await star(5).hover();
    expect(await filledStars(page)).toEqual(upTo(5));
  });
});
