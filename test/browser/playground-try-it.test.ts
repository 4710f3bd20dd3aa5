import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { fill, inbox, previewedAccent, send, setUpPlayground } from './playground-page.js';
import { thanks } from './test-browser.js';

const COMMENT = 'Quick and <b>friendly</b>';

const playground = setUpPlayground();

const alert = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });
const comment = (page: Page) => page.getByRole('textbox', { name: 'Tell us more (optional)' });

async function setFault(page: Page, name: string) {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/demo/fault')),
    page.getByRole('radio', { name }).check(),
  ]);
  expect(answer.status()).toBe(200);
}

/** Resolves when the widget listens to the trigger. */
async function chooseTrigger(page: Page, name: string) {
  await Promise.all([
    page.waitForEvent('console', (message) => message.text().includes('listens to')),
    page.getByRole('radio', { name }).check(),
  ]);
}

describe('the page "Try it"', () => {
  it('thanks the visitor and shows what Haptik received', async () => {
    const page = await playground.open();
    await fill(page, COMMENT);
    await send(page);
    await thanks(page).waitFor();

    await inbox(page)
      .getByText(
        `{"auth_id":"demo-user","business_id":343,"query_resolved":true,"query_rating":4,"feedback":"${COMMENT}"}`,
        { exact: true },
      )
      .waitFor();
    expect(await inbox(page).getByRole('listitem').count()).toBe(1);
  });

  it('shows the relay’s log line beside what Haptik received, without the visitor', async () => {
    const page = await playground.open();
    await fill(page, COMMENT);
    await send(page);
    await thanks(page).waitFor();

    const line = inbox(page).locator('.entry-way code');
    await expect.poll(() => line.textContent()).toMatch(/"msg":"feedback"/);
    expect(JSON.parse((await line.textContent())!)).toMatchObject({ status: 201, haptikMs: expect.any(Number) });
    expect(await line.textContent()).not.toContain('demo-user');
    expect(await inbox(page).getByRole('listitem').count()).toBe(1);
  });

  it('copies a request as a command that sends it', async ({ skip }) => {
    if (spawnSync('curl', ['--version']).error) skip('curl is not installed');
    const page = await playground.open();
    await fill(page, "It's <b>quick</b>");
    await send(page);
    await thanks(page).waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
    const command = await page.evaluate(() => navigator.clipboard.readText());

    const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });

    expect(JSON.parse(stdout)).toEqual({ error_message: 'duplicate feedback' });
    await expect.poll(() => inbox(page).getByRole('listitem').count()).toBe(2);
    expect(await inbox(page).getByText("It's <b>quick</b>").count()).toBe(2);
  });

  it('says which requests the relay answered without asking Haptik', async () => {
    const page = await playground.open();
    await page.getByText('Nothing yet.').waitFor();

    await page.evaluate(() => fetch('feedback', { method: 'POST', body: 'x' }));

    await inbox(page).getByText('nothing: the relay answered 415 by itself').waitFor();
  });

  it('shows the origin of a page that the relay refused', async () => {
    const page = await playground.open();
    await page.getByText('Nothing yet.').waitFor();

    await fetch(`${playground.url}feedback`, { method: 'OPTIONS', headers: { origin: 'https://shop.example' } });

    await inbox(page).getByText('nothing: the relay refused the page’s origin (403)').waitFor();
    expect(await inbox(page).locator('.entry-way code').textContent()).toContain('"origin":"https://shop.example"');
  });

  it('shows the form behind a button, and in another language', async () => {
    const page = await playground.open();
    await page.getByRole('radio', { name: 'Popover' }).check();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');

    await page.getByRole('button', { name: 'Feedback geben' }).press('Enter');
    await page.locator('[part=panel] [part=form]').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Docs' }).press('Enter');
    await page.locator('[part=launcher]').waitFor({ state: 'detached' });
  });

  it.each(['The page says so', 'Haptik’s SDK says so', 'The chat disappears'])(
    'asks when the chat ends, without taking the focus: %s',
    async (trigger) => {
      const page = await playground.open();
      await chooseTrigger(page, trigger);

      await page.getByRole('button', { name: 'End the chat' }).press('Enter');

      await page.locator('[part=panel]').waitFor();
      await page.getByText('feedback-ask').waitFor();
      const start = page.getByRole('button', { name: 'Start a new chat' });
      expect(await start.evaluate((it) => it === document.activeElement)).toBe(true);
    },
  );

  it('asks again at the end of the next chat', async () => {
    const page = await playground.open();
    await chooseTrigger(page, 'The page says so');
    await page.getByRole('button', { name: 'End the chat' }).press('Enter');
    await page.locator('[part=panel]').waitFor();
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    await page.locator('[part=panel]').waitFor({ state: 'hidden' });

    await page.getByRole('button', { name: 'Start a new chat' }).press('Enter');
    await page.getByRole('button', { name: 'End the chat' }).press('Enter');

    await page.locator('[part=panel]').waitFor();
  });

  it('asks after the delay, and never by itself without a trigger', async () => {
    const page = await playground.open('', { before: (page) => page.clock.install() });
    await page.getByRole('radio', { name: 'Popover' }).check();
    await page.locator('[part=launcher]').waitFor();
    await page.getByRole('button', { name: 'End the chat' }).press('Enter');
    expect(await page.locator('[part=panel]').isVisible()).toBe(false);

    await page.getByRole('radio', { name: 'After five seconds' }).check();
    await expect
      .poll(async () => {
        await page.clock.fastForward(5000);
        return page.locator('[part=panel]').isVisible();
      })
      .toBe(true);
  });

  it('shows the visitor’s identity token and what is in it', async () => {
    const page = await playground.open();
    await page.locator('.identity summary').press('Enter');
    const token = page.locator('.token code');
    const first = await token.textContent();
    expect(JSON.parse(atob(first!.split('.')[1]!))).toMatchObject({ auth_id: 'demo-user' });
    await page.getByText('"auth_id":"demo-user"').waitFor();

    await page.getByRole('radio', { name: 'new-user' }).check();

    await expect.poll(() => token.textContent()).not.toBe(first);
    await page.getByText('"auth_id":"new-user"').waitFor();
  });

  it('lets the same visitor send again after the memories of the browser and Haptik are cleared', async () => {
    const page = await playground.open();
    await fill(page, 'first');
    await send(page);
    await thanks(page).waitFor();

    await page.getByRole('button', { name: 'Clear this browser’s memory' }).click();
    await fill(page, 'second');
    await send(page);
    await alert(page, 'You have already shared your feedback in the last hour.').waitFor();
    expect(await comment(page).inputValue()).toBe('second');
    await inbox(page).getByText('"feedback":"second"').waitFor();

    await page.getByRole('button', { name: 'Clear Haptik’s memory' }).click();
    await inbox(page).getByRole('listitem').first().waitFor({ state: 'detached' });
    await send(page);
    await thanks(page).waitFor();
  });

  it.each([320, 1280])('wraps the logs only between the tokens of JSON and words: %i px', async (width) => {
    const page = await playground.open();
    await page.setViewportSize({ width, height: 800 });
    await fill(page, COMMENT);
    await send(page);
    await inbox(page).getByRole('listitem').waitFor();
    await page.getByText('feedback-success').waitFor();

    const broken = await page.locator('.entries li code').evaluateAll((all) =>
      all.flatMap((code) => {
        const found: string[] = [];
        const lineWidth = code.closest('li')!.clientWidth - 24;
        const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          for (const { 0: word, index } of node.textContent!.matchAll(/\S+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            const rects = [...range.getClientRects()];
            const isLongerThanLine = rects.reduce((sum, { width }) => sum + width, 0) > lineWidth;
            if (!isLongerThanLine && new Set(rects.map(({ top }) => top)).size > 1) found.push(word);
          }
        }
        return found;
      }),
    );

    expect(broken).toEqual([]);
  });

  it.each([
    ['new-user', 'We could not find a conversation to rate. Start a chat with us first, then come back.'],
    ['someone-unknown', 'We could not recognise your account, so your feedback was not sent.'],
  ])('tells %s why the feedback was not accepted', async (visitor, problem) => {
    const page = await playground.open();
    await page.getByRole('radio', { name: visitor }).check();

    await fill(page, COMMENT);
    await send(page);

    await alert(page, problem).waitFor();
    await inbox(page).getByText(`"auth_id":"${visitor}"`).waitFor();
  });

  it('accepts any other id, and hides the form until one is entered', async () => {
    const page = await playground.open();
    await page.getByRole('button', { name: 'Send feedback' }).waitFor();
    await page.getByRole('radio', { name: 'Another id' }).check();
    await page.getByRole('button', { name: 'Send feedback' }).waitFor({ state: 'detached' });

    await page.getByRole('textbox', { name: 'The visitor’s id (auth_id)' }).fill('somebody-else');
    await fill(page, COMMENT);
    await send(page);

    await inbox(page).getByText('"auth_id":"somebody-else"').waitFor();
  });

  it.each([
    ['Wrong token', 'Feedback is not set up correctly on this site, so yours was not sent.'],
    ['Error 500', 'The feedback service had a problem. Your answers are kept; please try again.'],
    ['Unreachable', 'We could not reach the feedback service. Your answers are kept; please try again.'],
  ])('shows the problem that the fault "%s" causes', async (fault, problem) => {
    const page = await playground.open();
    await setFault(page, fault);

    await fill(page, COMMENT);
    await send(page);

    await alert(page, problem).waitFor();
    expect(await comment(page).inputValue()).toBe(COMMENT);
  });

  it('reconnects when the relay restarts', async () => {
    const page = await playground.open();
    await page.getByText('Nothing yet.').waitFor();
    await playground.stopRelay();
    await page.getByText('Waiting for the relay…').waitFor();

    await playground.startRelay();
    await page.getByText('Nothing yet.').waitFor();
    await fill(page, 'after the restart');
    await send(page);

    await inbox(page).getByText('"feedback":"after the restart"').waitFor();
  });
});

