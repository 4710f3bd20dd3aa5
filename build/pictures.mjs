import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArguments, findOrInstallChromium } from '../test/browser/find-browser.mjs';

// `npm run pictures`: takes the README's pictures of the built widget.

const ROOT = join(import.meta.dirname, '..');
const answer = { status: 201, body: {} };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '', 'http://site');
  if (pathname === '/feedback') {
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  } else if (pathname.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    response.end(readFileSync(join(ROOT, 'dist/embed', pathname)));
  } else {
    const { searchParams } = new URL(request.url ?? '', 'http://site');
    const locale = searchParams.get('locale') ?? 'en';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="${locale}"><meta charset="utf-8">
      <style>html{color-scheme:${searchParams.get('scheme')}}body{margin:0;padding:24px;width:368px;background:light-dark(#f1f2f7,#0e0f13)}</style>
      <haptik-feedback relay-url="/feedback" business-id="343" auth-id="visitor" remember="false"></haptik-feedback>
      <script src="/haptik-feedback.js"></script></html>`);
  }
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({
  executablePath: findOrInstallChromium(console.log),
  args: chromiumArguments(),
});

/** @typedef {import('playwright').Page} Page */
/** @param {Page} page @param {string} comment */
async function fill(page, comment) {
  await page.getByRole('radio').nth(3).check();
  await page.getByRole('radio').nth(5).check();
  await page.getByRole('textbox').fill(comment);
  await page.getByRole('textbox').blur();
}
/** @param {Page} page */
async function send(page) {
  await page.getByRole('button').click();
}
const KIND = 'The agent found my order at once. Thank you!';

/** @type {{ name: string, scheme: string, locale?: string, status?: number, body?: object, prepare: (page: Page) => Promise<unknown> }[]} */
const PICTURES = [
  { name: 'light', scheme: 'light', prepare: (page) => fill(page, KIND) },
  { name: 'dark', scheme: 'dark', prepare: (page) => fill(page, KIND) },
  {
    name: 'right-to-left',
    scheme: 'light',
    locale: 'ar',
    prepare: (page) => fill(page, 'وجدت طلبي في الحال. شكرًا لكم!'),
  },
  {
    name: 'problem',
    scheme: 'light',
    status: 400,
    body: { error_message: 'duplicate feedback' },
    prepare: async (page) => {
      await fill(page, KIND);
      await send(page);
      await page.getByRole('alert').filter({ hasText: /./ }).waitFor();
    },
  },
  {
    name: 'sent',
    scheme: 'light',
    status: 201,
    body: { success: true },
    prepare: async (page) => {
      await fill(page, KIND);
      await send(page);
      await page.getByRole('status').waitFor();
    },
  },
];
for (const { name, scheme, locale = 'en', status = 201, body = {}, prepare } of PICTURES) {
  Object.assign(answer, { status, body });
  const page = await browser.newPage({ viewport: { width: 416, height: 400 }, deviceScaleFactor: 1 });
  await page.goto(`http://127.0.0.1:${port}/?locale=${locale}&scheme=${scheme}`);
  await prepare(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(ROOT, 'public/pictures', `${name}.png`), fullPage: true, animations: 'disabled' });
  await page.close();
  console.log(`public/pictures/${name}.png`);
}
await browser.close();
server.close();
