import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { attributes, html } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';

const web = setUpSite();
/** Pictures of the form on a page without styles. */
let expected: Pictures;
beforeAll(async () => {
  expected = await takePictures(await show(html(PLACE)));
});

const { resolve } = createRequire(import.meta.url);
const stylesheet = (name: string) => `<style>${readFileSync(resolve(name), 'utf8')}</style>`;

/** The element and its ancestors belong to the site, which may style them; the rules below leave them out. */
const PLACE = `<div class="aside" style="position:absolute;left:20px;top:20px;width:360px"><haptik-feedback class="aside" ${attributes()}></haptik-feedback></div><script src="/haptik-feedback.js"></script>`;
const ALL = 'body *:not(script, .aside)';

interface Pictures {
  empty: Buffer;
  missing: Buffer;
  filled: Buffer;
  thanks: Buffer;
}

async function show(markup: string): Promise<Page> {
  web.site.serve('/', markup);
  const { page } = await web.visit(web.site.url, { viewport: { width: 400, height: 760 }, reducedMotion: 'reduce' });
  await page.getByRole('textbox').waitFor();
  return page;
}

async function takePictures(page: Page): Promise<Pictures> {
  // The pictures compare the form alone, so the page around it becomes white.
  await page.addStyleTag({ content: 'html,body{background:#fff!important;background-image:none!important}' });
  const shoot = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
  const empty = await shoot();
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await page.getByText('Please choose a rating.').waitFor();
  const missing = await shoot();
  await page.getByRole('radio', { name: '3 stars' }).check({ force: true });
  await page.getByRole('textbox').fill('A comment\nof two lines');
  await page.mouse.move(0, 0);
  const filled = await shoot();
  await give(page);
  await thanks(page).waitFor();
  await page.mouse.move(0, 0);
  return { empty, missing, filled, thanks: await shoot() };
}

const rules = (css: string) => `<style>${css}</style>`;

test.each<[string, string]>([
  ['everything unset', html(PLACE, rules(`${ALL} { all: unset !important }`))],
  [
    'everything hidden',
    html(PLACE, rules(`${ALL} { display: none !important; visibility: hidden !important; opacity: 0 !important }`)),
  ],
  [
    'other styles for controls, labels, svg and form',
    html(
      PLACE,
      rules(`
        input, button, textarea, label, fieldset, legend, svg, path, form, h2, p, div:not(.aside) {
          appearance: none !important; border: 9px dashed red !important; background: lime !important;
          color: hotpink !important; font: 40px/3 fantasy !important; padding: 30px !important; margin: 30px !important;
          width: 10px !important; height: 10px !important; transform: rotate(12deg) !important; float: right !important;
          fill: red !important; stroke: red !important; pointer-events: none !important; position: fixed !important;
        }`),
    ),
  ],
  [
    'inherited properties set',
    html(
      PLACE,
      rules(`html, body, .aside {
        color: red !important; font: italic small-caps 900 30px/3 fantasy !important; text-transform: uppercase !important;
        text-indent: 50px !important; text-align: right !important; letter-spacing: 5px !important;
        word-spacing: 20px !important; white-space: pre !important; visibility: visible !important;
        cursor: crosshair !important; text-shadow: 2px 2px red !important; list-style: square !important;
        hyphens: auto !important; word-break: break-all !important; tab-size: 20 !important; quotes: "x" "y" !important;
        border-collapse: collapse !important; writing-mode: horizontal-tb !important; user-select: none !important;
      }`),
    ),
  ],
  ['html at 62.5 %', html(PLACE, rules('html { font-size: 62.5% }'))],
  ['Bootstrap', html(PLACE, stylesheet('bootstrap/dist/css/bootstrap.css'))],
  ["Tailwind's preflight", html(PLACE, stylesheet('tailwindcss/preflight.css'))],
  ['quirks mode', html(PLACE).replace('<!doctype html>', '')],
  [
    'members added to built-in prototypes',
    html(
      PLACE,
      `<script>
        Array.prototype.extra = function () {}; Array.prototype.more = 'text';
        Object.prototype.extra = function () {}; Object.prototype.more = 'text'; Object.prototype.nothing = null;
      </script>`,
    ),
  ],
  ['dark colours but no color-scheme', html(PLACE, rules('html { background: #111; color: #eee }'))],
])('looks the same, to the pixel, on a page with %s', async (_page, markup) => {
  const page = await show(markup);

  const pictures = await takePictures(page);

  for (const moment of Object.keys(expected) as (keyof Pictures)[]) {
    expect(pictures[moment].equals(expected[moment]), `the form when ${moment}`).toBe(true);
  }
});

test('the pictures differ when the form is styled differently', async () => {
  const page = await show(html(PLACE, rules('haptik-feedback { --hf-radius: 13px }')));

  const pictures = await takePictures(page);

  expect(pictures.empty.equals(expected.empty)).toBe(false);
});

test('leaves the styles of the page alone', async () => {
  const page = await show(html(`<p id="p">text</p><button id="b">x</button>${PLACE}`));
  const styles = () =>
    page.evaluate(() =>
      ['p', 'b'].map((id) => {
        const style = getComputedStyle(document.getElementById(id)!);
        return [...style].map((name) => `${name}:${style.getPropertyValue(name)}`).join();
      }),
    );
  const withForm = await styles();
  await page.evaluate(() => document.querySelector('haptik-feedback')!.remove());
  expect(await styles()).toEqual(withForm);
  expect(await page.evaluate(() => [document.adoptedStyleSheets.length, document.styleSheets.length])).toEqual([0, 0]);
});
