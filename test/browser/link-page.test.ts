import { createServer } from 'node:net';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLink, type LinkOptions } from '../../src/relay/links/create-link.js';
import { type RelayProcess, runRelay } from '../relay/relay-process.js';
import { type ListeningStandin, listenStandin } from '../standin/listen-standin.js';
import { html, type Site, startSite } from './site.js';
import { setUpBrowser, thanks, type VisitOptions } from './test-browser.js';

const RELAY = { folder: join(import.meta.dirname, '../../dist/relay'), remove() {} };
const ACCOUNT = { token: 'a-token-that-only-haptik-sees', clientId: 'client' };
const SECRET = 'a-link-secret-of-at-least-32-bytes';
const PHONE = { width: 320, height: 640 };

let site: Site;
let standin: ListeningStandin;
let relay: RelayProcess;
let publicUrl: string;
let visitors = 0;

const browser = setUpBrowser(() => [publicUrl, site.url]);

beforeAll(async () => {
  [site, standin] = await Promise.all([startSite(), listenStandin(ACCOUNT)]);
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  relay = await runRelay(RELAY, {
    HAPTIK_BASE_URL: standin.origin,
    HAPTIK_TOKEN: ACCOUNT.token,
    HAPTIK_CLIENT_ID: ACCOUNT.clientId,
    ALLOWED_ORIGINS: site.url,
    ALLOWED_BUSINESS_IDS: '343',
    PUBLIC_URL: publicUrl,
    LINK_SECRET: SECRET,
    PAGE_TITLE: 'Example Shop',
    PAGE_FRAME_ANCESTORS: site.url,
    LOG_LEVEL: 'debug',
    PORT: String(port),
  });
});

afterAll(async () => {
  await relay?.stop('SIGKILL');
  await standin?.close();
  await site?.close();
});

/** Makes a link for a new visitor, who has an active conversation. */
async function makeLink(options: Partial<LinkOptions> = {}): Promise<{ link: string; authId: string }> {
  const user = { auth_id: `visitor${++visitors}` };
  for (const [path, body] of [
    ['user', user],
    ['log_message_from_user', { user, message_body: 'Hello', business_id: 343 }],
  ] as const) {
    await fetch(`${standin.origin}/v1.0/${path}/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ACCOUNT.token}`, 'client-id': ACCOUNT.clientId },
      body: JSON.stringify(body),
    });
  }
  const link = await createLink({ publicUrl, secret: SECRET, authId: user.auth_id, businessId: 343, ...options });
  return { link, authId: user.auth_id };
}

const receivedFrom = (authId: string) =>
  standin.received.map(({ body }) => body as Record<string, unknown>).filter((body) => body.auth_id === authId);

/** Opens a link. `violations` collects what the page's policy has refused. */
async function open(link: string, options: VisitOptions = {}) {
  const violations: string[] = [];
  const visit = await browser.visit(link, {
    ...options,
    before: async (page) => {
      await page.exposeFunction('report', (violation: string) => violations.push(violation));
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          if (!blockedURI.endsWith('/favicon.ico')) window.report(`${violatedDirective} ${blockedURI}`);
        });
      });
      await options.before?.(page);
    },
  });
  await visit.page.locator('main .hf').waitFor();
  return { ...visit, violations };
}

const sendButton = (page: Page) => page.getByRole('button', { name: 'Send feedback' });

/** Gives what axe finds on the whole page, one line for each element. */
async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  });
}

