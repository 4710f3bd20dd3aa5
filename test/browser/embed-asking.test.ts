import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { HaptikFeedbackElement } from '../../src/embed/element/haptik-feedback-element.js';
import { HELP } from '../../src/feedback/help.js';
import { attributes } from './site.js';
import { give, setUpSite, thanks, type VisitOptions } from './test-browser.js';
import { launcher, waitUntilRegistered } from './widget.js';

const web = setUpSite();
const HOUR = 60 * 60_000;

/** Returns a script tag that asks after the DOM event `chat-ended` and logs why it does not ask. */
const script = (more = '', askOn = 'event:chat-ended') =>
  `<script async src="/haptik-feedback.js" ${attributes('data-')} data-debug data-ask-on="${askOn}" ${more}></script>`;

const panel = (page: Page) => page.getByRole('dialog', { name: 'How was your conversation?' });

/** Opens a page, and waits until the widget listens for the trigger. */
async function open(body: string, head: string, options: VisitOptions = {}) {
  const explained: string[] = [];
  const visit = await web.open(body, head, {
    ...options,
    async before(page) {
      page.on('console', (message) => message.type() === 'info' && explained.push(message.text()));
      await options.before?.(page);
    },
  });
  const { page } = visit;
  await expect.poll(() => explained).toContainEqual(expect.stringContaining('listens'));
  return {
    ...visit,
    explained,
    endChat: () => page.evaluate(() => document.dispatchEvent(new Event('chat-ended'))),
    /** Waits until the console says why the visitor is not asked. */
    expectReason: (reason: string) =>
      expect.poll(() => explained).toContain(`haptik-feedback: does not ask after ${reason}`),
  };
}

