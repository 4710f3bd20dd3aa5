import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright';
import { expect, test } from 'vitest';
import { chromiumArguments, findChromium } from './find-browser.mjs';
import { recordShifts, sumOfShifts } from './layout-shifts.js';
import { attributes, html } from './site.js';
import { setUpSite, thanks } from './test-browser.js';

const EMBED_FOLDER = join(import.meta.dirname, '../../dist/embed');
const LAUNCHER = `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`;

const web = setUpSite();

const requestedFiles = () => web.site.requests.filter((path) => path.startsWith('/haptik-feedback'));

test('the README states the sizes of the browser files within 5 %', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const stated = [...readme.matchAll(/^\| `(haptik-feedback[\w.-]*\.js)` +\| ([\d.]+) kB/gm)];
  expect(stated).toHaveLength(9);
  for (const [, name, kilobytes] of stated) {
    const { length } = brotliCompressSync(readFileSync(join(EMBED_FOLDER, name!)));
    expect(Math.abs(length / 1000 / Number(kilobytes) - 1), `${name}: ${length} bytes`).toBeLessThan(0.05);
  }
});

test.each(['haptik-feedback.js', 'haptik-feedback.inline.js', 'haptik-feedback.standalone.js'])(
  '%s has no syntax newer than 2020, so that an older browser can parse it and do nothing',
  (name) => {
    const code = readFileSync(join(EMBED_FOLDER, name), 'utf8');
    expect(code).not.toMatch(/this\.#|\?\?=|\|\|=|&&=|\bstatic \w+=|\bstatic\{/);
  },
);

test('a launcher needs three small files until the visitor hovers over it, and shifts no layout, closed or open', async () => {
  const { page } = await web.open('<p>text</p>', LAUNCHER, { before: recordShifts });
  const launcher = page.getByRole('button', { name: 'Give feedback' });
  await launcher.waitFor();
  await expect
    .poll(() => requestedFiles())
    .toEqual([
      '/haptik-feedback.js',
      expect.stringMatching(/^\/haptik-feedback\.shell\.js\?v=[\w-]{8}$/),
      expect.stringMatching(/^\/haptik-feedback\.panel\.js\?v=[\w-]{8}$/),
    ]);
  await page.waitForLoadState('networkidle');
  expect(requestedFiles()).toHaveLength(3);

  await launcher.hover();
  await expect.poll(() => requestedFiles()[3]).toMatch(/^\/haptik-feedback\.form\.js\?v=[\w-]{8}$/);
  await launcher.click();
  await page.getByRole('radio', { name: 'No' }).check();
  await expect.poll(() => requestedFiles().at(-1)).toMatch(/^\/haptik-feedback\.transport\.js\?v=[\w-]{8}$/);
  expect(await sumOfShifts(page)).toBe(0);
});

test('an inline form below the fold needs one request until it is near the viewport', async () => {
  const { page } = await web.open(
    `<div style="height:5000px"></div><haptik-feedback ${attributes()}></haptik-feedback><script async src="/haptik-feedback.js"></script>`,
  );
  await page.waitForFunction(() => document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild);
  await page.waitForLoadState('networkidle');
  expect(requestedFiles()).toEqual(['/haptik-feedback.js']);
  await page.mouse.wheel(0, 5000);
  await page.getByRole('textbox').waitFor();
  await page.waitForLoadState('networkidle');
  expect(requestedFiles()).toEqual([
    '/haptik-feedback.js',
    expect.stringContaining('.shell.js'),
    expect.stringContaining('.form.js'),
  ]);
});

test('the inline file asks for the form at once, and for nothing more until the visitor touches the form', async () => {
  const { page } = await web.open(
    `<script async src="/haptik-feedback.inline.js" data-target="body" ${attributes('data-')}></script>`,
  );
  await page.getByRole('button', { name: 'Send feedback' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(requestedFiles()).toEqual([
    '/haptik-feedback.inline.js',
    expect.stringMatching(/^\/haptik-feedback\.form\.js\?v=[\w-]{8}$/),
  ]);
  await page.getByRole('textbox').focus();
  await expect.poll(() => requestedFiles()).toHaveLength(3);
  expect(requestedFiles()[2]).toMatch(/^\/haptik-feedback\.transport\.js\?v=/);
});

test('an inline form in a reserved space shifts no layout', async () => {
  const { page } = await web.open(
    `<haptik-feedback style="display:block;min-height:40em" ${attributes()}></haptik-feedback><p>what follows</p><script async src="/haptik-feedback.js"></script>`,
    '',
    { before: recordShifts },
  );
  await page.getByRole('textbox').waitFor();
  expect(await sumOfShifts(page)).toBe(0);
});

test('a launcher fetches the form at once when feedback waits to be sent', async () => {
  await web.open('', LAUNCHER, {
    before: (page) => page.addInitScript(() => localStorage.setItem('hf:waiting:somebody', '1')),
  });

  await expect.poll(() => web.site.requests.some((path) => path.includes('.form.'))).toBe(true);
});

test('the first answer opens the connection to the relay, and leaves no preconnect link on the page', async () => {
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
  web.site.serve(
    '/',
    html(
      `<haptik-feedback ${attributes('', `http://127.0.0.1:${port}/feedback`)}></haptik-feedback>`,
      '<script async src="/haptik-feedback.js"></script>',
    ),
  );
  // The headless shell never preconnects. Debian's Chromium preconnects only with this preference.
  const profile = mkdtempSync(join(tmpdir(), 'haptik-feedback-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), '{"net":{"network_prediction_options":0}}');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium()!,
    args: chromiumArguments(),
  });
  const page = await context.newPage();
  await page.goto(web.site.url);
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

test('the answers trigger the CORS preflight ahead of time, so that Send needs one request', async () => {
  const asked: string[] = [];
  const relay = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url !== '/feedback') {
      response.setHeader('content-type', 'text/javascript');
      return void response.end(readFileSync(join(EMBED_FOLDER, request.url!.replace(/\?.*/, ''))));
    }
    asked.push(`${request.method}`);
    response.writeHead(request.method === 'POST' ? 201 : 204, {
      'access-control-allow-headers': 'content-type, authorization, idempotency-key',
      'access-control-max-age': '86400',
      'cache-control': 'no-store',
    });
    response.end(request.method === 'POST' ? '{"success":true}' : undefined);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
  const element = `<haptik-feedback ${attributes('', `${url}/feedback`)}></haptik-feedback>`;
  const { page } = await web.open(element, `<script async src="${url}/haptik-feedback.js"></script>`);

  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await expect.poll(() => asked).toEqual(['OPTIONS', 'GET']);
  await page.getByRole('button', { name: 'Send feedback' }).click();

  await thanks(page).waitFor();
  expect(asked).toEqual(['OPTIONS', 'GET', 'POST']);
  relay.closeAllConnections();
  await new Promise((resolve) => relay.close(resolve));
});
