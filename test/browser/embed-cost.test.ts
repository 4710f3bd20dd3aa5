import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attributes, html, launchBrowser, type Site, startSite, thanks, visit } from './embed-site.js';
import { chromiumArguments, findChromium } from './find-browser.mjs';

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startSite()]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));
beforeEach(() => site.reset());

/** Adds up what moves in the page, as browsers report it. */
const watchShifts = (context: BrowserContext) =>
  context.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });

const shifted = () =>
  new Promise<number>((resolve) => {
    // Shifts are reported after the frame that they happened in.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        resolve((window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0)),
      ),
    );
  });

const loaded = (path: string) => /^\/haptik-feedback/.test(path);

test('the README says what the browser files cost', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const said = [...readme.matchAll(/^\| `(haptik-feedback[\w.-]*\.js)` +\| ([\d.]+) kB/gm)];
  expect(said).toHaveLength(6);
  for (const [, name, kilobytes] of said) {
    const { length } = brotliCompressSync(readFileSync(join(import.meta.dirname, '../../dist/embed', name!)));
    expect(Math.abs(length / 1000 - Number(kilobytes)), `${name}: ${length} bytes`).toBeLessThan(0.1);
  }
});

test.each(['haptik-feedback.js', 'haptik-feedback.with-form.js', 'haptik-feedback.standalone.js'])(
  '%s is written so that a browser of 2020 can read it, and do nothing',
  (name) => {
    const code = readFileSync(join(import.meta.dirname, '../../dist/embed', name), 'utf8');
    expect(code).not.toMatch(/this\.#|\?\?=|\|\|=|&&=|\bstatic \w+=|\bstatic\{/);
  },
);

test('a launcher costs one request until the visitor turns to it, and moves nothing, opened or not', async () => {
  site.serve('/', html('<p>text</p>', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`));
  const { page } = await visit(browser, site.url, { before: watchShifts });
  const launcher = page.getByRole('button', { name: 'Give feedback' });
  await launcher.waitFor();
  await page.waitForLoadState('networkidle');
  expect(site.requests.filter(loaded)).toEqual(['/haptik-feedback.js']);

  await launcher.hover();
  await expect
    .poll(() => site.requests.filter(loaded))
    .toEqual([
      '/haptik-feedback.js',
      expect.stringMatching(/^\/haptik-feedback\.form\.js\?v=[\w-]{8}$/),
      expect.stringMatching(/^\/haptik-feedback\.panel\.js\?v=[\w-]{8}$/),
    ]);
  await launcher.click();
  await page.getByRole('radio', { name: 'No' }).check();
  await expect
    .poll(() => site.requests.filter(loaded).at(-1))
    .toMatch(/^\/haptik-feedback\.transport\.js\?v=[\w-]{8}$/);
  expect(await page.evaluate(shifted)).toBe(0);
  await page.context().close();
});

test('an inline form below the fold costs one request until it comes near', async () => {
  site.serve(
    '/',
    html(
      `<div style="height:5000px"></div><haptik-feedback ${attributes()}></haptik-feedback><script async src="/haptik-feedback.js"></script>`,
    ),
  );
  const { page } = await visit(browser, site.url);
  await page.waitForFunction(() => document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild);
  await page.waitForLoadState('networkidle');
  expect(site.requests.filter(loaded)).toEqual(['/haptik-feedback.js']);
  await page.mouse.wheel(0, 5000);
  await page.getByRole('textbox').waitFor();
  expect(site.requests.filter(loaded)).toHaveLength(2);
  await page.context().close();
});

test('the file with the form is all that a form costs until the visitor touches it', async () => {
  site.reset();
  site.serve(
    '/',
    html(`<script async src="/haptik-feedback.with-form.js" data-target="body" ${attributes('data-')}></script>`),
  );
  const { page } = await visit(browser, site.url);
  await page.getByRole('button', { name: 'Send feedback' }).waitFor();
  expect(site.requests.filter(loaded)).toEqual(['/haptik-feedback.with-form.js']);
  await page.getByRole('textbox').focus();
  await expect.poll(() => site.requests.filter(loaded)).toHaveLength(2);
  expect(site.requests.filter(loaded)[1]).toMatch(/^\/haptik-feedback\.transport\.js\?v=/);
  await page.context().close();
});

test('the form of the file with the form is not there before the texts of its language', async () => {
  site.reset();
  site.serve(
    '/',
    html(
      `<haptik-feedback locale="hi" ${attributes()}></haptik-feedback><script src="/haptik-feedback.with-form.js"></script>`,
    ),
  );
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { page } = await visit(browser, 'about:blank');
  await page.route(/locale\.hi/, async (route) => {
    await arrival;
    await route.continue();
  });
  await page.goto(site.url);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await page.getByRole('heading').count()).toBe(0);
  arrive();
  await page.getByRole('heading').waitFor();
  expect(await page.getByRole('heading').textContent()).toMatch(/\p{Script=Devanagari}/u);
  await page.context().close();
});

test('an inline form moves nothing in the space that the page reserves', async () => {
  site.serve(
    '/',
    html(
      `<haptik-feedback style="display:block;min-height:40em" ${attributes()}></haptik-feedback><p>what follows</p><script async src="/haptik-feedback.js"></script>`,
    ),
  );
  const { page } = await visit(browser, site.url, { before: watchShifts });
  await page.getByRole('textbox').waitFor();
  expect(await page.evaluate(shifted)).toBe(0);
  await page.context().close();
});

test('where something waits to be sent, the form is fetched at once', async () => {
  site.serve('/', html('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`));
  const { page } = await visit(browser, site.url, {
    before: (context) => context.addInitScript(() => localStorage.setItem('hf:waiting:somebody', '1')),
  });
  await expect.poll(() => site.requests.some((path) => path.includes('.form.'))).toBe(true);
  await page.context().close();
});

test('the connection to the relay is there before it is needed, and the page keeps nothing of it', async () => {
  let connections = 0;
  const answered = new Set<string>();
  const relay = createServer((request, response) => {
    answered.add(`${request.method}`);
    response.writeHead(request.method === 'POST' ? 201 : 204, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type, idempotency-key',
    });
    response.end(request.method === 'POST' ? '{"success":true}' : undefined);
  }).on('connection', () => connections++);
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const { port } = relay.address() as AddressInfo;
  site.serve(
    '/',
    html(
      `<haptik-feedback ${attributes('', `http://127.0.0.1:${port}/feedback`)}></haptik-feedback>`,
      '<script async src="/haptik-feedback.js"></script>',
    ),
  );
  // Debian's Chromium makes no connection ahead of need unless its user wishes it.
  const profile = mkdtempSync(join(tmpdir(), 'haptik-feedback-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), '{"net":{"network_prediction_options":0}}');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium()!,
    args: chromiumArguments(),
  });
  const { page } = await visit(context, site.url);
  await page.getByRole('radio', { name: '4 stars' }).waitFor();
  expect(connections).toBe(0);
  await page.getByRole('radio', { name: '4 stars' }).check();
  await expect.poll(() => connections).toBe(1);
  expect(answered.size).toBe(0);
  expect(await page.locator('link[rel=preconnect]').count()).toBe(0);
  await page.getByRole('radio', { name: 'Yes' }).check();
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await thanks(page).waitFor();
  expect([...answered]).toEqual(['OPTIONS', 'POST']);
  expect(connections).toBe(1);
  await context.close();
  rmSync(profile, { recursive: true, force: true });
  relay.closeAllConnections();
  await new Promise((resolve) => relay.close(resolve));
});
