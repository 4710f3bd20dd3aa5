import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumArguments, findChromium } from './find-browser.mjs';

const COMMENT = 'Quick and <b>friendly</b>';

/** What each state of the preview shows. */
const STATES = [
  ['editing', 'Send feedback'],
  ['missing', 'Please choose yes or no.'],
  ['sending', 'Sending…'],
  ['unreachable', 'We could not reach the feedback service.'],
  ['server-error', 'The feedback service had a problem.'],
  ['offline', 'You are offline.'],
  ['expired', 'Your feedback could not be sent in time.'],
  ['duplicate', 'You have already shared your feedback in the last hour.'],
  ['no-conversation', 'We could not find a conversation to rate.'],
  ['invalid-user', 'We could not recognise your account'],
  ['unauthorized', 'Feedback is not set up correctly'],
  ['rate-limited', 'Too many tries.'],
  ['rejected', 'Your feedback was not accepted.'],
  ['sent', 'Thank you for your feedback.'],
  ['shared', 'You have already shared your feedback. You can share more after'],
  ['unavailable', 'Feedback is not available right now.'],
] as const;

let browser: Browser;
let relay: ChildProcess;
let url: string;
let page: Page;
/** What the page itself did wrong. */
let mistakes: string[];

beforeAll(async () => {
  const executablePath = findChromium();
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArguments() });
});

afterAll(() => browser.close());

beforeEach(async () => {
  ({ relay, url } = await startRelay('0'));
  page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  mistakes = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
});

afterEach(async () => {
  await page.close();
  await stopRelay(relay);
  expect(mistakes).toEqual([]);
});

describe('the playground', () => {
  it('shows the thanks to the visitor and the exact feedback in the inbox', async () => {
    await page.goto(url);
    await fill(COMMENT);
    await send();
    await page.getByText('Thank you for your feedback.').waitFor();
    await inbox()
      .getByText(
        `{"auth_id":"demo-user","business_id":343,"query_resolved":true,"query_rating":4,"feedback":"${COMMENT}"}`,
        { exact: true },
      )
      .waitFor();
    expect(await inbox().getByRole('listitem').count()).toBe(1);
  });

  it('lets the browser and Haptik forget, so that the same visitor can go again', async () => {
    await page.goto(url);
    await fill('first');
    await send();
    await page.getByText('Thank you for your feedback.').waitFor();

    await page.getByRole('button', { name: 'Let this browser forget' }).click();
    await fill('second');
    await send();
    await alert('You have already shared your feedback in the last hour.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Tell us more (optional)' }).inputValue()).toBe('second');
    await inbox().getByText('"feedback":"second"').waitFor();

    await page.getByRole('button', { name: 'Let Haptik forget' }).click();
    await inbox().getByRole('listitem').first().waitFor({ state: 'detached' });
    await send();
    await page.getByText('Thank you for your feedback.').waitFor();
  });

  it.each([
    ['new-user', 'We could not find a conversation to rate. Start a chat with us first, then come back.'],
    ['someone-unknown', 'We could not recognise your account, so your feedback was not sent.'],
  ])('tells %s why the feedback was not accepted', async (visitor, problem) => {
    await page.goto(url);
    await page.getByRole('radio', { name: visitor }).check();
    await fill(COMMENT);
    await send();
    await alert(problem).waitFor();
    await inbox().getByText(`"auth_id":"${visitor}"`).waitFor();
  });

  it('takes any other id, and shows no form before there is one', async () => {
    await page.goto(url);
    await page.getByRole('button', { name: 'Send feedback' }).waitFor();
    await page.getByRole('radio', { name: 'Another id' }).check();
    await page.getByRole('button', { name: 'Send feedback' }).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'The visitor’s id (auth_id)' }).fill('somebody-else');
    await fill(COMMENT);
    await send();
    await inbox().getByText('"auth_id":"somebody-else"').waitFor();
  });

  it.each([
    ['Wrong token', 'Feedback is not set up correctly on this site, so yours was not sent.'],
    ['Error 500', 'The feedback service had a problem. Your answers are kept; please try again.'],
    ['Unreachable', 'We could not reach the feedback service. Your answers are kept; please try again.'],
  ])('lets the stand-in fail: %s', async (fault, problem) => {
    await page.goto(url);
    await setFault(fault);
    await fill(COMMENT);
    await send();
    await alert(problem).waitFor();
    expect(await page.getByRole('textbox', { name: 'Tell us more (optional)' }).inputValue()).toBe(COMMENT);
  });

  it('goes on when the relay was restarted', async () => {
    await page.goto(url);
    await page.getByText('Nothing yet.').waitFor();
    await stopRelay(relay);
    await page.getByText('Waiting for the relay…').waitFor();
    ({ relay, url } = await startRelay(new URL(url).port));
    await page.getByText('Nothing yet.').waitFor();
    await fill('after the restart');
    await send();
    await inbox().getByText('"feedback":"after the restart"').waitFor();
  });

  it('works under a policy that allows this origin alone', async () => {
    await page.route(/\/(\?preview)?$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        headers: { ...response.headers(), 'content-security-policy': "default-src 'self'" },
      });
    });
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    await page.goto(url);
    await fill(COMMENT);
    await send();
    await page.getByText('Thank you for your feedback.').waitFor();
    await inbox().getByText('"query_rating":4').waitFor();

    await page.getByRole('link', { name: 'Studio' }).click();
    await page.getByRole('radio', { name: 'Plum' }).check();
    await expect.poll(accent).toBe('rgb(107, 31, 107)');
    expect(violations).toEqual([]);
  });
});