describe('a panel that opens by itself', () => {
  it('does not change the focus, the text, the caret or the scroll position of a field of the page', async () => {
    const { page, endChat, thrown } = await open(
      '<textarea id="own" style="height:3em">one two three</textarea><p style="height:3000px">text</p>',
      script(),
    );
    const field = page.locator('#own');
    await field.focus();
    await field.evaluate((element: HTMLTextAreaElement) => {
      element.setSelectionRange(4, 7);
      scrollTo(0, 40);
    });
    const state = () =>
      field.evaluate((element: HTMLTextAreaElement) => [
        document.activeElement === element,
        element.value,
        element.selectionStart,
        element.selectionEnd,
        scrollY,
      ]);
    const before = await state();

    await endChat();
    await panel(page).waitFor();
    const after = await state();
    await page.keyboard.type('TWO');

    expect(after).toEqual(before);
    expect(await field.inputValue()).toBe('one TWO three');
    expect(thrown).toEqual([]);
  });

  it('does not interrupt an IME composition in a field of the page', async () => {
    const { page, endChat } = await open('<textarea id="own">one </textarea>', script());
    const field = page.locator('#own');
    await field.focus();
    await field.evaluate((element: HTMLTextAreaElement) => {
      element.setSelectionRange(4, 4);
      window.heard = [];
      for (const type of ['compositionstart', 'compositionend', 'blur']) {
        element.addEventListener(type, () => window.heard.push(type));
      }
    });
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });

    await endChat();
    await panel(page).waitFor();
    const heardMeanwhile = await page.evaluate(() => [...window.heard]);
    await session.send('Input.insertText', { text: '日本' });

    expect(heardMeanwhile).toEqual(['compositionstart']);
    expect(await field.inputValue()).toBe('one 日本');
    expect(await page.evaluate(() => window.heard)).toEqual(['compositionstart', 'compositionend']);
  });

  it('is announced politely, by its title and the launcher before it', async () => {
    const { page, endChat } = await open('', script());

    await endChat();
    await panel(page).waitFor();

    const announcement = page.locator('haptik-feedback [aria-live=polite].announcement');
    await expect.poll(() => announcement.textContent()).toBe('How was your conversation? Give feedback');
  });

  it('stays open when the visitor presses elsewhere or Escape outside', async () => {
    const { page, endChat } = await open('<button id="own">Own</button>', script());
    await endChat();
    await panel(page).waitFor();

    await page.locator('#own').click();
    await page.keyboard.press('Escape');

    expect(await panel(page).isVisible()).toBe(true);
  });

  it.each([
    [
      'Escape inside',
      async (page: Page) => {
        await page.getByRole('radio', { name: '4 stars' }).focus();
        await page.keyboard.press('Escape');
      },
    ],
    ['its button', (page: Page) => page.getByRole('button', { name: 'Close' }).click()],
    ['close()', (page: Page) => page.evaluate(() => document.querySelector('haptik-feedback')!.close())],
  ])('closes by %s, and the launcher then opens it as usual', async (_name, close) => {
    const { page, endChat } = await open('', script());
    await endChat();
    await panel(page).waitFor();

    await close(page);
    await panel(page).waitFor({ state: 'hidden' });
    await launcher(page).click();
    await panel(page).waitFor();
    await page.keyboard.press('Escape');

    await panel(page).waitFor({ state: 'hidden' });
  });

  it.each(['Enter', 'Space'])('receives the focus when the launcher is pressed by %s', async (key) => {
    const { page, endChat } = await open('', script());
    await endChat();
    await panel(page).waitFor();

    await launcher(page).press(key);
    await page.keyboard.press('Tab');

    expect(await page.getByRole('radio', { name: '1 star' }).evaluate((it) => it.matches(':focus'))).toBe(true);
  });

  it('receives the focus when Tab leaves the launcher', async () => {
    const { page, endChat } = await open('', script());
    await endChat();
    await panel(page).waitFor();

    await launcher(page).focus();
    await page.keyboard.press('Tab');

    const focused = await page.evaluate(
      () => document.querySelector('haptik-feedback')!.shadowRoot!.activeElement?.closest('[part=panel]')?.role,
    );
    expect(focused).toBe('dialog');
  });

  it('is a sheet at the bottom edge of a small screen, and leaves its upper part usable', async () => {
    const { page, endChat } = await open('', script(), { viewport: { width: 360, height: 640 } });

    await endChat();
    await panel(page).waitFor();
    const { x, y, width, height } = (await panel(page).boundingBox())!;

    expect([x, width, Math.round(y + height)]).toEqual([0, 360, 640]);
    expect(y).toBeGreaterThan(640 * 0.4);
  });

  it('still closes on an outside press when the visitor opened it before askOn was set', async () => {
    const { page } = await web.open('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`);
    await launcher(page).click();
    await panel(page).waitFor();

    const popover = page.evaluate(() => {
      const element = document.querySelector('haptik-feedback')!;
      element.askOn = 'delay:0';
      return new Promise((resolve) => {
        element.addEventListener('feedback-ask', () =>
          queueMicrotask(() => resolve(element.shadowRoot!.querySelector<HTMLElement>('.panel')!.popover)),
        );
      });
    });

    expect(await popover).toBe('auto');
  });

  it('sends feedback', async () => {
    const { page, endChat } = await open('', script());
    await endChat();

    await give(page);
    await thanks(page).waitFor();

    expect(web.site.posts).toHaveLength(1);
  });
});