describe('the part "Ask by link"', () => {
  const byLink = (page: Page) => page.getByRole('region', { name: 'Ask by link' });
  const qrCode = (page: Page) => page.getByRole('img', { name: 'QR code of the link' });
  const clipboard = (page: Page) => () => page.evaluate(() => navigator.clipboard.readText());
  const copy = (page: Page, button: string) => byLink(page).getByRole('button', { name: button }).press('Enter');

  it('opens four stars from the e-mail, and sends only when the visitor presses', async () => {
    const page = await playground.open();
    const [opened] = await Promise.all([
      page.waitForEvent('popup'),
      byLink(page).getByRole('link', { name: '4 stars' }).press('Enter'),
    ]);
    await opened.getByRole('radio', { name: 'Yes' }).check();
    expect(await opened.getByRole('radio', { name: '4 stars' }).isChecked()).toBe(true);
    expect(await inbox(page).getByRole('listitem').count()).toBe(0);

    await send(opened);
    await thanks(opened).waitFor();

    await inbox(page).getByText('"query_rating":4').waitFor();
    await opened.reload();
    await opened.getByRole('heading', { name: 'This link was already used' }).waitFor();
  });

  it('copies the e-mail, the WhatsApp message and the link', async () => {
    const page = await playground.open();
    await qrCode(page).waitFor();

    await copy(page, 'Copy link');
    await expect.poll(clipboard(page)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/rate#[\w.-]+$/);
    const link = await clipboard(page)();
    await copy(page, 'Copy message');
    await expect.poll(clipboard(page)).toBe(`*How was your conversation?*\nRate your experience:\n${link}`);
    await copy(page, 'Copy its HTML');
    await expect.poll(clipboard(page)).toMatch(/^<table role="presentation"/);
    const html = await clipboard(page)();
    for (const stars of [1, 2, 3, 4, 5]) expect(html).toContain(`href="${link}&amp;rating=${stars}"`);

    await copy(page, 'Copy e-mail');
    await expect.poll(clipboard(page)).toBe(`How was your conversation?\n\nRate your experience:\n${link}\n`);
    const formatted = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item!.getType('text/html')).text();
    });
    expect(formatted.match(/rating=\d/g)).toEqual([1, 2, 3, 4, 5].map((stars) => `rating=${stars}`));
  });

  it('makes new links for another visitor, for another language and by a button', async () => {
    const page = await playground.open();
    await qrCode(page).waitFor();
    const link = byLink(page).locator('.whatsapp a');
    const links = [await link.getAttribute('href')];
    const change = async (action: () => Promise<unknown>) => {
      await action();
      await expect.poll(() => link.getAttribute('href')).not.toBe(links.at(-1));
      links.push(await link.getAttribute('href'));
    };

    await change(() => page.getByRole('radio', { name: 'new-user' }).check());
    await change(() => page.getByRole('combobox', { name: 'Language' }).selectOption('ar'));
    await change(() => byLink(page).getByRole('button', { name: 'Make new links' }).press('Enter'));

    expect(links.slice(2).every((it) => it!.endsWith('&lang=ar'))).toBe(true);
    expect(JSON.parse(atob(links[1]!.split('#')[1]!.split('.')[1]!))).toMatchObject({ auth_id: 'new-user' });
    expect(await byLink(page).locator('.mail').textContent()).toContain('كيف كانت محادثتك؟');
  });
});

describe('the playground', () => {
  it("works under the policy default-src 'self'", async () => {
    const violations: string[] = [];
    const page = await playground.open('', {
      before: async (page) => {
        page.on('console', (message) => {
          if (/content security policy/i.test(message.text())) violations.push(message.text());
        });
        await page.route(/\/(\?preview)?$/, async (route) => {
          const response = await route.fetch();
          const headers = { ...response.headers(), 'content-security-policy': "default-src 'self'" };
          await route.fulfill({ response, headers });
        });
      },
    });
    await fill(page, COMMENT);
    await send(page);
    await thanks(page).waitFor();
    await inbox(page).getByText('"query_rating":4').waitFor();

    await page.getByRole('link', { name: 'Style & code' }).click();
    await page.getByRole('radio', { name: 'Plum' }).check();

    await expect.poll(() => previewedAccent(page)).toBe('rgb(107, 31, 107)');
    expect(violations).toEqual([]);
  });
});
