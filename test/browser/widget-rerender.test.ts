import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { attributes } from './site.js';
import { setUpSite, waitUntilRendered } from './test-browser.js';

const test = setUpSite();

declare global {
  interface Window {
    /** The changes of the form's DOM since they were read last: the element, and the attribute or kind of change. */
    changes: string[];
  }
}

async function recordChanges(page: Page) {
  await page.locator('haptik-feedback').evaluate((element) => {
    window.changes = [];
    const nameOf = (node: Node) => {
      const place = node instanceof Element ? node : node.parentElement!;
      const control = place.querySelector('input') ?? place;
      return [place.localName, control.getAttribute('value')].filter(Boolean).join(' ');
    };
    const observer = new MutationObserver((records) => {
      for (const { type, target, attributeName } of records)
        window.changes.push(`${nameOf(target)}: ${attributeName ?? type}`);
    });
    observer.observe(element.shadowRoot!, { subtree: true, childList: true, characterData: true, attributes: true });
  });
}

async function readChanges(page: Page) {
  await waitUntilRendered(page);
  return page.evaluate(() => window.changes.splice(0));
}

it('an answer changes only its own parts of the DOM', async () => {
  const { page } = await test.open(
    `<haptik-feedback ${attributes()}></haptik-feedback>`,
    '<script src="/haptik-feedback.js"></script>',
  );
  const star = (rating: number) => page.getByRole('radio').nth(rating - 1);
  await star(1).waitFor();
  await recordChanges(page);

  await star(3).check();
  expect(await readChanges(page)).toEqual(['label 1: class', 'label 2: class', 'label 3: class']);
  await star(4).check();
  expect(await readChanges(page)).toEqual(['label 4: class']);
  await star(2).check();
  expect(await readChanges(page)).toEqual(['label 3: class', 'label 4: class']);
  await star(2).click();
  expect(await readChanges(page)).toEqual([]);

  await page.getByRole('radio', { name: 'No' }).check();
  expect(await readChanges(page)).toEqual([]);
  await page.getByRole('radio', { name: 'Yes' }).check();
  expect(await readChanges(page)).toEqual([]);
  await page.getByRole('textbox').pressSequentially('Kind and quick.');
  expect(await readChanges(page)).toEqual([]);
});