describe('a visitor', () => {
  it('is asked once in 24 hours, also after a reload', async () => {
    const first = await open('', script());
    await first.endChat();
    await panel(first.page).waitFor();
    await first.page.getByRole('button', { name: 'Close' }).click();
    await panel(first.page).waitFor({ state: 'hidden' });

    await expect
      .poll(async () => {
        await first.endChat();
        return first.explained.at(-1);
      })
      .toContain('does not ask after event:chat-ended: the visitor was asked less than 24 hours ago');
    const later = await open('', script(), {
      isReturning: true,
      before: (page) => page.clock.setFixedTime(Date.now() + 23 * HOUR),
    });
    await later.endChat();

    await later.expectReason('event:chat-ended: the visitor was asked less than 24 hours ago');
  });

  it('is asked again after askAgainAfterHours', async () => {
    const first = await open('', script('data-ask-again-after-hours="2"'));
    await first.endChat();
    await panel(first.page).waitFor();

    const later = await open('', script('data-ask-again-after-hours="2"'), {
      isReturning: true,
      before: (page) => page.clock.setFixedTime(Date.now() + 2 * HOUR),
    });
    await later.endChat();

    await panel(later.page).waitFor();
  });

  it('is asked once about each conversation', async () => {
    const { page, endChat, expectReason } = await open('', script('data-conversation-id="c1"'));
    await endChat();
    await panel(page).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await panel(page).waitFor({ state: 'hidden' });

    await endChat();
    await expectReason('event:chat-ended: the visitor was asked about this conversation');
    await page.evaluate(() => {
      document.querySelector('haptik-feedback')!.conversationId = 'c2';
    });
    await endChat();

    await panel(page).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('c1');
  });

  it('is not asked within an hour after feedback', async () => {
    const { page, endChat, expectReason } = await open('', script());
    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });

    await endChat();

    await expectReason('event:chat-ended: feedback was shared less than an hour ago');
  });

  it('is never asked when askShare is 0', async () => {
    const { endChat, expectReason } = await open('', script('data-ask-share="0"'));

    await endChat();

    await expectReason('event:chat-ended: askShare is 0, and this visitor is not in that share');
  });

  it('is not asked when the page prevents it, and is asked the next time', async () => {
    const { page, endChat, expectReason } = await open('', script());
    await page.evaluate(() => {
      document.addEventListener(
        'feedback-ask',
        (event) => {
          window.heard = [(event as CustomEvent<{ trigger: string }>).detail.trigger];
          event.preventDefault();
        },
        { once: true },
      );
    });

    await endChat();
    await expectReason('event:chat-ended: the page prevented it');
    await endChat();
    await panel(page).waitFor();

    expect(await page.evaluate(() => window.heard)).toEqual(['event:chat-ended']);
  });

  it('may be asked again after forget()', async () => {
    const { page, endChat } = await open('', script());
    await endChat();
    await panel(page).waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('haptik-feedback')!;
      element.close();
      element.forget();
    });
    await panel(page).waitFor({ state: 'hidden' });

    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('hf:ask')))).toEqual([]);
    await endChat();

    await panel(page).waitFor();
  });

  it('is not asked while unknown', async () => {
    const { page } = await web.open('', script().replace('data-auth-id="visitor-1"', ''));
    await waitUntilRegistered(page);

    await page.evaluate(() => document.dispatchEvent(new Event('chat-ended')));

    expect(web.site.requests.some((path) => path.includes('asking'))).toBe(false);
  });
});

describe('asking waits', () => {
  it('while a modal dialog of the page is open', async () => {
    const { page, endChat } = await open('<dialog id="own">Own</dialog>', script());
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#own')!.showModal());
    await page.clock.install();

    await endChat();
    await page.clock.runFor(5000);
    expect(await panel(page).isVisible()).toBe(false);
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#own')!.close());
    await page.clock.runFor(1000);

    await panel(page).waitFor();
  });

  it('while the page is hidden', async () => {
    const { page, endChat } = await open('', script());
    const setHidden = (isHidden: boolean) =>
      page.evaluate(
        (hidden) => Object.defineProperty(document, 'hidden', { configurable: true, value: hidden }),
        isHidden,
      );
    await setHidden(true);
    await page.clock.install();

    await endChat();
    await page.clock.runFor(5000);
    expect(await panel(page).isVisible()).toBe(false);
    await setHidden(false);
    await page.clock.runFor(1000);

    await panel(page).waitFor();
  });

  it('for askDelayMs, also across a reload', async () => {
    const delayed = script('data-ask-delay-ms="60000"');
    const { page, endChat } = await open('', delayed, { before: (page) => page.clock.install() });
    await endChat();
    await page.clock.runFor(40_000);

    await page.reload();
    await launcher(page).waitFor();
    await page.clock.runFor(25_000);

    await panel(page).waitFor();
  });
});

