import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkOptions } from '../../src/relay/links/create-link.js';
import { type LinkRelay, startLinkRelay } from './link-relay.js';
import { html, type Site, startSite } from './site.js';
import { setUpBrowser, thanks, type VisitOptions } from './test-browser.js';

const PHONE = { width: 320, height: 640 };

let site: Site;
let links: LinkRelay;

const browser = setUpBrowser(() => [links.publicUrl, site.url]);

beforeAll(async () => {
  site = await startSite();
  links = await startLinkRelay(site.url);
});

afterAll(async () => {
  await links?.close();
  await site?.close();
});

const makeLink = (options?: Partial<LinkOptions>) => links.makeLink(options);
const receivedFrom = (authId: string) => links.receivedFrom(authId);

/** Sends feedback with the token of a link, as another device would. */
const sendElsewhere = (token: string) =>
  fetch(`${links.publicUrl}/rate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ business_id: 343, query_resolved: true, query_rating: 1 }),
  });

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

/** Returns the violations that axe finds on the whole page, one line for each element. */
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

  it('keeps the token, the visitor and the comment out of the log, the metrics, every address and every referrer', async () => {
    const { link, authId, token } = await makeLink({ rating: 2, resolved: false });
    links.requests.length = 0;
    const { page } = await open(link);

    await page.getByRole('textbox').fill('A private comment');
    await sendButton(page).click();
    await thanks(page).waitFor();
    await links.relay.waitForOutput('"outcome":"recorded"');

    expect(receivedFrom(authId)).toMatchObject([{ query_rating: 2, query_resolved: false }]);
    const metrics = await links.metrics();
    expect(metrics).toContain('haptik_feedback_ratings_total{rating="2"');
    const paths = links.requests.map(({ path }) => path);
    expect(paths).toContain('/rate');
    const seen = [links.relay.output(), metrics, ...paths].join('\n');
    for (const secret of [token, authId, 'A private comment']) expect(seen).not.toContain(secret);
    expect(links.requests.filter(({ referrer }) => referrer !== '')).toEqual([]);
  });

  it.each([
    ['a form in Tamil', { language: 'ta' }],
    ['a used link in Tamil', { language: 'ta', conversationId: 'used' }],
    ['a used link in English', { language: 'en', conversationId: 'used-in-english' }],
  ] as [string, Partial<LinkOptions>][])(
    'is less than 20 kB with all its files, compressed: %s',
    async (_case, options) => {
      const { link, token } = await makeLink({ ...options, rating: 4, resolved: true });
      if (options.conversationId) await sendElsewhere(token);
      links.requests.length = 0;

      // Playwright disables the cache of a page that has routes.
      await open(link, { before: (page) => page.route('**', (route) => route.continue()) });

      const paths = links.requests.map(({ path }) => path);
      expect(paths.some((path) => path.startsWith('/haptik-feedback.page.js'))).toBe(true);
      expect(links.requests.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(20_000);
    },
  );

  it.each([
    ['expired', { days: 1, now: () => Date.now() - 3 * 86_400_000, language: 'de' }, 'Dieser Link ist abgelaufen'],
    ['for a business that is not allowed', { businessId: 344, language: 'es' }, 'Este enlace no funciona'],
    [
      'signed with another secret',
      { secret: 'another-secret-of-at-least-32-bytes', language: 'ar' },
      'هذا الرابط لا يعمل',
    ],
  ] as [string, Partial<LinkOptions>, string][])(
    'refuses a link that is %s, in the language of the link',
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
    const { page } = await open(`${links.publicUrl}/rate#eyJhbGciOi`);

    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('This link does not work');
  });

  it('moves the focus to the notice when the link is used elsewhere while the form is open', async () => {
    const { link, token } = await makeLink({ rating: 4, resolved: true });
    const { page } = await open(link);
    await sendElsewhere(token);

    await sendButton(page).click();

    await page.locator('[role=alert]:focus', { hasText: 'This link was already used' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });

  it.each([
    ['in light colours', 'light'],
    ['in dark colours', 'dark'],
  ] as const)('is accessible and fits a small phone %s, in every state of the form', async (_case, colorScheme) => {
    const { link } = await makeLink();
    const { page } = await open(link, { viewport: PHONE, before: (page) => page.emulateMedia({ colorScheme }) });
    const found: string[] = [];
    const check = async (state: string) => {
      found.push(...(await axeViolations(page)).map((violation) => `${state}: ${violation}`));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width !== PHONE.width) found.push(`${state}: ${width} px wide`);
    };
    const alert = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();

    await check('editing');
    await sendButton(page).click();
    await page.getByText('Please choose a rating.').waitFor();
    await check('missing');
    await page.getByRole('radio', { name: '4 stars' }).check();
    await page.getByRole('radio', { name: 'Yes' }).check();
    links.standin.setFault('wrong-token');
    await sendButton(page).click();
    await alert('Feedback is not set up correctly');
    await check('unauthorized');
    links.standin.setFault('500');
    await sendButton(page).click();
    await alert('The feedback service had a problem.');
    await check('server-error');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await alert('You are offline.');
    await check('offline');
    links.standin.setFault('none');
    await page.context().setOffline(false);
    await thanks(page).waitFor();
    await check('sent');

    expect(found).toEqual([]);
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
    links.standin.setFault('500');
    await frame.getByRole('button', { name: 'Send feedback' }).click();
    await frame.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 20_000 });
    expect(await page.evaluate(() => window.messages)).toEqual([]);

    links.standin.setFault('none');
    await frame.getByRole('button', { name: 'Try again' }).click();
    await frame.getByText('Thank you for your feedback.').waitFor();
    await page.waitForFunction(() => window.messages.length > 0);

    expect(await page.evaluate(() => window.messages)).toEqual([{ action: 'close', message: '' }]);
  });

  it('closes itself through the URL of the mobile SDKs when it is not in a frame', async () => {
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

declare global {
  interface Window {
    messages: unknown[];
  }
}
