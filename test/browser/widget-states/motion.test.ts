import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stage, setStage } from './stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

it.each([
  ['no-preference', true],
  ['reduce', false],
] as const)('with prefers-reduced-motion %s, animations run: %s', async (reducedMotion, moves) => {
  const { page } = stage;
  await stage.reset({ display: 'popover' });
  await page.emulateMedia({ reducedMotion });
  await stage.load();
  await stage.open();
  await page.evaluate(() => {
    window.moved = 0;
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    for (const begins of ['transitionrun', 'animationstart']) root.addEventListener(begins, () => window.moved++);
  });
  for (const rating of [1, 3, 5]) {
    const star = page.getByRole('radio').nth(rating - 1);
    await star.hover();
    await star.check();
  }
  await page.getByRole('radio', { name: 'No' }).check();
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await page.getByText('Thank you for your feedback.').waitFor();
  expect((await page.evaluate(() => window.moved)) > 0).toBe(moves);
});

declare global {
  interface Window {
    /** How many animations and transitions have started. */
    moved: number;
  }
}