describe('a trigger', () => {
  it.each([
    [
      'before the script',
      '<script>haptikInitSettings = { sdkEvents(...values) { (window.heard ??= []).push(values.join()) } }</script>',
      '',
    ],
    [
      'after the script',
      '',
      'haptikInitSettings = { sdkEvents(...values) { (window.heard ??= []).push(values.join()) } }',
    ],
    [
      'after the settings',
      '<script>haptikInitSettings = {}</script>',
      'haptikInitSettings.sdkEvents = (...values) => { (window.heard ??= []).push(values.join()) }',
    ],
    [
      'by two scripts that chain each other',
      '<script>haptikInitSettings = { sdkEvents(...values) { (window.heard ??= []).push(values.join()) } }</script>',
      '{ const before = haptikInitSettings.sdkEvents; haptikInitSettings.sdkEvents = (...values) => before(...values) }',
    ],
  ])(
    'from the SDK opens the panel, and still reaches the sdkEvents function of the page: set %s',
    async (_name, before, after) => {
      const { page } = await open('', before + script('data-ask-delay-ms="0"', 'haptik:chat_ended'));
      await page.evaluate((code) => {
        const tag = document.createElement('script');
        tag.textContent = code;
        document.head.append(tag);
      }, after);

      await page.evaluate(() => {
        (window.haptikInitSettings as { sdkEvents: (...values: unknown[]) => void }).sdkEvents('chat_ended', 7);
      });
      await panel(page).waitFor();

      expect(await page.evaluate(() => window.heard)).toEqual(['chat_ended,7']);
    },
  );

  it('from the SDK may be an object; the console shows the name of each event', async () => {
    const { page, explained } = await open('', script('data-ask-delay-ms="0"', 'haptik:chat_ended'), {
      before: (page) => page.addInitScript('haptikInitSettings = {}'),
    });

    await page.evaluate(() => {
      const { sdkEvents } = window.haptikInitSettings as { sdkEvents: (value: unknown) => void };
      sdkEvents({ event: 'opened' });
      sdkEvents({ event: 'chat_ended' });
    });

    await panel(page).waitFor();
    expect(explained).toContain(`haptik-feedback: Haptik's SDK event "opened"`);
  });

  it('gone: asks when a visible chat frame disappears', async () => {
    const { page } = await open(
      '<div id="chat">Chat</div><div class="other">Other</div>',
      script('', 'gone:#chat, event:never'),
    );

    await page.evaluate(() => {
      document.querySelector<HTMLElement>('#chat')!.style.display = 'none';
    });

    await panel(page).waitFor();
  });

  it('delay: asks when the page has been visible for that many seconds', async () => {
    const { page } = await open('', script('', 'delay:90'), { before: (page) => page.clock.install() });

    await page.clock.runFor(89_000);
    expect(await panel(page).isVisible()).toBe(false);
    await page.clock.runFor(2000);

    await panel(page).waitFor();
  });

  it('delay: asks on a page that redefines the global performance', async () => {
    const { page } = await open('<script>var performance = { version: 1 };</script>', script('', 'delay:0.1'));

    await panel(page).waitFor();
  });

  it.each([
    [
      'data-ask-on="click"',
      'askOn must be a list of event:NAME, haptik:NAME, gone:SELECTOR or delay:SECONDS, separated by commas.',
    ],
    ['data-ask-on="event:x" data-ask-share="150"', 'askShare must be an integer from 0 to 100.'],
    ['data-ask-on="event:x" data-ask-delay-ms="soon"', 'askDelayMs must be an integer from 0 to 600000.'],
    ['data-ask-on="event:x" data-ask-again-after-hours="-1"', 'askAgainAfterHours must be an integer from 0 to 8760.'],
    [
      `data-ask-on="event:x" data-conversation-id="${'x'.repeat(257)}"`,
      'conversationId must be a string of 1 to 256 characters.',
    ],
  ])('logs one error when an option is malformed: %s', async (options, error) => {
    const { errors, thrown } = await web.open(
      '',
      `<script async src="/haptik-feedback.js" ${attributes('data-')} ${options}></script>`,
    );

    await expect.poll(() => errors).toEqual([`haptik-feedback: ${error} ${HELP}`]);
    expect(thrown).toEqual([]);
  });
});

