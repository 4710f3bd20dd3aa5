import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { IS_FULL_MATRIX, SCRIPTS_ON_HOSTS } from './matrix.js';
import { attributes } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';
import { launcher } from './widget.js';

// Tests that the form works on pages whose scripts change the window or hear every key. The pages imitate real
// libraries, which the test titles name.

const ELEMENT = `<haptik-feedback ${attributes()}></haptik-feedback>`;
const script = (file = 'haptik-feedback.js') => `<script src="/${file}"></script>`;
const launcherScript = (file = 'haptik-feedback.js') => `<script async src="/${file}" ${attributes('data-')}></script>`;

const web = setUpSite();
const { resolve } = createRequire(import.meta.url);

/**
 * Hotkeys that ignore keys typed into inputs, as GitHub's do. For a key typed in a shadow root, the target is the host
 * element, which is not an input.
 */
const HOTKEYS = `<script>
  window.heard = [];
  document.addEventListener('keydown', (event) => {
    if (event.target.matches('input, textarea') || !/^[a-z/?]$/.test(event.key)) return;
    event.preventDefault();
    heard.push(event.key);
  });
</script>`;

const heard = (page: Page) => page.evaluate(() => window.heard);

describe.each(SCRIPTS_ON_HOSTS)('%s on a page with hotkeys', (file) => {
  it('hides from them what is typed into an inline form', async () => {
    const { page } = await web.open(ELEMENT + script(file), HOTKEYS);

    await page.getByRole('textbox').pressSequentially('success/fix? joy');

    expect(await page.getByRole('textbox').inputValue()).toBe('success/fix? joy');
    expect(await heard(page)).toEqual([]);
  });

  it('hides from them what is typed into the panel, where Tab and Escape still work', async () => {
    const { page } = await web.open('', HOTKEYS + launcherScript(file));
    await launcher(page).click();

    await page.getByRole('textbox').pressSequentially('success/fix? joy');
    expect(await page.getByRole('textbox').inputValue()).toBe('success/fix? joy');
    expect(await heard(page)).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await page.locator('[part=submit]').evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Escape');

    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('lets them receive letters that are typed elsewhere', async () => {
    const { page } = await web.open(ELEMENT + script(file), HOTKEYS);
    await page.getByRole('textbox').waitFor();

    await page.keyboard.press('s');

    expect(await heard(page)).toEqual(['s']);
  });
});

it.each(SCRIPTS_ON_HOSTS)(
  '%s keeps keyboard, input, clipboard and focus events inside its shadow root',
  async (file) => {
    const { page } = await web.open(ELEMENT + script(file));
    await page.getByRole('textbox').waitFor();
    await page.evaluate(() => {
      window.heard = [];
      for (const type of 'keydown keypress keyup beforeinput input focusin focusout copy cut paste'.split(' ')) {
        document.addEventListener(type, () => window.heard.push(type));
      }
    });

    await page.getByRole('textbox').pressSequentially('text');
    for (const keys of ['Control+a', 'Control+c', 'Control+x', 'Control+v']) await page.keyboard.press(keys);
    await page.getByRole('radio', { name: 'Yes' }).check();

    expect(await heard(page)).toEqual([]);
  },
);

describe.each(SCRIPTS_ON_HOSTS)('a modal of a page with %s', (file) => {
  it('leaves the focus in the panel: Bootstrap, which traps the focus', async () => {
    const bootstrap = ['bootstrap/dist/js/bootstrap.bundle.js', 'bootstrap/dist/css/bootstrap.css'].map((name) =>
      readFileSync(resolve(name), 'utf8'),
    );
    web.site.serve('/bootstrap.js', { body: bootstrap[0]!, type: 'text/javascript' });
    const { page } = await web.open(
      `<div class="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><input aria-label="Name"></div></div></div>
       <script src="/bootstrap.js"></script>`,
      `<style>${bootstrap[1]}</style>${launcherScript(file)}`,
    );
    await launcher(page).waitFor();
    await page.evaluate(() =>
      new (window as unknown as { bootstrap: { Modal: new (selector: string) => { show(): void } } }).bootstrap.Modal(
        '.modal',
      ).show(),
    );
    await page.getByLabel('Name').fill('page');
    await launcher(page).click();

    await page.getByRole('textbox', { name: 'Tell us more' }).click();
    await page.keyboard.type('typed');

    expect(await page.getByRole('textbox', { name: 'Tell us more' }).inputValue()).toBe('typed');
    expect(await page.getByLabel('Name').inputValue()).toBe('page');
  });

  it('keeps what was typed before: a native dialog, which makes the form inert', async () => {
    const { page } = await web.open(`${ELEMENT}<dialog><button>Leave</button></dialog>${script(file)}`);
    await page.getByRole('textbox').fill('typed');

    await page.evaluate(() => document.querySelector('dialog')!.showModal());
    await page.getByRole('button', { name: 'Leave' }).click();
    await page.evaluate(() => document.querySelector('dialog')!.close());

    expect(await page.getByRole('textbox').inputValue()).toBe('typed');
    await give(page);
    await thanks(page).waitFor();
  });
});

/** Scripts that change the globals of a page. */
const GLOBALS: [string, string][] = [
  ['a Request of its own (MooTools)', 'window.Request = function () { this.options = {}; };'],
  ['Headers of its own', 'window.Headers = function () {};'],
  ['a URL of its own', 'window.URL = function (text) { this.text = text; };'],
  ['an AbortController of its own', 'window.AbortController = function () {};'],
  [
    'JSON that encodes twice (Prototype.js with toJSON)',
    `const { parse, stringify } = JSON;
     window.JSON = { parse, stringify: (value) => stringify(stringify(value)) };`,
  ],
  ['var URL', 'var URL = "https://elsewhere.example/";'],
  ['var origin', 'var origin = "elsewhere";'],
  ['var CSS', 'var CSS = {};'],
  ['a Map and a Set of its own (map libraries)', 'window.Map = function () {}; window.Set = function () {};'],
  ['an Event of its own (MooTools)', 'window.Event = function () {};'],
  ['var performance', 'var performance = { version: 1 };'],
  [
    'var innerHeight, screen, history, parent, top',
    'var innerHeight = "tall"; var screen = 1; var parent = 2; var length = 3;',
  ],
  [
    'timers of its own that return nothing',
    'const native = setTimeout; window.setTimeout = (run, delay) => void native(run, delay); window.clearTimeout = () => {};',
  ],
  ['a crypto.randomUUID of its own', 'crypto.randomUUID = () => "not a UUID";'],
  ['a requestAnimationFrame of its own that never runs', 'window.requestAnimationFrame = () => 0;'],
  ['a console of its own', 'window.console = { log() {} };'],
  ['var name, status, event', 'var name = "n"; var status = "s"; var event = "e";'],
  ['members of Element.prototype (MooTools)', 'Element.prototype.position = Element.prototype.display = () => {};'],
  [
    'a remove() of its own that throws for an element without a parent (Prototype.js)',
    'Element.prototype.remove = function () { this.parentNode.removeChild(this); };',
  ],
  ['an Array.from of its own (Prototype.js)', 'Array.from = (list) => (list.length ? [].slice.call(list) : []);'],
  [
    'a fetch that copies a Request without its body (xhook)',
    `const native = window.fetch;
     window.fetch = (input, init) =>
       input instanceof Request
         ? native(input.url, { method: input.method, headers: input.headers, ...init })
         : native(input, init);`,
  ],
];

describe.each(SCRIPTS_ON_HOSTS)('%s on a page with globals of its own', (file) => {
  it.each(GLOBALS)('sends feedback: %s', async (_page, code) => {
    const { page, errors, thrown } = await web.open(ELEMENT + script(file), `<script>${code}</script>`);

    await give(page, 'A comment');
    await thanks(page).waitFor();

    expect(web.site.posts).toEqual([
      { auth_id: 'visitor-1', business_id: 343, query_rating: 4, query_resolved: true, feedback: 'A comment' },
    ]);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('shortens a comment to the limit instead of emptying it: an Array.from of its own (Prototype.js)', async () => {
    const { page } = await web.open(
      `<haptik-feedback comment-max-length="10" ${attributes()}></haptik-feedback>${script(file)}`,
      '<script>Array.from = (list) => (list.length ? [].slice.call(list) : []);</script>',
    );

    await page.getByRole('textbox').fill('123456789012');

    expect(await page.getByRole('textbox').inputValue()).toBe('1234567890');
  });
});

const PANEL_GLOBALS = IS_FULL_MATRIX ? GLOBALS : GLOBALS.slice(0, 3);
it.each(PANEL_GLOBALS)('sends feedback from the panel of a launcher on a page with %s', async (_page, code) => {
  const { page, errors, thrown } = await web.open('', `<script>${code}</script>${launcherScript()}`);

  await launcher(page).click();
  await give(page, 'A comment');
  await thanks(page).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', feedback: 'A comment' }]);
  expect([errors, thrown]).toEqual([[], []]);
});
