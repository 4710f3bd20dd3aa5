import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { attributes, html } from './site.js';
import { holdRequests, setUpSite } from './test-browser.js';
import { LAUNCHER_SCRIPT, launcher } from './widget.js';

const web = setUpSite();

declare global {
  interface Window {
    /** Every text that an element of the page has shown, even for a moment. */
    texts: string[];
  }
}

const recordTexts = (page: Page) =>
  page.addInitScript(() => {
    window.texts = [];
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      const options = { subtree: true, childList: true, characterData: true };
      new MutationObserver(() => window.texts.push(root.textContent)).observe(root, options);
      return root;
    };
  });

const recordedTexts = (page: Page) => page.evaluate(() => window.texts.join());

/** Serves a page in a language at `/`. */
const servePage = (language: string, body: string, head = '') =>
  web.site.serve('/', html(body, head).replace('lang="en"', `lang="${language}"`));

const requestedLocales = () => web.site.requests.filter((path) => path.includes('.locale.'));

describe('on a page in another language', () => {
  it('shows the launcher and the form in that language, and fetches one file of texts', async () => {
    servePage('ar-EG', '', LAUNCHER_SCRIPT);
    const { page } = await web.visit(web.site.url);
    const launcher = page.locator('[part=launcher]');
    await launcher.waitFor();
    expect(requestedLocales()).toEqual([expect.stringMatching(/^\/haptik-feedback\.locale\.ar\.js\?v=[\w-]{8}$/)]);
    expect(await launcher.textContent()).not.toBe('Give feedback');

    await launcher.click();

    await page.locator('.hf[dir=rtl]').waitFor();
    expect(requestedLocales()).toHaveLength(1);
  });

  it('shows English texts with lang="en" when there are no texts in that language', async () => {
    servePage('it', '', LAUNCHER_SCRIPT);
    const { page } = await web.visit(web.site.url);
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();

    const languages = await page.locator('haptik-feedback').evaluate((host) => {
      const panel = host.shadowRoot!.querySelector('[part=panel]')!;
      return [panel, panel.querySelector('form')!].map((part) => part.closest<HTMLElement>('[lang]')!.lang);
    });

    expect(languages).toEqual(['en', 'en']);
    expect(requestedLocales()).toEqual([]);
  });

  it.each(['haptik-feedback.js', 'haptik-feedback.inline.js'])('never shows English first: %s', async (file) => {
    servePage('hi', `<haptik-feedback ${attributes()}></haptik-feedback><script src="/${file}"></script>`);
    const { page } = await web.visit(web.site.url, { before: recordTexts });
    await page.getByRole('heading').waitFor();
    await page.waitForLoadState('networkidle');

    const texts = await recordedTexts(page);

    expect(texts).toMatch(/\p{Script=Devanagari}/u);
    expect(texts).not.toMatch(/[a-z]{3}/i);
  });

  it('fetches the texts of a launcher again with its panel when the first fetch failed', async () => {
    servePage('hi', '', LAUNCHER_SCRIPT);
    web.site.broken.add('/haptik-feedback.locale.hi.js');
    const { page } = await web.visit(web.site.url);
    await launcher(page).waitFor();
    await page.waitForLoadState('networkidle');
    web.site.broken.clear();

    await page.locator('[part=launcher]').hover();

    await expect.poll(() => page.locator('[part=launcher]').textContent()).toMatch(/\p{Script=Devanagari}/u);
  });

  it('fetches no texts for a tag that is only part of a language', async () => {
    servePage('n', '', LAUNCHER_SCRIPT);

    const { page, errors } = await web.visit(web.site.url);
    await launcher(page).waitFor();

    expect(web.site.requests.filter((path) => path.includes('.locale.'))).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('a language that changes', () => {
  it('is applied when the page names it after the form was shown', async () => {
    servePage(
      'en',
      `<script src="/haptik-feedback.inline.js"></script><haptik-feedback ${attributes()}></haptik-feedback>
      <script src="/slow.js"></script><script>document.documentElement.lang = 'ar';</script>`,
    );

    const { page } = await web.visit(web.site.url, {
      before: (page) =>
        page.route('**/slow.js', async (route) => {
          await page.getByRole('heading', { name: 'How was your conversation?' }).waitFor();
          await route.fulfill({ body: '' });
        }),
    });

    await page.locator('.hf[lang=ar][dir=rtl]').waitFor();
    expect(await page.getByRole('heading').textContent()).toMatch(/\p{Script=Arabic}/u);
  });

  it('replaces the earlier language before the form is shown, when it changes while the form is being fetched', async () => {
    servePage(
      'en',
      `<haptik-feedback locale="hi" ${attributes()}></haptik-feedback><script src="/haptik-feedback.js"></script>`,
    );
    const { page } = await web.visit('about:blank', { before: recordTexts });
    const release = await holdRequests(page, /\.(form|shell)\./);
    const hindi = page.waitForResponse(/\.locale\.hi\./);
    await page.goto(web.site.url, { waitUntil: 'commit' });
    await hindi;

    const spanish = page.waitForResponse(/\.locale\.es\./);
    await page.locator('haptik-feedback').evaluate((element) => element.setAttribute('locale', 'es'));
    await spanish;
    release();

    await page.getByRole('heading', { name: '¿Cómo fue su conversación?' }).waitFor();
    expect(await recordedTexts(page)).not.toMatch(/\p{Script=Devanagari}/u);
  });
});
