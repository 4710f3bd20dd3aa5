import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { attributes, html } from '../browser/site.js';
import { give, setUpSite, thanks, waitUntilRendered } from '../browser/test-browser.js';
import { launcher } from '../browser/widget.js';

// Tests real libraries that change a page or its globals. test/browser imitates them.

const MODULES = join(import.meta.dirname, 'page-libraries/node_modules');
const LIBRARIES = {
  '/turbo.js': '@hotwired/turbo/dist/turbo.es2017-umd.js',
  '/htmx.js': 'htmx.org/dist/htmx.js',
  '/xhook.js': 'xhook/dist/xhook.js',
  '/jquery.js': 'jquery/dist/jquery.js',
  '/hotkey.js': '@github/hotkey/dist/index.js',
};
/** npm has no browser build of these. Debian has: `apt-get install libjs-mootools libjs-prototype`. */
const DEBIAN_FOLDER = '/usr/share/javascript';
const DEBIAN_LIBRARIES = [
  ['MooTools 1.4', ['mootools/mootools-core.min.js', 'mootools/mootools-more.min.js']],
  ['Prototype.js 1.7', ['prototype/prototype.js']],
] as const;
const FILES = ['haptik-feedback.js', 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js'];

const web = setUpSite();

beforeEach(() => {
  for (const [path, file] of Object.entries(LIBRARIES)) {
    web.site.serve(path, { body: readFileSync(join(MODULES, file)), type: 'text/javascript' });
  }
});

const countElements = (page: Page) => page.locator('haptik-feedback').count();

async function expectLauncher(page: Page) {
  await launcher(page).waitFor();
  await waitUntilRendered(page);
  expect(await countElements(page)).toBe(1);
}

async function sendFromLauncher(page: Page) {
  await launcher(page).click();
  await give(page, 'A comment');
  await thanks(page).waitFor();
}

describe.each(FILES)('%s', (file) => {
  const tag = `<script async src="/${file}" ${attributes('data-')}></script>`;
  const LINKS = '<a href="/">Home</a> <a href="/next">Next</a>';

  describe.each([
    ['Turbo 8', '<script src="/turbo.js"></script>', ''],
    ['htmx with hx-boost', '<script src="/htmx.js"></script>', 'hx-boost="true"'],
  ])('%s', (_library, script, bodyAttributes) => {
    const page = (title: string, head: string, body: string) =>
      html(`<h1>${title}</h1>${LINKS}${body}`, script + head).replace('<body>', `<body ${bodyAttributes}>`);

    async function walk(head: string, body: string) {
      web.site.serve('/next', page('Next page', head, body));
      web.site.serve('/', page('First page', head, body));
      const visit = await web.visit(web.site.url);
      await visit.page.evaluate(() => Object.assign(window, { isSameDocument: true }));
      return visit;
    }

    const goTo = async (page: Page, link: string, title: string) => {
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    };

    it.each([
      ['head', tag, ''],
      ['body', '', tag],
    ])('keeps one launcher through visits and Back: the tag is in the %s', async (_place, head, body) => {
      const { page, errors, thrown } = await walk(head, body);
      await expectLauncher(page);

      await goTo(page, 'Next', 'Next page');
      await expectLauncher(page);
      await goTo(page, 'Home', 'First page');
      await expectLauncher(page);
      await page.goBack();
      await page.getByRole('heading', { name: 'Next page', level: 1 }).waitFor();
      await expectLauncher(page);

      await sendFromLauncher(page);
      expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(true);
      expect([errors, thrown]).toEqual([[], []]);
    });

    it('shows one inline form on every page, and after Back', async () => {
      const inline = `<main></main><script src="/${file}" data-target="main" ${attributes('data-')}></script>`;
      const { page, errors, thrown } = await walk('', inline);
      await page.getByRole('textbox').waitFor();

      await goTo(page, 'Next', 'Next page');
      await page.getByRole('textbox').waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'First page', level: 1 }).waitFor();
      await page.getByRole('textbox').waitFor();
      await waitUntilRendered(page);

      expect(await countElements(page)).toBe(1);
      await give(page, 'A comment');
      await thanks(page).waitFor();
      expect([errors, thrown]).toEqual([[], []]);
    });
  });

  it('keeps one launcher when Turbo refreshes the page by morphing', async () => {
    const MORPH = '<meta name="turbo-refresh-method" content="morph">';
    const page = (title: string) => html(`<h1>${title}</h1>`, `${MORPH}<script src="/turbo.js"></script>${tag}`);
    web.site.serve('/', page('Before'));
    const visit = await web.visit(web.site.url);
    await expectLauncher(visit.page);
    web.site.serve('/', page('After'));

    await visit.page.evaluate(() =>
      (window as unknown as { Turbo: { visit(url: string, options: object): void } }).Turbo.visit(location.href, {
        action: 'replace',
      }),
    );
    await visit.page.getByRole('heading', { name: 'After' }).waitFor();

    await expectLauncher(visit.page);
    await sendFromLauncher(visit.page);
    expect([visit.errors, visit.thrown]).toEqual([[], []]);
  });

  it('sends feedback through the fetch of xhook', async () => {
    const { page, errors, thrown } = await web.open(
      tag,
      `<script src="/xhook.js"></script><script>
        window.heard = [];
        xhook.before((request) => { heard.push(request.method + ' ' + request.url); });
        xhook.after((request, response) => {});
      </script>`,
    );

    await sendFromLauncher(page);

    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', feedback: 'A comment' }]);
    expect(await page.evaluate(() => window.heard)).toContainEqual(expect.stringMatching(/^POST .*\/feedback$/));
    expect([errors, thrown]).toEqual([[], []]);
  });

  it.each([
    ['.html() with the tag', (tag: string) => `$('#place').html(${JSON.stringify(tag)})`],
    ['.append() with the tag', (tag: string) => `$('body').append(${JSON.stringify(tag)})`],
    [
      '$.getScript(), and mount()',
      () =>
        `$.getScript('/${file}').then(() => HaptikFeedback.mount('#place', {display: 'popover', relayUrl: '/feedback', businessId: 343, authId: 'visitor-1'}))`,
    ],
  ])('is run by jQuery: %s', async (_how, code) => {
    const { page, errors, thrown } = await web.open('<div id="place"></div>', '<script src="/jquery.js"></script>');

    await page.addScriptTag({ content: code(tag).replaceAll('</script>', '<\\/script>') });

    await expectLauncher(page);
    await sendFromLauncher(page);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it("hides the letters of a comment from GitHub's hotkeys", async () => {
    const { page } = await web.open(
      `<button data-hotkey="s">Search</button><button data-hotkey="g c">Go</button>
       <haptik-feedback ${attributes()}></haptik-feedback><script src="/${file}"></script>
       <script type="module">
         import { install } from '/hotkey.js';
         window.heard = [];
         for (const button of document.querySelectorAll('[data-hotkey]')) {
           button.onclick = () => heard.push(button.textContent);
           install(button);
         }
       </script>`,
    );
    await page.getByRole('textbox').pressSequentially('success? g change');

    expect(await page.getByRole('textbox').inputValue()).toBe('success? g change');
    expect(await page.evaluate(() => window.heard)).toEqual([]);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('s');
    expect(await page.evaluate(() => window.heard)).toEqual(['Search']);
  });

  describe.each(DEBIAN_LIBRARIES)('with %s', (_library, paths) => {
    const files = paths.map((path) => join(DEBIAN_FOLDER, path));
    const isInstalled = files.every((path) => existsSync(path));
    const openWith = (body: string, head = '') => {
      const scripts = files.map((path) => {
        web.site.serve(path, { body: readFileSync(path), type: 'text/javascript' });
        return `<script src="${path}"></script>`;
      });
      return web.open(body, scripts.join('') + head);
    };

    it.skipIf(!isInstalled)('sends feedback from the launcher, and throws nothing', async () => {
      const { page, errors, thrown } = await openWith('', tag);
      await expectLauncher(page);

      await sendFromLauncher(page);

      expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', query_rating: 4, feedback: 'A comment' }]);
      expect([errors, thrown]).toEqual([[], []]);
    });

    it.skipIf(!isInstalled)('shortens the comment of an inline form at the limit, and sends it', async () => {
      const { page, errors, thrown } = await openWith(
        `<haptik-feedback comment-max-length="10" ${attributes()}></haptik-feedback><script src="/${file}"></script>`,
      );

      await page.getByRole('textbox').fill('123456789012');
      await give(page);
      await thanks(page).waitFor();

      expect(web.site.posts).toMatchObject([{ feedback: '1234567890' }]);
      expect([errors, thrown]).toEqual([[], []]);
    });

    it.skipIf(!isInstalled)('keeps the text when the relay answers 503, and sends it by Try again', async () => {
      web.site.answer = { status: 503, body: { error_message: 'Later' } };
      const { page, thrown } = await openWith(
        `<haptik-feedback retries="0" ${attributes()}></haptik-feedback><script src="/${file}"></script>`,
      );
      await give(page, 'A comment');
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      web.site.answer = { status: 201, body: { success: true } };

      expect(await page.getByRole('textbox').inputValue()).toBe('A comment');
      await page.getByRole('button', { name: 'Try again' }).click();
      await thanks(page).waitFor();

      expect(thrown).toEqual([]);
    });
  });
});
