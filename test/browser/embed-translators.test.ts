import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { SCRIPTS_ON_HOSTS } from './matrix.js';
import { attributes } from './site.js';
import { setUpSite } from './test-browser.js';

// Page translators that reach into shadow roots put their own elements in the place of text nodes.

const web = setUpSite();

/** Translates what the form shows now. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes: Node[] = [];
    while (walker.nextNode()) if (walker.currentNode.nodeValue!.trim()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const translation = document.createElement('font');
      translation.textContent = `«${node.nodeValue}»`;
      node.parentNode!.replaceChild(translation, node);
    }
  });

it.each(SCRIPTS_ON_HOSTS)('%s shows each new text to a visitor whose page is translated', async (file) => {
  web.site.answer = { status: 403, body: { error_message: 'Invalid_User' } };
  const { page } = await web.open(
    `<haptik-feedback comment-max-length="20" ${attributes()}></haptik-feedback><script src="/${file}"></script>`,
  );
  const submit = page.locator('[part=submit]');
  await page.getByRole('textbox').fill('eighteen letters..');
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await translate(page);

  await page.getByRole('textbox').press('!');
  expect(await page.locator('.hf-counter').textContent()).toBe('1 character left');
  web.site.answerDelayMs = 1000;
  await submit.click();
  await expect.poll(() => submit.textContent()).toBe('Sending…');
  await translate(page);
  await expect.poll(() => submit.textContent(), { timeout: 10_000 }).toBe('Send feedback');
  expect(await page.getByRole('alert').textContent()).toBe(
    'We could not recognise your account, so your feedback was not sent.',
  );
});