describe('the page of a link', () => {
  it('shows four stars, sends only when the visitor presses, and says at the second visit that the link is used', async () => {
    const { link, authId } = await makeLink({ rating: 4 });
    const { page, violations, errors, thrown } = await open(link);
    expect(await page.getByRole('radio', { name: '4 stars' }).isChecked()).toBe(true);
    expect(receivedFrom(authId)).toEqual([]);

    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('textbox').fill('By link');
    await sendButton(page).click();
    await thanks(page).waitFor();
    const second = await open(link.replace('rating=4', 'rating=5'), { isReturning: true });

    expect(receivedFrom(authId)).toEqual([
      { auth_id: authId, business_id: 343, query_rating: 4, query_resolved: true, feedback: 'By link' },
    ]);
    expect(await second.page.getByRole('heading', { level: 2 }).textContent()).toBe('This link was already used');
    expect([violations, errors, thrown, second.violations, second.errors, second.thrown].flat()).toEqual([]);
  });

  it('keeps the token, the visitor and the comment out of the log and of every referrer', async () => {
    const { link, authId } = await makeLink({ rating: 2, resolved: false });
    const referrers: string[] = [];
    const { page } = await open(link, {
      before: async (page) => {
        page.on('request', (request) => referrers.push(request.headers().referer ?? ''));
      },
    });

    await page.getByRole('textbox').fill('A private comment');
    await sendButton(page).click();
    await thanks(page).waitFor();
    await relay.said('"outcome":"recorded"');

    expect(receivedFrom(authId)).toMatchObject([{ query_rating: 2, query_resolved: false }]);
    const token = /#([^&]+)/.exec(link)![1]!;
    for (const secret of [token, authId, 'A private comment']) expect(relay.output()).not.toContain(secret);
    expect(referrers.filter((referrer) => referrer !== '')).toEqual([]);
  });

  it.each([
    ['expired', { days: 1, now: () => Date.now() - 3 * 86_400_000, language: 'de' }, 'Dieser Link ist abgelaufen'],
    ['for a business that is not allowed', { businessId: 344, language: 'es' }, 'Este enlace no funciona'],
    ['signed with another secret', { secret: `b${SECRET}`, language: 'ar' }, 'هذا الرابط لا يعمل'],
  ] as [string, Partial<LinkOptions>, string][])(
    'refuses in its language a link that is %s',
    async (_case, options, text) => {
      const { link, authId } = await makeLink(options);

      const { page, violations } = await open(link, { viewport: PHONE });

      expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe(text);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(options.language);
      expect(await sendButton(page).count()).toBe(0);
      expect(receivedFrom(authId)).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      expect(violations).toEqual([]);
    },
  );

  it('says that the link does not work when it is cut short', async () => {
    const { page } = await open(`${publicUrl}/rate#eyJhbGciOi`);

    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('This link does not work');
  });

  it('says that the link was used when it is used elsewhere while the form is open', async () => {
    const { link } = await makeLink({ rating: 4, resolved: true });
    const { page } = await open(link);
    const token = /#([^&]+)/.exec(link)![1]!;
    await fetch(`${publicUrl}/rate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ business_id: 343, query_resolved: true, query_rating: 1 }),
    });

    await sendButton(page).click();

    await page.getByText('This link was already used').waitFor();
  });

  it.each([
    ['in the light', 'light'],
    ['in the dark', 'dark'],
  ] as const)('is accessible and fits a small phone %s, before and after sending', async (_case, colorScheme) => {
    const { link } = await makeLink({ rating: 4, resolved: true });
    const { page } = await open(link, {
      viewport: PHONE,
      before: (page) => page.emulateMedia({ colorScheme }),
    });
    const form = await axeViolations(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);

    await sendButton(page).click();
    await thanks(page).waitFor();

    expect([...form, ...(await axeViolations(page))]).toEqual([]);
    expect(width).toBe(PHONE.width);
  });

  it('is written from right to left in Arabic', async () => {
    const { link } = await makeLink({ language: 'ar', rating: 5 });

    const { page } = await open(link, { viewport: PHONE });

    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
  });
});

describe('the page in a frame', () => {
  const openFramed = async (link: string) => {
    site.serve('/', html(`<iframe src="${link.replaceAll('&', '&amp;')}" width="400" height="700"></iframe>`));
    const { page } = await browser.visit(site.url, {
      before: (page) =>
        page.addInitScript(() => {
          window.messages = [];
          addEventListener('message', ({ data }) => window.messages.push(data));
        }),
    });
    return { page, frame: page.frameLocator('iframe') };
  };

  it('closes itself once, and only after success', async () => {
    const { link } = await makeLink({ view: 'chat', rating: 5, resolved: true });
    const { page, frame } = await openFramed(link);
    standin.setFault('500');
    await frame.getByRole('button', { name: 'Send feedback' }).click();
    await frame.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 20_000 });
    expect(await page.evaluate(() => window.messages)).toEqual([]);

    standin.setFault('none');
    await frame.getByRole('button', { name: 'Try again' }).click();
    await frame.getByText('Thank you for your feedback.').waitFor();
    await page.waitForFunction(() => window.messages.length > 0);

    expect(await page.evaluate(() => window.messages)).toEqual([{ action: 'close', message: '' }]);
  });

  it('closes itself by the address of the mobile SDKs when it is not in a frame', async () => {
    const { link } = await makeLink({ view: 'chat', rating: 5, resolved: true });
    const { page } = await open(link, {
      before: (page) => page.route('http://haptik-webview//**', (route) => route.fulfill({ body: 'closed' })),
    });

    await sendButton(page).click();
    await page.waitForURL(/^http:\/\/haptik-webview/);

    expect(page.url()).toBe('http://haptik-webview//perform-action?action=close&message=');
  });

  it('is refused by the browser on a page that may not frame it', async () => {
    const { link } = await makeLink();
    site.serve('/', html(`<iframe src="${link}"></iframe>`));

    const { errors } = await browser.visit(site.otherUrl);

    await expect.poll(() => errors.join()).toMatch(/frame-ancestors/);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

declare global {
  interface Window {
    messages: unknown[];
  }
}
