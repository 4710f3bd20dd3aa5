import type { Page } from 'playwright';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { give, thanks } from './test-browser.js';
import { setUpWholePath } from './whole-path.js';

const test = setUpWholePath();
/** Turns off automatic retries, so that a failed try is reported at once. */
const ONE_TRY = { attributes: 'retries="0"' };

const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
const unreachable = (page: Page) => alert(page, 'We could not reach the feedback service.');
const textbox = (page: Page) => page.getByRole('textbox');
const sharedBefore = (page: Page) =>
  page.getByText('You have already shared your feedback. You can share more after').waitFor();
const countRecorded = () =>
  test.path.standin.received.filter(
    ({ status, body }) => status === 201 && (body as { auth_id: string }).auth_id === test.authId,
  ).length;

let isRelayUp = true;
async function killRelay() {
  isRelayUp = false;
  await test.path.killRelay();
}
async function restartRelay() {
  await test.path.restartRelay();
  isRelayUp = true;
}
beforeEach(async () => {
  if (!isRelayUp) await restartRelay();
});

describe('feedback on its way', () => {
  it('is recorded once when the relay crashes during the post and comes back', async () => {
    test.path.standin.setFault('slow');
    const { page } = await test.visit(ONE_TRY);
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await give(page, 'through a crash');
    await posted;
    await killRelay();
    await unreachable(page);

    test.path.standin.setFault('none');
    await restartRelay();
    await page.getByRole('button', { name: 'Try again' }).click();
    await thanks(page).waitFor();

    expect(new Set(test.receivedComments())).toEqual(new Set(['through a crash']));
    expect(countRecorded()).toBe(1);
  });

  it('waits while the visitor is offline and is sent when the connection is back', async () => {
    const { page } = await test.visit();
    await page.getByRole('radio', { name: '4 stars' }).check();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await give(page, 'from the train');
    await alert(page, 'You are offline. Your feedback is kept and will be sent when you are back online.');
    expect(test.receivedComments()).toEqual([]);

    await page.context().setOffline(false);
    await thanks(page).waitFor();

    expect(test.receivedComments()).toEqual(['from the train']);
  });

  it('is sent by the next visit when the visitor was offline before the transport was fetched', async () => {
    const { page } = await test.visit();
    await page.getByRole('button', { name: 'Send feedback' }).waitFor();
    await page.context().setOffline(true);
    await give(page, 'never touched before');
    await alert(page, 'You are offline. Your feedback is kept and will be sent when you are back online.');
    await page.close();
    await page.context().setOffline(false);

    const { page: next } = await test.visit({ isReturning: true });
    await thanks(next).waitFor();

    expect(test.receivedComments()).toEqual(['never touched before']);
  });

  it('is sent once by the next visit, which fires feedback-success', async () => {
    await killRelay();
    const { page } = await test.visit(ONE_TRY);
    await give(page, 'from an earlier visit');
    await unreachable(page);
    await page.close();
    await restartRelay();

    const { page: next } = await test.visit({
      isReturning: true,
      before: (page) =>
        page.addInitScript(() => {
          const details: unknown[] = [];
          Object.assign(window, { details });
          document.addEventListener('feedback-success', (event) => details.push((event as CustomEvent).detail));
        }),
    });
    await thanks(next).waitFor();

    expect(test.receivedComments()).toEqual(['from an earlier visit']);
    expect(await next.evaluate('details')).toEqual([
      {
        feedback: {
          authId: test.authId,
          businessId: 343,
          rating: 4,
          resolved: true,
          comment: 'from an earlier visit',
        },
      },
    ]);
  });

  it('is sent by one of two tabs, and the other tab shows that it was shared', async () => {
    await killRelay();
    const { page } = await test.visit(ONE_TRY);
    await give(page, 'in two tabs');
    await unreachable(page);
    const { page: other } = await test.visit({ ...ONE_TRY, isReturning: true });
    await unreachable(other);
    expect(await textbox(other).inputValue()).toBe('in two tabs');

    await restartRelay();
    await other.getByRole('button', { name: 'Try again' }).click();
    await thanks(other).waitFor();

    await sharedBefore(page);
    expect(test.receivedComments()).toEqual(['in two tabs']);
  });

  it('arrives when the visitor leaves the page during the post', async () => {
    test.path.standin.setFault('slow');
    const { page } = await test.visit();
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await give(page, 'leaving already');
    await posted;

    await page.goto('about:blank');
    test.path.standin.setFault('none');

    await vi.waitFor(() => expect(test.receivedComments()).toContain('leaving already'), { timeout: 10_000 });
    expect(countRecorded()).toBe(1);
  });
});

describe("the browser's memory", () => {
  it('does not delay sending when IndexedDB never answers', async () => {
    const { page } = await test.visit({
      before: (page) =>
        page.addInitScript(() => {
          IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
        }),
    });

    await give(page, 'without a database');
    await thanks(page).waitFor();

    expect(test.receivedComments()).toEqual(['without a database']);
  });

  it('restores a half-written form after a reload', async () => {
    const { page } = await test.visit();
    await page.getByRole('radio', { name: '2 stars' }).check();
    await textbox(page).fill('half a thou');

    await page.reload();

    await expect.poll(() => textbox(page).inputValue()).toBe('half a thou');
    expect(await page.getByRole('radio', { name: '2 stars' }).isChecked()).toBe(true);
  });

  it("knows for an hour, by the visitor's clock, that feedback was shared", async () => {
    const { page } = await test.visit();
    await give(page);
    await thanks(page).waitFor();
    const sentAt = Date.now();
    const setTime = (time: number) =>
      page.addInitScript((time) => {
        Date.now = () => time;
      }, time);

    await setTime(sentAt + 59 * 60_000);
    await page.reload();
    await sharedBefore(page);

    await setTime(sentAt + 61 * 60_000);
    await page.reload();
    await page.getByRole('button', { name: 'Send feedback' }).waitFor();
  });

  it('never shows or sends the feedback of another user of the device', async () => {
    await killRelay();
    const { page } = await test.visit(ONE_TRY);
    await give(page, "the first user's own");
    await unreachable(page);
    await restartRelay();

    await page.locator('haptik-feedback').evaluate((element) => element.setAttribute('auth-id', 'new-user'));
    await expect.poll(() => textbox(page).inputValue()).toBe('');
    await page.close();
    const { page: next } = await test.visit({ authId: 'new-user', isReturning: true });
    await next.getByRole('button', { name: 'Send feedback' }).waitFor();

    expect(await textbox(next).inputValue()).toBe('');
    expect(test.receivedComments()).toEqual([]);
  });

  it('has no personal data in its keys and is deleted by forget()', async () => {
    await killRelay();
    const { page } = await test.visit({ ...ONE_TRY, authId: '+919876543210' });
    await give(page, 'forget me');
    await unreachable(page);
    const storedKeys = () =>
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
    expect(await storedKeys()).toHaveLength(3);
    expect((await storedKeys()).join()).not.toContain('98765');

    await page.locator('haptik-feedback').evaluate((element: HTMLElement & { forget(): void }) => element.forget());

    await expect.poll(storedKeys).toEqual([]);
    expect(await textbox(page).inputValue()).toBe('');
  });

  it('stores nothing with remember="false"', async () => {
    await killRelay();
    const { page } = await test.visit({ attributes: 'retries="0" remember="false"' });

    await give(page, 'not kept');
    await unreachable(page);

    const stored = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
    ]);
    expect(stored).toEqual([0, 0, 0]);
  });
});
