import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Writes down every change of the form's DOM, as the element and what of it was changed. */
async function watch(page: Page) {
  await page.locator('haptik-feedback').evaluate((element) => {
    const changes: string[] = [];
    const nameOf = (node: Node) => {
      const place = node instanceof Element ? node : node.parentElement!;
      const control = place.querySelector('input') ?? place;
      return [place.localName, control.getAttribute('value')].filter(Boolean).join(' ');
    };
    const observer = new MutationObserver((records) => {
      for (const { type, target, attributeName } of records)
        changes.push(`${nameOf(target)}: ${attributeName ?? type}`);
    });
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { changes });
  });
}

/** What has changed since this was last asked. */
const changed = (page: Page) =>
  page.evaluate(async () => {
    // What is rendered after the press, and reported after that, is there two frames later.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (window as unknown as { changes: string[] }).changes.splice(0);
  });

it('changes of the DOM what an answer changes, and nothing else', async () => {
  const { page } = await visit(browser, `${site.url}/`);
  const star = (rating: number) => page.getByRole('radio').nth(rating - 1);
  await star(1).waitFor();
  await watch(page);

  await star(3).check();
  expect(await changed(page)).toEqual(['label 1: class', 'label 2: class', 'label 3: class']);
  await star(4).check();
  expect(await changed(page)).toEqual(['label 4: class']);
  await star(2).check();
  expect(await changed(page)).toEqual(['label 3: class', 'label 4: class']);
  await star(2).click();
  expect(await changed(page)).toEqual([]);

  await page.getByRole('radio', { name: 'No' }).check();
  expect(await changed(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Yes' }).check();
  expect(await changed(page)).toEqual([]);
  await page.getByRole('textbox').pressSequentially('Kind and quick.');
  expect(await changed(page)).toEqual([]);
  await page.context().close();
});