describe('the studio', () => {
  it('dresses the preview in a theme, and its address carries it to somebody else', async () => {
    await page.goto(`${url}#studio`);
    await page.getByRole('radio', { name: 'Ocean' }).check();
    await expect.poll(accent).toBe('rgb(11, 74, 107)');
    await expect.poll(() => page.url()).toContain('accent=0b4a6b.8fd6f5');

    const other = await browser.newPage();
    const address = page.url();
    await page.close();
    page = other;
    await page.goto(address);
    expect(await page.getByRole('radio', { name: 'Ocean' }).isChecked()).toBe(true);
    await expect.poll(accent).toBe('rgb(11, 74, 107)');

    await page.getByRole('link', { name: 'Try it' }).click();
    const button = page.getByRole('button', { name: 'Send feedback' });
    await expect.poll(() => button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(11, 74, 107)');
  });

  it('changes a colour of one scheme, reads its contrast and writes its CSS', async () => {
    await page.goto(`${url}#studio`);
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('textbox', { name: '--hf-on-accent' }).fill('#777');
    await expect.poll(() => page.getByRole('row', { name: /^Button/ }).textContent()).toMatch(/fails 4.5:1/);
    await page.getByText('--hf-on-accent: light-dark(#ffffff, #777777);').waitFor();
    await page.getByRole('textbox', { name: '--hf-on-accent' }).fill('#77');
    await page.getByText('Six hexadecimal digits').waitFor();
  });

  it.each(['inline', 'popover'])('previews every state without taking the focus, %s', async (display) => {
    await page.goto(`${url}#studio?display=${display}`);
    await preview().getByRole('button', { name: 'Send feedback' }).waitFor();
    const states = page.getByRole('combobox', { name: 'State' });
    const offered = await states
      .locator('option')
      .evaluateAll((all) => all.map((it) => (it as HTMLOptionElement).value));
    expect(offered).toEqual(STATES.map(([state]) => state));
    await states.focus();
    for (const [state, text] of STATES) {
      await states.selectOption(state);
      await preview().getByText(text).waitFor();
      await expect.poll(isEndOfFormSeen).toBe(true);
      expect(await states.evaluate((it) => it === document.activeElement)).toBe(true);
    }
  });

  it('previews a page’s own colour scheme and direction, whatever the system’s', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${url}#studio?direction=rtl&display=popover`);
    const button = preview().getByRole('button', { name: 'Send feedback' });
    await expect.poll(() => button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(61, 58, 158)');
    expect(await preview().locator('html').getAttribute('dir')).toBe('rtl');
  });

  it('shares all of it as a link', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${url}#studio`);
    await preview().getByRole('button', { name: 'Send feedback' }).waitFor();
    const first = await controls();
    await page.getByRole('radio', { name: 'Desktop' }).check();
    await page.getByRole('combobox', { name: 'Display' }).selectOption('popover');
    await page.getByRole('radio', { name: 'Preact component' }).check();
    await page.getByRole('combobox', { name: 'Font' }).selectOption('own');
    for (const scheme of ['Light', 'Dark']) {
      await page.getByRole('radio', { name: scheme }).check();
      for (const [index, field] of (await page.getByRole('textbox', { name: '--hf-' }).all()).entries()) {
        await field.fill(`#${scheme === 'Dark' ? 'fe' : '12'}34${(index + 16).toString(16)}`);
      }
    }
    await page.getByRole('textbox', { name: 'Font families' }).fill('"Noto Sans", serif');
    for (const slider of await page.getByRole('slider').all()) await slider.press('PageUp');
    await page.getByRole('spinbutton').fill('12');
    for (const select of await page.getByRole('combobox').all()) {
      const values = await select
        .locator('option')
        .evaluateAll((all) => all.map((it) => (it as HTMLOptionElement).value));
      const chosen = await select.inputValue();
      if (chosen === values[0]) await select.selectOption(values.at(-1)!);
    }
    const shown = await controls();
    for (const [name, value] of Object.entries(first)) expect([name, shown[name]]).not.toEqual([name, value]);

    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const snippets = await page.locator('pre').allTextContents();
    await page.goto('about:blank');
    await page.goto(link);
    await preview().locator('html[dir=rtl]').waitFor({ state: 'attached' });
    expect(await controls()).toEqual(shown);
    expect(await page.locator('pre').allTextContents()).toEqual(snippets);
  });

  it('gives a text size that no page makes smaller', async () => {
    await page.goto(`${url}#studio?font-size=1.5`);
    const title = preview().getByRole('heading', { name: 'How was your conversation?' });
    const size = () => title.evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
    await expect.poll(size).toBe(30);
    await preview()
      .locator('html')
      .evaluate((it) => {
        it.style.fontSize = '62.5%';
      });
    expect(await size()).toBe(30);
  });

  it('tells in forced colours what is chosen, and shows each theme in its own', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(`${url}#studio`);
    await page.getByRole('radio', { name: 'Plum' }).check();
    const looks = (name: string) =>
      page
        .locator('label')
        .filter({ has: page.getByRole('radio', { name }) })
        .evaluate((label) => ({
          border: getComputedStyle(label).borderTopColor,
          button: getComputedStyle(label.querySelector('.sample-button')!).backgroundColor,
        }));
    const canvas = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect((await looks('Plum')).border).not.toBe(canvas);
    expect(await looks('Plum')).toMatchObject({ button: 'rgb(107, 31, 107)' });
    expect(await looks('Ocean')).toEqual({ border: canvas, button: 'rgb(11, 74, 107)' });
    await page.getByText('Your system’s colours take the place of the theme’s here').waitFor();
  });

  it('copies the code and says so', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${url}#studio`);
    await page.getByRole('radio', { name: 'Element' }).check();
    await page.getByRole('button', { name: 'Copy code' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('<haptik-feedback');
  });
});

