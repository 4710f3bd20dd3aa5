import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { give, launchBrowser, thanks } from './embed-site.js';
import { startWholePath, type WholePath } from './whole-path.js';

let browser: Browser;
let path: WholePath;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  path = await startWholePath();
});
afterEach(() => path.close());

/** A visitor whose IndexedDB neither opens nor fails. */
async function broken(from: Browser) {
  const context = await from.newContext();
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  return context;
}

const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
const comments = () => path.standin.received.map(({ body }) => (body as { feedback?: string }).feedback);
const textbox = (page: Page) => page.getByRole('textbox');

describe('feedback that is on its way', () => {
  it('arrives once when the relay was killed during the post and has come back', async () => {
    path.standin.setFault('slow');
    const { page } = await path.visit(browser, 'demo-user', 'retries="0"');
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    await give(page, 'through a crash');
    await asked;
    await path.killRelay();
    await alert(page, 'We could not reach the feedback service.');
    path.standin.setFault('none');
    await path.restartRelay();
    await page.getByRole('button', { name: 'Try again' }).click();
    await thanks(page).waitFor();
    expect(new Set(comments())).toEqual(new Set(['through a crash']));
    expect(path.standin.received.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('waits while the visitor is offline, and is sent when the connection is back', async () => {
    const { page } = await path.visit(browser);
    await page.getByRole('radio', { name: '4 stars' }).check();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await give(page, 'from the train');
    await alert(page, 'You are offline. Your feedback is kept and will be sent when you are back online.');
    expect(comments()).toEqual([]);
    await page.context().setOffline(false);
    await thanks(page).waitFor();
    expect(comments()).toEqual(['from the train']);
  });

  it('waits also where nothing was fetched for it, and is sent by the next visit', async () => {
    const { page } = await path.visit(browser);
    await page.getByRole('button', { name: 'Send feedback' }).waitFor();
    await page.context().setOffline(true);
    await give(page, 'never touched before');
    await alert(page, 'You are offline. Your feedback is kept and will be sent when you are back online.');
    await page.close();
    await page.context().setOffline(false);
    const { page: next } = await path.visit(page.context());
    await thanks(next).waitFor();
    expect(comments()).toEqual(['never touched before']);
  });

  it('is sent by the next visit, once, and the host hears of it', async () => {
    await path.killRelay();
    const { page } = await path.visit(browser, 'demo-user', 'retries="0"');
    await give(page, 'from an earlier visit');
    await alert(page, 'We could not reach the feedback service.');
    await page.close();
    await path.restartRelay();
    await page.context().addInitScript(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      document.addEventListener('feedback-success', (event) => heard.push((event as CustomEvent).detail));
    });
    const { page: next } = await path.visit(page.context());
    await thanks(next).waitFor();
    expect(comments()).toEqual(['from an earlier visit']);
    expect(await next.evaluate('heard')).toEqual([
      {
        feedback: {
          authId: 'demo-user',
          businessId: 343,
          rating: 4,
          resolved: true,
          comment: 'from an earlier visit',
        },
      },
    ]);
  });

  it('is sent by one of two tabs, and the other says that it was', async () => {
    await path.killRelay();
    const { page } = await path.visit(browser, 'demo-user', 'retries="0"');
    await give(page, 'in two tabs');
    await alert(page, 'We could not reach the feedback service.');
    const { page: other } = await path.visit(page.context(), 'demo-user', 'retries="0"');
    await alert(other, 'We could not reach the feedback service.');
    expect(await textbox(other).inputValue()).toBe('in two tabs');
    await path.restartRelay();
    await other.getByRole('button', { name: 'Try again' }).click();
    await thanks(other).waitFor();
    await page.getByText('You have already shared your feedback. You can share more after').waitFor();
    expect(comments()).toEqual(['in two tabs']);
  });

  it('arrives when the page is left during the post', async () => {
    path.standin.setFault('slow');
    const { page } = await path.visit(browser);
    const asked = page.waitForRequest((request) => request.method() === 'POST');
    await give(page, 'leaving already');
    await asked;
    await page.goto('about:blank');
    path.standin.setFault('none');
    await vi.waitFor(() => expect(comments()).toContain('leaving already'), { timeout: 10_000 });
    expect(path.standin.received.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

describe('what the browser remembers', () => {
  it('costs nothing when its database never answers', async () => {
    const { page } = await path.visit(await broken(browser));
    await give(page, 'without a database');
    await thanks(page).waitFor();
    expect(comments()).toEqual(['without a database']);
  });

  it('is the half-written form after a reload', async () => {
    const { page } = await path.visit(browser);
    await page.getByRole('radio', { name: '2 stars' }).check();
    await textbox(page).fill('half a thou');
    await page.reload();
    await textbox(page).waitFor();
    await vi.waitFor(async () => expect(await textbox(page).inputValue()).toBe('half a thou'));
    expect(await page.getByRole('radio', { name: '2 stars' }).isChecked()).toBe(true);
  });

  it('is for an hour that feedback was given, by the clock of the visitor', async () => {
    const { page } = await path.visit(browser);
    await give(page);
    await thanks(page).waitFor();
    await page.clock.setFixedTime(Date.now() + 59 * 60_000);
    await page.reload();
    await page.getByText('You have already shared your feedback. You can share more after').waitFor();
    await page.clock.setFixedTime(Date.now() + 61 * 60_000);
    await page.reload();
    await page.getByRole('button', { name: 'Send feedback' }).waitFor();
  });

  it('is never shown to, nor sent for, another user of the device', async () => {
    await path.killRelay();
    const { page } = await path.visit(browser, 'demo-user', 'retries="0"');
    await give(page, "the first user's own");
    await alert(page, 'We could not reach the feedback service.');
    await path.restartRelay();
    await page.locator('haptik-feedback').evaluate((element) => element.setAttribute('auth-id', 'new-user'));
    await vi.waitFor(async () => expect(await textbox(page).inputValue()).toBe(''));
    await page.close();
    const { page: next } = await path.visit(page.context(), 'new-user');
    await next.getByRole('button', { name: 'Send feedback' }).waitFor();
    expect(await textbox(next).inputValue()).toBe('');
    expect(comments()).toEqual([]);
  });

  it('holds no personal data in its keys, and is gone with forget()', async () => {
    await path.killRelay();
    const { page } = await path.visit(browser, '+919876543210', 'retries="0"');
    await give(page, 'forget me');
    await alert(page, 'We could not reach the feedback service.');
    const remembered = () =>
      page.evaluate(async () => {
        const database = await new Promise<IDBDatabase>((resolve) => {
          const request = indexedDB.open('haptik-feedback', 1);
          request.onsuccess = () => resolve(request.result);
        });
        const outbox = await new Promise<IDBValidKey[]>((resolve) => {
          const request = database.transaction('outbox').objectStore('outbox').getAllKeys();
          request.onsuccess = () => resolve(request.result);
        });
        database.close();
        return [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...outbox.map(String)];
      });
    expect(await remembered()).toHaveLength(3);
    expect((await remembered()).join()).not.toContain('98765');
    await page.locator('haptik-feedback').evaluate((element: HTMLElement & { forget(): void }) => element.forget());
    await vi.waitFor(async () => expect(await remembered()).toEqual([]));
    expect(await textbox(page).inputValue()).toBe('');
  });

  it('is nothing where the site says so', async () => {
    await path.killRelay();
    const { page } = await path.visit(browser, 'demo-user', 'retries="0" remember="false"');
    await give(page, 'not kept');
    await alert(page, 'We could not reach the feedback service.');
    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
    ]);
    expect(kept).toEqual([0, 0, 0]);
  });
});
