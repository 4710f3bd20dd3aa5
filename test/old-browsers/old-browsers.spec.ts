import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumArguments } from '../browser/find-browser.mjs';
import { attributes, html, type Site, startSite } from '../browser/site.js';
import { give, thanks } from '../browser/test-browser.js';
import { launcher } from '../browser/widget.js';
import { openChromium } from './open-chromium.mjs';

/** The oldest supported version, versions that lack some features, and two that have all of them. */
const SUPPORTED = ['109', '114', '119', '123', '126'];
const TOO_OLD = ['103'];

const FILES = ['haptik-feedback.js', 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js'];

const ROOT = join(import.meta.dirname, '../..');
const FLOOR = ['chrome109', 'firefox115', 'safari16.4'];

const hasLightDark = (version: string) => Number(version) >= 123;

const appFolder = mkdtempSync(join(tmpdir(), 'haptik-feedback-old-'));
let site: Site;
let browser: Browser;
let page: Page;
/** Errors in the console, and uncaught ones. */
let errors: string[];

beforeAll(async () => {
  [site] = await Promise.all([startSite(), buildComponent()]);
});
afterAll(() => {
  rmSync(appFolder, { recursive: true, force: true });
  return site.close();
});
beforeEach(() => site.reset());
afterEach(() => page?.context().close());

function launchBefore(version: string) {
  beforeAll(async () => {
    browser = await chromium.launch({ ...openChromium(version), args: ['--headless', ...chromiumArguments()] });
  });
  afterAll(() => browser.close());
}

async function visit(body: string, { head = '', ...options }: BrowserContextOptions & { head?: string } = {}) {
  site.serve('/', html(body, head));
  const context = await browser.newContext({ viewport: { width: 420, height: 760 }, ...options });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(site.url);
}

async function takePicture(name: string) {
  const { PICTURES } = process.env;
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const styleOf = (selector: string, property: string) =>
  page.locator(selector).evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

const tag = (file: string, options = '') => `<script src="/${file}" ${attributes('data-')} ${options}></script>`;

/** Builds an app with `FeedbackWidget` into `appFolder`. */
async function buildComponent() {
  const files = join(ROOT, 'dist/package');
  const alias = [
    { find: /^haptik-feedback-widget$/, replacement: join(files, 'index.js') },
    { find: /^haptik-feedback-widget\/style.css$/, replacement: join(files, 'style.css') },
  ];
  await build({
    root: join(ROOT, 'test/hosts'),
    configFile: false,
    logLevel: 'error',
    resolve: { alias },
    build: {
      outDir: appFolder,
      target: FLOOR,
      // Some bundlers do not change the colours. Vite would compile `light-dark()`.
      cssMinify: false,
      cssTarget: false as never,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(ROOT, 'test/hosts/preact.tsx'),
        output: { entryFileNames: 'app.js', chunkFileNames: '[name].js', assetFileNames: 'app[extname]' },
      },
    },
  });
}

/** The colours of the palette, for text, background and accent. */
const LIGHT = ['rgb(27, 29, 38)', 'rgb(255, 255, 255)', 'rgb(61, 58, 158)'];
const DARK = ['rgb(239, 240, 245)', 'rgb(34, 36, 44)', 'rgb(184, 189, 255)'];

const readColours = async () => [
  await styleOf('.hf', 'color'),
  await styleOf('.hf', 'background-color'),
  await styleOf('.hf-submit', 'background-color'),
];

describe.each(SUPPORTED)('Chromium %s', (version) => {
  launchBefore(version);

  describe.each(FILES)('%s', (file) => {
    it('shows an inline form, which sends feedback', async () => {
      await visit(`<main></main>${tag(file, 'data-target="main"')}`);
      await page.getByRole('radio', { name: '4 stars' }).waitFor();
      expect(await readColours()).toEqual(LIGHT);
      await page.getByRole('radio', { name: '4 stars' }).check();
      await page.getByRole('radio', { name: 'Yes' }).check();
      await takePicture(`${version}-${file}-inline`);

      await give(page, 'A comment');
      await thanks(page).waitFor();

      expect(site.posts).toEqual([
        { auth_id: 'visitor-1', business_id: 343, query_rating: 4, query_resolved: true, feedback: 'A comment' },
      ]);
      expect(errors).toEqual([]);
    });

    it('shows a launcher, whose panel takes the focus and returns it', async () => {
      await visit('<button>Elsewhere</button>', { head: tag(file) });
      await launcher(page).waitFor();
      expect(await styleOf('[part=launcher]', 'background-color')).toBe(LIGHT[2]);
      await launcher(page).click();
      const dialog = page.getByRole('dialog', { name: 'How was your conversation?' });
      await dialog.waitFor();
      await takePicture(`${version}-${file}-panel`);
      await page.keyboard.press('Tab');
      expect(await focusedName()).toBe('1 star');

      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      expect(await focusedName()).toBe('Give feedback');

      await page.keyboard.press('Enter');
      await dialog.waitFor();
      await page.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await focusedName()).toBe('Give feedback');

      await launcher(page).click();
      await dialog.waitFor();
      await page.mouse.click(5, 5);
      await dialog.waitFor({ state: 'hidden' });

      await launcher(page).click();
      await give(page);
      await thanks(page).waitFor();
      expect(errors).toEqual([]);
    });
  });

  it('fires the events of opening and closing, once each', async () => {
    await visit('', { head: tag('haptik-feedback.js') });
    await launcher(page).waitFor();
    await page.evaluate(() => {
      window.heard = [];
      for (const type of ['feedback-open', 'feedback-close']) {
        document.addEventListener(type, () => window.heard.push(type));
      }
    });

    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => document.querySelector('haptik-feedback')!.close());
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['feedback-open', 'feedback-close']);
  });

  it('asks by itself without taking the focus, and Escape in the panel closes it', async () => {
    const options = 'data-ask-on="delay:0" data-ask-delay-ms="0"';
    await visit('<input autofocus aria-label="Name">', { head: tag('haptik-feedback.js', options) });
    const dialog = page.getByRole('dialog', { name: 'How was your conversation?' });
    await dialog.waitFor();
    await page.mouse.click(5, 400);
    expect(await dialog.isVisible()).toBe(true);

    await page.getByLabel('Name').click();
    await page.keyboard.type('a');
    expect(await page.getByLabel('Name').inputValue()).toBe('a');
    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    expect(errors).toEqual([]);
  });

  it.each<['light' | 'dark', string[]]>([
    ['light', LIGHT],
    ['dark', DARK],
  ])('shows the page of links on a %s system', async (colorScheme, [text, surface]) => {
    const head = '<style>:root { color-scheme: light dark }</style>';
    await visit('<main></main><script type="module" src="/haptik-feedback.page.js"></script>', { head, colorScheme });
    await page.getByRole('alert').waitFor();
    await takePicture(`${version}-page-${colorScheme}`);

    expect([await styleOf('.hf', 'color'), await styleOf('.hf', 'background-color')]).toEqual([text, surface]);
    expect(errors).toEqual([]);
  });

  describe('colours', () => {
    it.each<[string, string[], string, 'light' | 'dark', string]>([
      ['are light on a dark system if the page has no colour scheme', LIGHT, '', 'dark', ''],
      ['are dark by the option theme', DARK, '', 'light', 'data-theme="dark"'],
      ['are light by the option theme', LIGHT, 'color-scheme: dark', 'dark', 'data-theme="light"'],
      ['are dark on a dark page', DARK, 'color-scheme: dark', 'light', ''],
      ['follow the system where the page does', DARK, 'color-scheme: light dark', 'dark', ''],
    ])('%s', async (_title, expected, style, colorScheme, options) => {
      const head = `<style>html { ${style} }</style>`;
      await visit(`<main></main>${tag('haptik-feedback.js', `data-target="main" ${options}`)}`, { head, colorScheme });
      await page.getByRole('radio', { name: '4 stars' }).waitFor();
      await takePicture(`${version}-${expected === DARK ? 'dark' : 'light'}-${options || style || 'plain'}`);

      expect(await readColours()).toEqual(expected);
    });

    it.each<[string, string[], 'light' | 'dark']>([
      ['are light in the component', LIGHT, 'light'],
      // Without `light-dark()` it follows the system, because a stylesheet cannot know the colour scheme of the page.
      [
        `are ${hasLightDark(version) ? 'light' : 'dark'} in the component on a dark system`,
        hasLightDark(version) ? LIGHT : DARK,
        'dark',
      ],
    ])('%s, which sends feedback', async (_title, expected, colorScheme) => {
      for (const name of readdirSync(appFolder)) {
        const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
        site.serve(`/${name}`, { body: readFileSync(join(appFolder, name)), type });
      }
      const head = '<link rel="stylesheet" href="/app.css">';
      await visit('<div id="app"></div><script type="module" src="/app.js"></script>', { head, colorScheme });
      await page.getByRole('radio', { name: '4 stars' }).waitFor();
      await takePicture(`${version}-component-${colorScheme}`);
      expect(await readColours()).toEqual(expected);

      await give(page);
      await thanks(page).waitFor();

      expect(errors).toEqual([]);
    });

    it('follow the variables of the site', async () => {
      const head = '<style>haptik-feedback { --hf-accent: rgb(1, 2, 3); --hf-surface: rgb(4, 5, 6) }</style>';
      await visit(`<main></main>${tag('haptik-feedback.js', 'data-target="main"')}`, { head });
      await page.getByRole('radio', { name: '4 stars' }).waitFor();

      expect((await readColours()).slice(1)).toEqual(['rgb(4, 5, 6)', 'rgb(1, 2, 3)']);
    });

    it('show the border of the form and the tint of a problem', async () => {
      site.answer = { status: 400, body: { error_message: 'no' } };
      await visit(`<main></main>${tag('haptik-feedback.js', 'data-target="main"')}`);
      await give(page);
      await page.getByRole('alert').waitFor();
      await takePicture(`${version}-problem`);

      expect(await styleOf('.hf', 'border-top-color')).toMatch(/0\.35/);
      expect(await styleOf('.hf [role=alert]', 'background-color')).toMatch(/ ?\/? ?0\.07/);
    });
  });
});

describe.each(TOO_OLD)('Chromium %s, which is too old', (version) => {
  launchBefore(version);

  it.each(FILES)('%s shows nothing and throws nothing', async (file) => {
    await visit(`<main></main><haptik-feedback ${attributes()}></haptik-feedback>${tag(file, 'data-target="main"')}`);
    await page.waitForLoadState('networkidle');

    expect(errors).toEqual([]);
    expect(
      await page.evaluate(() => [document.querySelector('main')!.textContent, 'HaptikFeedback' in window]),
    ).toEqual(['', false]);
  });
});

const focusedName = () =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return (
      element?.getAttribute('aria-label') ||
      (element as HTMLInputElement)?.labels?.[0]?.textContent ||
      element?.textContent
    );
  });
