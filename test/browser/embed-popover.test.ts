import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { HaptikFeedbackElement } from '../../src/embed/element/haptik-feedback-element.js';
import { attributes } from './site.js';
import { setUpSite } from './test-browser.js';
import { LAUNCHER_SCRIPT, launcher } from './widget.js';

const web = setUpSite();

/** Answers every question in the open panel, and waits for the thanks. */
async function giveFeedback(page: Page) {
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await page.getByText('Thank you for your feedback.').waitFor();
}

describe('the popover', () => {
  it('moves the focus in and back; Escape, its button and a press outside close it', async () => {
    const { page } = await web.open('<p>text</p>', LAUNCHER_SCRIPT, { viewport: { width: 320, height: 400 } });
    const dialog = page.getByRole('dialog', { name: 'How was your conversation?' });
    const focusedPart = () =>
      page.evaluate(() =>
        document.querySelector('haptik-feedback')!.shadowRoot!.activeElement?.closest('[part]')?.getAttribute('part'),
      );
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).click(),
      () => page.mouse.click(2, 2),
    ]) {
      await launcher(page).click();
      await dialog.waitFor();
      await expect.poll(focusedPart).toBe('panel');
      const box = (await dialog.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(320);
      expect(box.y + box.height).toBeLessThanOrEqual(400);
      await close();
      await dialog.waitFor({ state: 'hidden' });
    }

    await page.keyboard.press('Tab');
    await launcher(page).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');

    await expect.poll(focusedPart).toBe('launcher');
  });

  it('loses its launcher after the thanks, and gets it back when Haptik accepts more feedback', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    await page.clock.install();
    await launcher(page).click();
    await giveFeedback(page);
    await page.getByRole('button', { name: 'Close' }).click();

    await launcher(page).waitFor({ state: 'hidden' });

    await page.clock.fastForward('01:00:00');

    await launcher(page).click();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Send feedback' }).isVisible()).toBe(true);
  });

  it('keeps its launcher after the thanks while the launcher has the keyboard focus', async () => {
    const { page } = await web.open('<a href="#">link</a>', LAUNCHER_SCRIPT);
    await launcher(page).press('Enter');
    await giveFeedback(page);
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const isFocused = () => launcher(page).evaluate((button) => button.matches(':focus-visible'));
    await expect.poll(isFocused).toBe(true);

    await page.getByRole('link').focus();

    await launcher(page).waitFor({ state: 'hidden' });
  });

  it('keeps its launcher on the next visit, and then says that feedback was shared', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    await launcher(page).click();
    await giveFeedback(page);
    await page.reload();
    await launcher(page).click();

    await page.getByText('You have already shared your feedback.').waitFor();
  });

  it('opens with the first Enter, when the focus has fetched the form', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    await launcher(page).waitFor();

    const fetched = page.waitForResponse(/haptik-feedback\.form\.js/);
    await page.keyboard.press('Tab');
    await fetched;
    await page.locator('haptik-feedback [part=panel]').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');

    await page.getByRole('dialog', { name: 'How was your conversation?' }).waitFor();
  });

  it('opens with the first press, when the form arrives while the button is down', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    const box = (await launcher(page).boundingBox())!;

    const fetched = page.waitForResponse(/haptik-feedback\.form\.js/);
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await fetched;
    await page.locator('haptik-feedback [part=panel]').waitFor({ state: 'attached' });
    await page.mouse.up();

    await page.getByRole('dialog', { name: 'How was your conversation?' }).waitFor();
  });

  it('fires feedback-close when its visitor signs out', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    await page.evaluate(() => {
      window.heard = [];
      for (const name of ['open', 'close']) {
        document.addEventListener(`feedback-${name}`, () => window.heard.push(name));
      }
    });
    await launcher(page).click();
    await page.getByRole('dialog', { name: 'How was your conversation?' }).waitFor();
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['open']);

    await page.locator('haptik-feedback').evaluate((element: HaptikFeedbackElement) => {
      element.authId = undefined;
    });

    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['open', 'close']);
  });

  it('forgets a visitor who signs out before the form is fetched', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    await launcher(page).click();
    await page.getByRole('textbox').fill('a secret');
    await page.reload();
    await launcher(page).waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain('a secret');

    await page.locator('haptik-feedback').evaluate((element: HaptikFeedbackElement) => {
      element.forget();
      element.authId = undefined;
    });

    await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it.each(['bottom-right', 'bottom-left', 'top-right', 'top-left'])('is at the %s of the page', async (position) => {
    const { page } = await web.open(
      '',
      `<script async src="/haptik-feedback.js" data-position="${position}" ${attributes('data-')}></script>`,
      { viewport: { width: 800, height: 600 } },
    );
    const box = (await launcher(page).boundingBox())!;
    const corner = [box.y > 300 ? 'bottom' : 'top', box.x > 400 ? 'right' : 'left'].join('-');
    expect(corner).toBe(position);
    expect(box.height).toBeGreaterThanOrEqual(44);

    await launcher(page).click();
    const panel = (await page.getByRole('dialog').boundingBox())!;

    const edges = ({ x, y, width, height }: typeof box) => ({
      top: y,
      left: x,
      bottom: y + height,
      right: x + width,
    });
    for (const edge of position.split('-') as ('top' | 'left')[]) {
      expect(edges(panel)[edge]).toBeCloseTo(edges(box)[edge]);
    }
  });
});
