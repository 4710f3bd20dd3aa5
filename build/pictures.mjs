import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArguments, findOrInstallChromium } from '../test/browser/find-browser.mjs';

// `npm run pictures`: takes the pictures of the README and the docs. Run `npm run build` before it.

const ROOT = join(import.meta.dirname, '..');
const answer = { status: 201, body: {} };

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://site');
  const scheme = searchParams.get('scheme') ?? 'light';
  if (pathname === '/feedback') {
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  } else if (pathname.endsWith('.js')) {
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    response.end(readFileSync(join(ROOT, 'dist/embed', pathname)));
  } else if (pathname === '/site') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(siteWithLauncher(scheme));
  } else {
    const locale = searchParams.get('locale') ?? 'en';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="${locale}"><meta charset="utf-8">
      <style>html{color-scheme:${scheme}}body{margin:0;padding:24px;width:368px;background:light-dark(#f1f2f7,#0e0f13)}</style>
      <haptik-feedback relay-url="/feedback" business-id="343" auth-id="visitor" remember="false"></haptik-feedback>
      <script src="/haptik-feedback.js"></script></html>`);
  }
});

/**
 * Writes the page of a made-up site with a launcher.
 * @param {string} scheme
 */
function siteWithLauncher(scheme) {
  const lines = [100, 92, 97, 64].map((width) => `<i style="width:${width}%"></i>`).join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><style>
    html{color-scheme:${scheme};background:light-dark(#fff,#0e0f13);font:16px system-ui,sans-serif;color:light-dark(#191b26,#eff0f6)}
    body{margin:0} header{display:flex;align-items:center;gap:8px;padding:14px 20px;border-bottom:1px solid light-dark(#dcdde8,#2e313d);font-weight:700}
    header::before{content:"";width:20px;height:20px;border-radius:6px;background:#2a9d6f}
    main{padding:20px} h1{font-size:22px;margin:0 0 14px} i{display:block;height:9px;margin:0 0 10px;border-radius:5px;background:light-dark(#e3e4ee,#2a2d38)}
    b{display:block;height:120px;margin:18px 0;border-radius:12px;background:linear-gradient(120deg,light-dark(#d8efe4,#12352a),light-dark(#cfe3f6,#16324a))}
    </style><header>Parcel & Co</header><main><h1>Your parcel is on its way</h1>${lines}<b></b>${lines}${lines}</main>
    <script src="/haptik-feedback.js" data-relay-url="/feedback" data-business-id="343" data-auth-id="visitor" data-remember="false"></script></html>`;
}

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
const COMMENT = 'The agent found my order at once. Thank you!';

/** @type {{ name: string, scheme: string, locale?: string, status?: number, body?: object, prepare: (page: Page) => Promise<unknown> }[]} */
const PICTURES = [
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
      await fill(page, COMMENT);
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
      await fill(page, COMMENT);
      await send(page);
      await page.getByText('Thank you for your feedback.').waitFor();
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

/** The size of each of the three screens in the README's first picture, in CSS pixels. */
const FRAME = { width: 392, height: 600 };

for (const scheme of ['light', 'dark']) {
  Object.assign(answer, { status: 201, body: { success: true } });
  const page = await browser.newPage({ viewport: FRAME, deviceScaleFactor: 1 });
  await page.goto(`http://127.0.0.1:${port}/site?scheme=${scheme}`);
  const launcher = page.locator('[part=launcher]');
  await launcher.waitFor();
  const takeFrame = async () => {
    await page.mouse.move(0, 0);
    return (await page.screenshot({ animations: 'disabled' })).toString('base64');
  };
  const frames = [await takeFrame()];
  await launcher.click();
  await fill(page, COMMENT);
  frames.push(await takeFrame());
  await page.getByRole('button', { name: 'Send feedback' }).click();
  await page.getByText('Thank you for your feedback.').waitFor();
  frames.push(await takeFrame());

  const strip = await browser.newPage({ viewport: { width: FRAME.width * 3 + 48, height: FRAME.height + 8 } });
  await strip.setContent(`<style>body{margin:4px;display:flex;gap:20px}
    img{border:1px solid ${scheme === 'light' ? '#c9cbd8' : '#3a3e4c'};border-radius:16px;box-sizing:border-box}</style>
    ${frames.map((frame) => `<img src="data:image/png;base64,${frame}" width="${FRAME.width}">`).join('')}`);
  await strip.screenshot({ path: join(ROOT, `public/pictures/hero-${scheme}.png`), omitBackground: true });
  await strip.close();
  await page.close();
  console.log(`public/pictures/hero-${scheme}.png`);
}
await browser.close();
server.close();