describe('the page', () => {
  const record = (page: Page) =>
    page.evaluate(() => {
      window.heard = [];
      for (const name of ['ask', 'shown', 'open', 'close', 'dismiss']) {
        document.addEventListener(`feedback-${name}`, (event) =>
          window.heard.push(`${name} ${JSON.stringify((event as CustomEvent).detail)}`),
        );
      }
    });

  it('receives events when a panel opens, is first shown, closes, and is dismissed with or without an answer', async () => {
    const { page } = await open('', script());
    await record(page);
    await launcher(page).click();
    await panel(page).waitFor();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    await launcher(page).click();
    await page.getByRole('radio', { name: '2 stars' }).check();
    await page.keyboard.press('Escape');

    await expect
      .poll(() => page.evaluate(() => window.heard.filter((line) => line !== 'shown null')))
      .toEqual([
        'open null',
        'close null',
        'dismiss {"answered":false}',
        'open null',
        'close null',
        'dismiss {"answered":true}',
      ]);
    expect(await page.evaluate(() => window.heard.filter((line) => line === 'shown null'))).toHaveLength(1);
  });

  it('receives feedback-shown when an inline form comes into the viewport', async () => {
    const { page } = await web.open(
      `<p style="height:3000px">text</p><haptik-feedback ${attributes()}></haptik-feedback>`,
      '<script async src="/haptik-feedback.js"></script>',
    );
    await waitUntilRegistered(page);
    await record(page);

    expect(await page.evaluate(() => window.heard)).toEqual([]);
    await page.locator('haptik-feedback').scrollIntoViewIfNeeded();

    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['shown null']);
  });

  it('receives events in its data layer, without the comment and the visitor', async () => {
    const { page } = await open('<script>dataLayer = []</script>', script('data-data-layer="dataLayer"'));
    await launcher(page).click();
    web.site.answer = { status: 400, body: { error_message: 'no' } };
    await give(page, 'secret');
    await page.getByRole('alert').filter({ hasText: 'not accepted' }).waitFor();
    web.site.answer = { status: 201, body: { success: true } };
    await page.getByRole('button', { name: 'Send feedback' }).click();
    await thanks(page).waitFor();

    const layer = await page.evaluate(() => (window as unknown as { dataLayer: object[] }).dataLayer);
    expect(layer).toEqual([
      { event: 'haptik_feedback_shown' },
      { event: 'haptik_feedback_problem', rating: 4, resolved: true, problem: 'rejected' },
      { event: 'haptik_feedback_sent', rating: 4, resolved: true },
    ]);
  });
});

describe('window.haptikFeedbackSettings', () => {
  it('gives options to a tag whose attributes were dropped', async () => {
    const { page, thrown } = await web.open(
      `<script>haptikFeedbackSettings = { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1', theme: 'dark' }</script>`,
      '<script async src="/haptik-feedback.js"></script>',
    );

    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();

    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', business_id: 343 }]);
    expect(thrown).toEqual([]);
  });

  it('has a lower priority than the attributes of the tag', async () => {
    const { page } = await web.open(
      `<script>haptikFeedbackSettings = { authId: 'other', position: 'top-left' }</script>`,
      `<script defer src="/haptik-feedback.js" ${attributes('data-')}></script>`,
    );

    const element = page.locator('haptik-feedback');
    await launcher(page).waitFor();

    expect(await element.evaluate((it: HaptikFeedbackElement) => [it.authId, it.position])).toEqual([
      'visitor-1',
      'top-left',
    ]);
  });
});

it('prefers the language of the chat to the language of the page', async () => {
  const { page } = await web.open(
    `<script>haptikInitSettings = { 'initialize-language': 'hi' }</script>`,
    `<script defer src="/haptik-feedback.js" ${attributes('data-')}></script>`,
  );

  await page.getByRole('button', { name: 'फ़ीडबैक दें' }).waitFor();
});
