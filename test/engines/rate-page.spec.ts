import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import type { LinkOptions } from '../../src/relay/links/create-link.js';
import { type LinkRelay, startLinkRelay } from '../browser/link-relay.js';
import { html, type Site, startSite } from '../browser/site.js';
import type { Driver } from './driver.js';
import { launch } from './launch.js';
import { createVisitor, give, type Visitor } from './visitor.js';

const engine = inject('engine');

const COMMENT = 'By link, धन्यवाद';
const EXPIRED = { days: 1, now: () => Date.now() - 3 * 86_400_000 };

let driver: Driver;
let visitor: Visitor;
let site: Site;
let links: LinkRelay;

beforeAll(async () => {
  [driver, site] = await Promise.all([launch(engine), startSite()]);
  links = await startLinkRelay(site.url);
  visitor = createVisitor(driver);
});
afterAll(() => Promise.all([driver?.close(), site?.close(), links?.close()]));
beforeEach(({ onTestFailed, task }) => {
  onTestFailed(async () => {
    const picture = join(tmpdir(), `haptik-feedback-${engine.name}-${task.id}.png`);
    writeFileSync(picture, await driver.screenshot());
    console.log(`${task.name}: ${picture}`);
  });
  links.standin.setFault('none');
});
afterEach(() => {
  expect(links.violations).toEqual([]);
});

/** Opens a link for a new visitor. Another page comes first, because two links differ only in their fragment. */
async function open(options: Partial<LinkOptions> = {}) {
  const made = await links.makeLink(options);
  site.serve('/', html('<h1>A message</h1>'));
  await visitor.open(site.url);
  await visitor.open(made.link);
  return made;
}

const pageStyle = (property: string) => visitor.style('body', property);

describe('the page of a link', () => {
  test('shows the answers of the link, sends them when the visitor presses, and is then used up', async () => {
    const { link, authId } = await open({ rating: 4, resolved: false });
    expect((await visitor.see('radio', '4 stars')).isChecked).toBe(true);
    expect((await visitor.see('radio', 'No')).isChecked).toBe(true);
    expect(links.receivedFrom(authId)).toEqual([]);

    await visitor.click('button', 'Send feedback');
    await visitor.reads('thanks', 'Thank you for your feedback. It helps us get better.');
    await visitor.isAt('thanks');
    await visitor.open(site.url);
    await visitor.open(link);
    await visitor.see('heading', 'This link was already used');

    expect(links.receivedFrom(authId)).toEqual([
      { auth_id: authId, business_id: 343, query_rating: 4, query_resolved: false },
    ]);
  });

  test('says which answer is missing, and sends every answer', async () => {
    const { authId } = await open();
    await visitor.click('button', 'Send feedback');
    await visitor.isAt('radio', '1 star');
    expect((await visitor.see('radio', '1 star')).description).toContain('Please choose a rating.');

    await give(visitor, COMMENT);
    await visitor.see('thanks');

    expect(links.receivedFrom(authId)).toEqual([
      { auth_id: authId, business_id: 343, query_rating: 4, query_resolved: true, feedback: COMMENT },
    ]);
  });

  test('keeps the answers when Haptik fails, and sends them again', async () => {
    const { authId } = await open({ rating: 2, resolved: true });
    links.standin.setFault('500');
    await visitor.click('button', 'Send feedback');
    await visitor.reads('alert', 'The feedback service had a problem. Your answers are kept; please try again.');
    expect((await visitor.see('radio', '2 stars')).isChecked).toBe(true);

    links.standin.setFault('none');
    await visitor.click('button', 'Try again');
    await visitor.see('thanks');

    expect(links.receivedFrom(authId).at(-1)).toMatchObject({ query_rating: 2 });
  });

  test.each<[state: string, options: Partial<LinkOptions>, text: string, direction: string]>([
    ['expired', { ...EXPIRED, language: 'de' }, 'Dieser Link ist abgelaufen', 'ltr'],
    ['changed', { secret: 'another-secret-of-at-least-32-bytes', language: 'ar' }, 'هذا الرابط لا يعمل', 'rtl'],
    ['for another business', { businessId: 344, language: 'es' }, 'Este enlace no funciona', 'ltr'],
  ])('refuses a link that is %s, in the language of the link', async (_state, options, text, direction) => {
    const { authId } = await open({ ...options, rating: 4 });

    await visitor.see('heading', text);

    expect(await pageStyle('direction')).toBe(direction);
    await visitor.misses('radio');
    expect(links.receivedFrom(authId)).toEqual([]);
  });

  test('is written from right to left in Arabic', async () => {
    await open({ language: 'ar', rating: 5 });

    await visitor.see('heading', 'كيف كانت محادثتك؟');

    expect(await pageStyle('direction')).toBe('rtl');
    const [first, second] = [await visitor.see('radio', 'نجمة واحدة'), await visitor.see('radio', 'نجمتان')];
    expect(first.point.x).toBeGreaterThan(second.point.x);
  });

  test('reports a violation of its policy to these tests', async () => {
    await open();
    await visitor.see('button', 'Send feedback');

    await driver.evaluate(() => document.body.setAttribute('style', 'color: red'));

    await visitor.waitFor(async () => expect(links.violations.join()).toContain('style-src'));
    links.violations.length = 0;
  });

  test('closes itself once in a frame, after success', async () => {
    const { link } = await links.makeLink({ view: 'chat', rating: 5, resolved: true });
    const frame = `<iframe src="${link.replaceAll('&', '&amp;')}" width="500" height="600"></iframe>`;
    const listen = "<script>messages = []; addEventListener('message', ({ data }) => messages.push(data))</script>";
    site.serve('/', html(frame, listen));
    await visitor.open(site.url);

    // The test cannot look into the frame. The keys do nothing until the form is shown.
    await visitor.waitFor(async () => {
      await visitor.press('Tab', 'Enter');
      expect(await driver.evaluate(() => window.messages.length)).toBe(1);
    });

    expect(await driver.evaluate(() => window.messages)).toEqual([{ action: 'close', message: '' }]);
  });
});

declare global {
  interface Window {
    messages: unknown[];
  }
}
