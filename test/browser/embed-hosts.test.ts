import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { compile } from 'svelte/compiler';
import { build, type Plugin } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attributes, html } from './site.js';
import { give, setUpSite, thanks } from './test-browser.js';

const HOSTS = join(import.meta.dirname, '../hosts');
const PACKAGE = join(import.meta.dirname, '../../dist/package');

const web = setUpSite();
/** The folder with the built host apps. */
let built: string;

const svelte: Plugin = {
  name: 'svelte',
  transform: (code, id) => (id.endsWith('.svelte') ? compile(code, { filename: id }).js : null),
};

/** Bundles the host apps with the built package, as their own bundlers would. */
beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'haptik-feedback-hosts-'));
  await build({
    root: HOSTS,
    configFile: false,
    logLevel: 'silent',
    plugins: [svelte],
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
    resolve: {
      alias: [
        { find: /^haptik-feedback-widget$/, replacement: join(PACKAGE, 'index.js') },
        { find: /^haptik-feedback-widget\/(.+\.css)$/, replacement: join(PACKAGE, '$1') },
        { find: /^haptik-feedback-widget\/(.+)$/, replacement: join(PACKAGE, '$1.js') },
      ],
    },
    build: {
      outDir: built,
      emptyOutDir: true,
      modulePreload: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: Object.fromEntries(
          ['react.tsx', 'vue.ts', 'svelte.ts', 'preact.tsx'].map((file) => [file.split('.')[0], join(HOSTS, file)]),
        ),
        output: { entryFileNames: '[name].js', assetFileNames: 'assets/style[extname]' },
      },
    },
  });
});
afterAll(() => rmSync(built, { recursive: true, force: true }));
beforeEach(() => {
  for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
    web.site.serve(path.slice(built.length), { body: readFileSync(path), type });
  }
});

const heard = (page: Page) =>
  page.evaluate(() => (window as unknown as { heard: [string, { problem?: { kind: string } }][] }).heard);

const host = (name: string) =>
  html(
    `<div id="app"></div><script type="module" src="/${name}.js"></script>`,
    '<link rel="stylesheet" href="/assets/style.css">',
  );

test.each(['react', 'vue', 'svelte'])(
  '%s passes options as properties, receives every event, mounts and unmounts',
  async (name) => {
    web.site.serve('/', host(name));
    web.site.answer = { status: 403, body: { error_message: 'Invalid_User' } };
    const { page, errors, thrown } = await web.visit(web.site.url);
    const launcher = page.getByRole('button', { name: 'Give feedback' });
    await launcher.click();
    await page.getByRole('heading', { name: 'From the app' }).waitFor();
    await give(page);
    await page.getByText('We could not recognise your account').waitFor();
    web.site.answer = { status: 201, body: { success: true } };
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await thanks(page).waitFor();
    await page.keyboard.press('Escape');
    await expect
      .poll(async () => (await heard(page)).map(([type]) => type))
      .toEqual([
        'feedback-open',
        'feedback-submit',
        'feedback-error',
        'feedback-submit',
        'feedback-success',
        'feedback-close',
      ]);
    const events = await heard(page);
    expect(events[2]![1]).toMatchObject({
      feedback: { authId: 'visitor-1', rating: 4 },
      problem: { kind: 'invalid-user' },
    });
    expect(web.site.posts).toHaveLength(2);

    await page.getByRole('button', { name: 'Toggle' }).click();
    await page.locator('haptik-feedback').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'Toggle' }).click();
    await launcher.waitFor();
    expect(
      await page
        .locator('haptik-feedback')
        .evaluate((element) => (element as unknown as { messages: object }).messages),
    ).toEqual({ title: 'Changed' });
    expect([errors.filter((error) => !error.includes('403')), thrown]).toEqual([[], []]);
  },
);

test('preact renders the styled component in its own tree and receives its callbacks', async () => {
  web.site.serve('/', host('preact'));
  web.site.answer = { status: 403, body: { error_message: 'Invalid_User' } };
  const { page, errors, thrown } = await web.visit(web.site.url);
  await page.getByRole('heading', { name: 'From the app' }).waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('heading', { name: 'Changed' }).waitFor();
  await give(page);
  await page.getByText('We could not recognise your account').waitFor();
  web.site.answer = { status: 201, body: { success: true } };
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await thanks(page).waitFor();
  expect((await heard(page)).map(([type]) => type)).toEqual([
    'feedback-submit',
    'feedback-error',
    'feedback-submit',
    'feedback-success',
  ]);
  expect(await page.locator('.hf').evaluate((form) => getComputedStyle(form).borderRadius)).toBe('15px');
  await page.getByRole('button', { name: 'Toggle' }).click();
  await thanks(page).waitFor({ state: 'detached' });
  expect([errors.filter((error) => !error.includes('403')), thrown]).toEqual([[], []]);
});

