import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { give, thanks } from './test-browser.js';
import { setUpWholePath } from './whole-path.js';

const test = setUpWholePath();

/** Visits the page in a browser that is changed by a script before the page's own code runs. */
const visitAfter = (script: () => void) => test.visit({ before: (page) => page.addInitScript(script) });

describe('a browser that lies, hangs or refuses', () => {
  it('still sends when it claims to be offline', async () => {
    const { page } = await visitAfter(() => {
      Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });
    });
    await give(page, 'not offline at all');
    await thanks(page).waitFor();

    expect(test.receivedComments()).toEqual(['not offline at all']);
  });

  it('sends without keepalive when the page has used up the quota', async () => {
    const analytics = createServer(() => {});
    await new Promise<void>((resolve) => analytics.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(analytics.address() as AddressInfo).port}/`;
    const { page } = await test.visit();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    const isUsedUp = await page.evaluate((to) => {
      const post = (size: number) =>
        fetch(to, { method: 'POST', mode: 'no-cors', keepalive: true, body: 'x'.repeat(size) });
      void post(65_000).catch(() => {});
      // Refused at once, because both together exceed 64 KiB.
      const began = performance.now();
      return post(3000).then(
        () => 'sent',
        () => performance.now() - began,
      );
    }, url);

    await give(page, 'y'.repeat(900));
    await thanks(page).waitFor();

    expect(isUsedUp).toBeLessThan(1000);
    expect(test.receivedComments()).toEqual(['y'.repeat(900)]);
    expect(errors.filter((text) => text.includes('haptik-feedback'))).toEqual([]);
    analytics.closeAllConnections();
    analytics.close();
  });

  it('still sends when its database never answers', async () => {
    const { page } = await visitAfter(() => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    });
    await give(page, 'without a database');
    await thanks(page).waitFor();

    expect(test.receivedComments()).toEqual(['without a database']);
  });

  it('still sends when another tab never releases the lock', async () => {
    const { page } = await visitAfter(() => {
      LockManager.prototype.request = () => new Promise(() => {});
    });
    await give(page, 'without the lock');
    await thanks(page).waitFor();

    expect(test.receivedComments()).toEqual(['without the lock']);
  });
});