describe.each(['#try', '#studio', '#studio?display=popover&device=desktop'])('the page %s', (fragment) => {
  it.each([
    ['light', 'none'],
    ['dark', 'none'],
    ['light', 'active'],
    ['dark', 'active'],
  ] as const)('is accessible, %s, forced colours: %s', async (colorScheme, forcedColors) => {
    await page.emulateMedia({ colorScheme, forcedColors });
    await page.goto(url + fragment);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.evaluate(axe.source);
    // In forced colours the palette is the visitor's, and axe reads the colours that were written, not those painted.
    const enabled = forcedColors === 'none';
    const violations = await page.evaluate(async (enabled) => {
      const results = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'color-contrast': { enabled }, 'color-contrast-enhanced': { enabled } },
      });
      return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }, enabled);
    expect(violations).toEqual([]);
  });

  it.each(['none', 'active'] as const)(
    'reaches and marks every control by keyboard, forced colours: %s',
    async (forcedColors) => {
      await page.emulateMedia({ forcedColors });
      await page.goto(url + fragment);
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      // What comes while the keyboard goes through the page may come behind it.
      const place = fragment === '#try' ? page : preview();
      await place.locator('.hf').first().waitFor();
      const { reached, unmarked } = await tabThrough();
      expect(unmarked).toEqual([]);
      const stops = await page.locator(STOPS).evaluateAll((all) => {
        const groups = new Set<string>();
        return all.filter((it) => {
          if (!it.checkVisibility({ visibilityProperty: true })) return false;
          if (!(it instanceof HTMLInputElement) || it.type !== 'radio') return true;
          return !groups.has(it.name) && groups.add(it.name);
        }).length;
      });
      expect(reached).toBe(stops);
    },
  );

  it('needs no sideways scrolling at 320 px', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(url + fragment);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

/** What the keyboard stops at; of radio inputs of one name, at one. */
const STOPS = 'a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]';

/** Goes through the page by Tab, and counts the stops and what does not show that it has the focus. */
async function tabThrough() {
  const unmarked: string[] = [];
  let reached = 0;
  await page.locator('body').press('Tab');
  for (;;) {
    const stop = await page.evaluate(() => {
      let focused = document.activeElement!;
      while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
      const seen = window as unknown as { seen?: WeakSet<Element> };
      seen.seen ??= new WeakSet();
      const isFrame = focused instanceof HTMLIFrameElement;
      // The frame's own controls have their own marks.
      if (isFrame && seen.seen.has(focused)) return 'inside a frame';
      if (focused === document.body || seen.seen.has(focused)) return undefined;
      seen.seen.add(focused);
      const isMarked = [focused, focused.closest('label')].some((it) => {
        if (!it) return false;
        const { outlineStyle, outlineWidth, opacity } = getComputedStyle(it);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && opacity !== '0';
      });
      return { html: focused.outerHTML.slice(0, 200), isMarked: isMarked || isFrame };
    });
    if (!stop) return { reached, unmarked };
    if (stop !== 'inside a frame') {
      reached += 1;
      if (!stop.isMarked) unmarked.push(stop.html);
    }
    await page.keyboard.press('Tab');
  }
}

/** What every control of the studio shows, by its label. */
async function controls(): Promise<Record<string, string>> {
  const shown = await page.locator('main input:visible, main select:visible').evaluateAll((all) =>
    (all as HTMLInputElement[]).map((it) => {
      if (it.type !== 'radio') return [it.getAttribute('aria-label') ?? it.labels![0]!.textContent, it.value] as const;
      const chosen = document.querySelector(`[name="${it.name}"]:checked`)?.closest('label')?.textContent;
      return [it.closest('fieldset')!.querySelector('legend')!.textContent, chosen ?? 'none'] as const;
    }),
  );
  return Object.fromEntries(shown);
}

async function isEndOfFormSeen() {
  const end = preview().locator('.hf').last();
  return end.evaluate((it) => it.getBoundingClientRect().bottom <= innerHeight);
}

function preview() {
  return page.frameLocator('iframe');
}

/** The colour of the button in the preview. */
function accent() {
  const button = preview().getByRole('button', { name: 'Send feedback' });
  return button.evaluate((it) => getComputedStyle(it).backgroundColor);
}

function inbox() {
  return page.getByRole('log', { name: 'What Haptik received' });
}

function alert(text: string) {
  return page
    .getByRole('alert')
    .getByText(text, { exact: true })
    .or(page.getByRole('alert').filter({ hasText: text }));
}

async function fill(comment: string) {
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await page.getByRole('textbox', { name: 'Tell us more (optional)' }).fill(comment);
}

function send() {
  return page.getByRole('button', { name: 'Send feedback' }).click();
}

async function setFault(name: string) {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/demo/fault')),
    page.getByRole('radio', { name }).check(),
  ]);
  expect(answer.status()).toBe(200);
}

/** Starts the built relay on the stand-in and reads its address, the last line that it prints. */
async function startRelay(port: string) {
  const started = spawn(process.execPath, [join('dist', 'relay', 'node.js'), '--demo'], {
    env: { ...process.env, PORT: port, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    started.stdout.on('data', (chunk) => {
      printed += chunk;
      const line = /^http:\S+$/m.exec(printed)?.[0];
      if (line) resolve(line);
    });
    started.once('exit', () => reject(new Error(`the relay ended before it printed its address: ${printed}`)));
  });
  return { relay: started, url: address };
}

async function stopRelay(running: ChildProcess) {
  if (running.exitCode !== null || running.signalCode !== null) return;
  const ended = once(running, 'exit');
  running.kill();
  await ended;
}