test('hydrates server-rendered markup without changing it', async () => {
  const { FeedbackWidget } = (await import(join(PACKAGE, 'index.js'))) as typeof import('../../src/index.js');
  const markup = renderToString(
    h(FeedbackWidget, { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1', locale: 'en' }),
  );
  expect(markup).toContain('How was your conversation?');
  web.site.serve('/', html(`<div id="rendered">${markup}</div>`));
  const { page, errors, thrown } = await web.visit(web.site.url);
  const before = await page.evaluate(() => {
    const form = document.querySelector('form')!;
    Object.assign(window, { form });
    return document.getElementById('rendered')!.innerHTML;
  });
  await page.addScriptTag({ url: '/preact.js', type: 'module' });
  await page.waitForFunction(() => 'heard' in window);
  const after = await page.evaluate(() => [
    document.getElementById('rendered')!.innerHTML,
    document.querySelector('form') === (window as unknown as { form: unknown }).form,
  ]);
  expect(after).toEqual([before, true]);
  await give(page);
  await thanks(page).waitFor();
  expect([errors, thrown]).toEqual([[], []]);
});

test('shows a form on every page when a site swaps the body, as Turbo does', async () => {
  const body = (title: string) =>
    `<h1>${title}</h1><a href="/next">Next</a><haptik-feedback ${attributes()} messages='{"title":"${title}"}'></haptik-feedback>
     <script src="/haptik-feedback.js" data-position="bottom-left" ${attributes('data-')}></script>`;
  web.site.serve('/', html(body('First')));
  web.site.serve('/next', html(body('Second')));
  const { page, errors, thrown } = await web.visit(web.site.url);
  await page.getByRole('heading', { name: 'First', level: 2 }).waitFor();
  await page.evaluate(async () => {
    const next = new DOMParser().parseFromString(await (await fetch('/next')).text(), 'text/html');
    document.body.replaceWith(document.adoptNode(next.body));
    for (const inert of document.body.querySelectorAll('script')) {
      const script = document.createElement('script');
      for (const { name, value } of inert.attributes) script.setAttribute(name, value);
      inert.replaceWith(script);
    }
  });
  await page.getByRole('heading', { name: 'Second', level: 2 }).waitFor();
  await page.getByRole('button', { name: 'Give feedback' }).waitFor();
  expect(await page.getByRole('button', { name: 'Give feedback' }).count()).toBe(1);
  await give(page);
  await thanks(page).waitFor();
  expect([errors, thrown]).toEqual([[], []]);
});

describe('100 mounts', () => {
  test.each(['inline', 'popover'])('leave no nodes, listeners or memory behind: %s', async (display) => {
    web.site.serve('/', html('<main></main><script src="/haptik-feedback.js"></script>'));
    const { page } = await web.visit(web.site.url);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const mountOften = (times: number) =>
      page.evaluate(
        async ({ times, display }) => {
          for (let i = 0; i < times; i++) {
            const element = window.HaptikFeedback!.mount('main', {
              relayUrl: '/feedback',
              businessId: 343,
              authId: `visitor-${i}`,
              display: display as 'inline',
            });
            element.open();
            while (!element.shadowRoot!.querySelector('form')) await new Promise(requestAnimationFrame);
            element.remove();
            await new Promise(requestAnimationFrame);
          }
        },
        { times, display },
      );
    const measure = async () => {
      for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      const of = (name: string) => metrics.find((metric) => metric.name === name)!.value;
      return { listeners: of('JSEventListeners'), nodes: of('Nodes'), heap: of('JSHeapUsedSize') };
    };
    await mountOften(20);
    const before = await measure();
    await mountOften(100);
    const after = await measure();
    expect(after.listeners).toBeLessThanOrEqual(before.listeners);
    // The browser may still hold the last element until it has painted.
    expect(after.nodes - before.nodes).toBeLessThan(100);
    expect(after.heap - before.heap).toBeLessThan(200_000);
  });
});
