import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { preview, previewedAccent, setUpPlayground } from './playground-page.js';

/** The states of the preview, each with a text that it shows. */
const STATES = [
  ['editing', 'Send feedback'],
  ['filled', '5 characters left'],
  ['focused', 'Send feedback'],
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

const playground = setUpPlayground();

const optionValues = (all: Element[]) => all.map((option) => (option as HTMLOptionElement).value);

/** Returns the value of every control of the studio, by its label. */
async function readControls(page: Page): Promise<Record<string, string>> {
  const entries = await page.locator('main input:visible, main select:visible').evaluateAll((all) =>
    // The brand's colour is not a setting: a button makes settings from it.
    (all.filter((control) => !control.closest('.brand')) as HTMLInputElement[]).map((control) => {
      if (control.type !== 'radio') {
        return [control.getAttribute('aria-label') ?? control.labels![0]!.textContent, control.value] as const;
      }
      const chosen = document.querySelector(`[name="${control.name}"]:checked`)?.closest('label')?.textContent;
      return [control.closest('fieldset')!.querySelector('legend')!.textContent, chosen ?? 'none'] as const;
    }),
  );
  return Object.fromEntries(entries);
}

async function boxOf(page: Page, heading: string) {
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: heading, level: 2 }) });
  return (await section.boundingBox())!;
}

/** Counts the nearly magenta pixels of the previewed device. No default colour of the widget is near magenta. */
async function countMagenta(page: Page): Promise<number> {
  const picture = await page.locator('.preview-device').screenshot();
  return page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at]! > 180 && data[at + 1]! < 120 && data[at + 2]! > 180) count += 1;
      }
      return count;
    },
    [...picture],
  );
}

describe('the studio', () => {
  it('applies a theme to the preview, and keeps it when the address is opened in another page', async () => {
    const page = await playground.open('#studio');
    await page.getByRole('radio', { name: 'Ocean' }).check();
    await expect.poll(() => previewedAccent(page)).toBe('rgb(11, 74, 107)');
    await expect.poll(() => page.url()).toContain('accent=0b4a6b.8fd6f5');

    const other = await playground.open(new URL(page.url()).hash);
    expect(await other.getByRole('radio', { name: 'Ocean' }).isChecked()).toBe(true);
    await expect.poll(() => previewedAccent(other)).toBe('rgb(11, 74, 107)');

    await other.getByRole('link', { name: 'Try it' }).click();
    const button = other.getByRole('button', { name: 'Send feedback' });
    await expect.poll(() => button.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe('rgb(11, 74, 107)');
  });

  it('changes a colour of one scheme, shows its contrast and writes its CSS', async () => {
    const page = await playground.open('#studio');
    await page.getByRole('radio', { name: 'Dark' }).check();

    await page.getByRole('textbox', { name: '--hf-on-accent' }).fill('#777');

    await expect.poll(() => page.getByRole('row', { name: /^Button/ }).textContent()).toMatch(/fails 4.5:1/);
    await page.getByText('--hf-on-accent: light-dark(#ffffff, #777777);').waitFor();
    await page.getByRole('textbox', { name: '--hf-on-accent' }).fill('#77');
    await page.getByText('Enter a CSS colour').waitFor();
  });

  it.each(['inline', 'popover'])('previews every state without taking the focus: %s', async (display) => {
    const page = await playground.open(`#studio?display=${display}`);
    await preview(page).getByRole('button', { name: 'Send feedback' }).waitFor();
    const states = page.getByRole('combobox', { name: 'State' });
    expect(await states.locator('option').evaluateAll(optionValues)).toEqual(STATES.map(([state]) => state));
    const isEndOfFormInView = () =>
      preview(page)
        .locator('.hf')
        .last()
        .evaluate((form) => form.getBoundingClientRect().bottom <= innerHeight);

    await states.focus();
    for (const [state, text] of STATES) {
      await states.selectOption(state);
      await preview(page).getByText(text).waitFor();
      await expect.poll(isEndOfFormInView).toBe(true);
      expect(await states.evaluate((it) => it === document.activeElement)).toBe(true);
    }
  });

  it('previews the colour scheme and the direction that are chosen in the Studio, not those of the system', async () => {
    const page = await playground.open('#studio?direction=rtl&display=popover', {
      before: (page) => page.emulateMedia({ colorScheme: 'dark' }),
    });

    await expect.poll(() => previewedAccent(page)).toBe('rgb(61, 58, 158)');
    expect(await preview(page).locator('html').getAttribute('dir')).toBe('rtl');
  });

  it('shares every setting as a link', async () => {
    const page = await playground.open('#studio');
    await preview(page).getByRole('button', { name: 'Send feedback' }).waitFor();
    const first = await readControls(page);
    await page.getByRole('radio', { name: 'Desktop' }).check();
    await page.getByRole('combobox', { name: 'Display' }).selectOption('popover');
    await page.getByRole('radio', { name: 'Preact' }).check();
    await page.getByRole('combobox', { name: 'Font' }).selectOption('custom');
    for (const scheme of ['Light', 'Dark']) {
      await page.getByRole('radio', { name: scheme }).check();
      for (const [index, field] of (await page.getByRole('textbox', { name: '--hf-' }).all()).entries()) {
        await field.fill(`#${scheme === 'Dark' ? 'fe' : '12'}34${(index + 16).toString(16)}`);
      }
    }
    await page.getByRole('textbox', { name: 'Relay' }).fill('https://relay.example.org/feedback');
    await page.getByRole('textbox', { name: 'Business id' }).fill('12');
    await page.getByRole('textbox', { name: 'Font families' }).fill('"Noto Sans", serif');
    for (const slider of await page.getByRole('slider').all()) await slider.press('PageUp');
    await page.getByRole('spinbutton').fill('12');
    await page.getByRole('combobox', { name: 'Level of the title' }).selectOption('4');
    for (const select of await page.getByRole('combobox').all()) {
      const values = await select.locator('option').evaluateAll(optionValues);
      const chosen = await select.inputValue();
      if (chosen === values[0]) await select.selectOption(values.at(-1)!);
    }
    const changed = await readControls(page);
    for (const [name, value] of Object.entries(first)) expect([name, changed[name]]).not.toEqual([name, value]);

    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const snippets = await page.locator('pre').allTextContents();
    await page.goto('about:blank');
    await page.goto(link);

    await preview(page).locator('html[dir=rtl]').waitFor({ state: 'attached' });
    expect(await readControls(page)).toEqual(changed);
    expect(await page.locator('pre').allTextContents()).toEqual(snippets);
  });

  it("sets a text size that the page's own font size does not change", async () => {
    const page = await playground.open('#studio?font-size=1.5');
    const title = preview(page).getByRole('heading', { name: 'How was your conversation?' });
    const size = () => title.evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize));
    await expect.poll(size).toBe(30);

    await preview(page)
      .locator('html')
      .evaluate((it) => {
        it.style.fontSize = '62.5%';
      });

    expect(await size()).toBe(30);
  });

  it('marks the chosen theme in forced colours, and shows each theme in its own colours', async () => {
    const page = await playground.open('#studio', { forcedColors: 'active' });
    await page.getByRole('radio', { name: 'Plum' }).check();
    const coloursOf = (name: string) =>
      page
        .locator('label')
        .filter({ has: page.getByRole('radio', { name }) })
        .evaluate((label) => ({
          border: getComputedStyle(label).borderTopColor,
          button: getComputedStyle(label.querySelector('.sample-button')!).backgroundColor,
        }));
    const canvas = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

    expect((await coloursOf('Plum')).border).not.toBe(canvas);
    expect(await coloursOf('Plum')).toMatchObject({ button: 'rgb(107, 31, 107)' });
    expect(await coloursOf('Ocean')).toEqual({ border: canvas, button: 'rgb(11, 74, 107)' });
    await page.getByText('Your system’s colours replace the theme’s here').waitFor();
  });

  it.each([1024, 1280, 2560])(
    'does not cover code or contrasts with the preview when the page is scrolled to its end: %i px',
    async (width) => {
      const page = await playground.open('#studio');
      await page.setViewportSize({ width, height: 768 });
      await preview(page).getByRole('button', { name: 'Send feedback' }).waitFor();

      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));

      const boxes = await Promise.all(['Preview', 'Contrast', 'Put it on your site'].map((name) => boxOf(page, name)));
      const [previewBox, ...others] = boxes;
      for (const box of others) expect(box.y).toBeGreaterThanOrEqual(previewBox!.y + previewBox!.height);
    },
  );

  it('keeps the previewed device in view above a focused control on a phone', async () => {
    const page = await playground.open('#studio');
    await page.setViewportSize({ width: 320, height: 640 });
    const device = page.locator('.preview-device');

    for (const name of ['--hf-accent', '--hf-success', '--hf-z-index', '--hf-shadow']) {
      const control = page.getByLabel(name);
      await control.focus();

      const [deviceBox, controlBox] = [(await device.boundingBox())!, (await control.boundingBox())!];
      expect(deviceBox.y, name).toBeGreaterThanOrEqual(0);
      expect(deviceBox.height, name).toBeGreaterThan(150);
      expect(controlBox.y, name).toBeGreaterThanOrEqual(deviceBox.y + deviceBox.height);
      expect(controlBox.y + controlBox.height, name).toBeLessThanOrEqual(640);
    }
  });

  it.each(['muted', 'star', 'error', 'success', 'info', 'focus'])(
    'shows the colour --hf-%s in the preview while its control has the focus',
    async (name) => {
      const page = await playground.open('#studio');
      await preview(page).getByRole('button', { name: 'Send feedback' }).waitFor();
      expect(await countMagenta(page)).toBe(0);

      await page.getByLabel(new RegExp(`--hf-${name}$`)).fill('#ff00ff');

      await expect.poll(() => countMagenta(page)).toBeGreaterThan(20);
    },
  );

  it('shows the launcher above or below a bar of the site while --hf-z-index has the focus', async () => {
    const page = await playground.open('#studio');
    const control = page.getByLabel(/--hf-z-index$/);
    const launcher = preview(page).getByRole('button', { name: 'Give feedback' });
    const isAboveBar = () =>
      launcher.evaluate((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect();
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return hit?.localName === 'haptik-feedback';
      });

    await control.focus();
    await expect.poll(isAboveBar).toBe(true);

    await control.fill('5');
    await expect.poll(isAboveBar).toBe(false);
  });

  it('previews the launcher and its distance, prints the options of a popover, and refuses a wrong share', async () => {
    const page = await playground.open('#studio?display=popover');
    const launcher = preview(page).getByRole('button', { name: 'Give feedback' });
    const code = page.locator('.embed .snippet code').first();

    await page.getByRole('combobox', { name: 'Launcher' }).focus();
    await page.getByRole('combobox', { name: 'Launcher' }).selectOption('tab');
    await expect.poll(() => launcher.evaluate((it) => getComputedStyle(it).writingMode)).toBe('vertical-rl');
    await page.getByRole('combobox', { name: 'Launcher' }).selectOption('button');
    await page.getByLabel(/--hf-inset$/).focus();
    await page.getByLabel(/--hf-inset$/).fill('4');
    const distance = () => launcher.evaluate((it) => innerHeight - it.getBoundingClientRect().bottom);
    await expect.poll(distance).toBe(64);

    await page.getByRole('combobox', { name: 'Level of the title' }).selectOption('3');
    await page.getByRole('textbox', { name: 'Opens by itself on' }).fill('event:chat-ended');
    await page.getByRole('textbox', { name: 'How many of 100 visitors are asked' }).fill('50');
    await page.getByRole('textbox', { name: 'Conversation' }).fill('CONVERSATION');
    await expect.poll(() => code.textContent()).toContain('data-conversation-id="CONVERSATION"');
    expect(await code.textContent()).toMatch(/--hf-inset: 4em;[\s\S]*data-ask-share="50"[\s\S]*data-heading-level="3"/);
    await page.getByRole('textbox', { name: 'How many of 100 visitors are asked' }).fill('101');
    await page.getByText('Enter a whole number from 0 to 100, or nothing.').waitFor();
  });

  it('shows the width of the form on a desktop while its control has the focus', async () => {
    const page = await playground.open('#studio');
    const form = preview(page).locator('.hf');
    await form.waitFor();
    const formWidth = () => form.evaluate((it) => it.getBoundingClientRect().width);

    await page.getByLabel(/--hf-width$/).fill('48');

    await page.getByRole('radio', { name: 'Desktop', checked: true }).waitFor();
    await expect.poll(formWidth).toBe(48 * 16);
  });

  it('shows the chosen state again when the control loses the focus', async () => {
    const page = await playground.open('#studio?state=offline');
    await preview(page).getByText('You are offline.').waitFor();

    await page.getByLabel('--hf-success').focus();
    await preview(page).getByText('Thank you for your feedback.').waitFor();
    await page.getByLabel('--hf-success').blur();

    await preview(page).getByText('You are offline.').waitFor();
    expect(page.url()).toContain('state=offline');
  });

  it('accepts the names of CSS colours, and shows the contrast beside each colour', async () => {
    const page = await playground.open('#studio');
    const accent = page.locator('.control-color').filter({ hasText: '--hf-accent' });
    expect(await accent.textContent()).toContain('9.14:1 ✓');

    await page.getByRole('textbox', { name: '--hf-accent' }).fill('rebeccapurple');
    await expect.poll(() => previewedAccent(page)).toBe('rgb(102, 51, 153)');
    expect(await accent.textContent()).toContain('8.40:1 ✓');

    await page.getByRole('textbox', { name: '--hf-accent' }).fill('hsl(60 100% 50%)');
    await accent.getByText('1.07:1 fails 4.5:1 and 7:1').waitFor();
    await page.getByRole('textbox', { name: '--hf-accent' }).fill('currentcolor');
    await page.getByText('Enter a CSS colour').waitFor();
  });

  it('makes every colour from a brand colour, with enough contrast', async () => {
    const page = await playground.open('#studio');

    await page.getByRole('textbox', { name: 'Your brand’s colour' }).fill('orangered');
    await page.getByRole('button', { name: 'Make the palette' }).click();

    await page.getByText('--hf-accent: light-dark(').waitFor();
    expect(await page.getByRole('table').textContent()).not.toMatch(/fails/);
  });

  it('undoes, redoes and resets by keyboard', async () => {
    const page = await playground.open('#studio');
    const relay = page.getByRole('textbox', { name: 'Relay' });
    const undo = page.getByRole('button', { name: 'Undo' });
    expect(await undo.getAttribute('aria-disabled')).toBe('true');
    await relay.fill('/feedback');
    await page.getByRole('radio', { name: 'Plum' }).check();

    await undo.press('Enter');
    expect([await relay.inputValue(), await page.getByRole('radio', { name: 'Indigo' }).isChecked()]).toEqual([
      '/feedback',
      true,
    ]);
    await undo.press('Enter');
    expect(await relay.inputValue()).toBe('https://feedback.example.com/feedback');
    await page.getByRole('button', { name: 'Redo' }).press('Enter');
    await page.getByRole('button', { name: 'Redo' }).press('Enter');
    expect(await page.getByRole('radio', { name: 'Plum' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Reset' }).press('Enter');
    expect(await page.getByRole('radio', { name: 'Indigo' }).isChecked()).toBe(true);
    expect(await relay.inputValue()).toBe('https://feedback.example.com/feedback');
  });

  it('exports theme and options as JSON and imports them', async () => {
    const page = await playground.open('#studio?display=popover');
    await page.getByRole('radio', { name: 'Ocean' }).check();
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    const json = await page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Reset' }).click();
    const field = page.getByRole('textbox', { name: 'As JSON' });

    await field.fill('{"colour": 1}');
    await page.getByText('Unknown name or wrong value: colour.').waitFor();
    expect(await page.getByRole('radio', { name: 'Indigo' }).isChecked()).toBe(true);
    await field.fill(json);

    await expect.poll(() => page.getByRole('radio', { name: 'Ocean' }).isChecked()).toBe(true);
    expect(await page.getByRole('combobox', { name: 'Display' }).inputValue()).toBe('popover');
  });

  it.each([320, 1280])('has a button in view that leads to the code: %i px', async (width) => {
    const page = await playground.open('#studio');
    await page.setViewportSize({ width, height: 640 });
    await page.getByLabel('--hf-success').focus();
    const button = page.locator('main').getByRole('button', { name: 'Get the code' });

    await button.press('Enter');

    const heading = page.getByRole('heading', { name: 'Put it on your site' });
    expect(await heading.evaluate((it) => it === document.activeElement)).toBe(true);
    await expect.poll(async () => (await heading.boundingBox())!.y).toBeLessThan(640);
    expect((await heading.boundingBox())!.y).toBeGreaterThanOrEqual(0);
  });

  it('hides the button to the code on a small screen while the code is in view', async () => {
    const page = await playground.open('#studio');
    await page.setViewportSize({ width: 320, height: 640 });
    const button = page.locator('main').getByRole('button', { name: 'Get the code' });

    await button.press('Enter');
    await button.waitFor({ state: 'hidden' });
    await page.getByLabel('--hf-success').focus();

    await button.waitFor({ state: 'visible' });
  });

  it('lists the steps that remain until the code works, and leads to their fields', async () => {
    const page = await playground.open('#studio');
    const steps = page.getByRole('list', { name: 'Until it works on your site' }).getByRole('listitem');
    await expect.poll(() => steps.count()).toBe(3);

    await page.getByRole('button', { name: 'Enter the address of yours' }).press('Enter');
    await page.keyboard.insertText('https://relay.example.net/feedback');
    await page.getByRole('button', { name: 'Enter your business id' }).press('Enter');
    await page.keyboard.insertText('12');

    await expect.poll(() => steps.count()).toBe(1);
    const code = await page.locator('.embed code').first().textContent();
    expect(code).toContain('https://relay.example.net/feedback');
    expect(code).toContain('data-business-id="12"');
  });

  it('writes code for the relay of the playground, and says how it works with the demo', async () => {
    const page = await playground.open('#studio');

    await page.getByRole('button', { name: 'try the one of this page' }).press('Enter');

    const code = page.locator('.embed code').first();
    await expect.poll(() => code.textContent()).toContain(`data-relay-url="${playground.url}feedback"`);
    const heading = page.getByRole('heading', { name: 'Put it on your site' });
    expect(await heading.evaluate((it) => it === document.activeElement)).toBe(true);
    const steps = page.getByRole('list', { name: 'Until it works on your site' });
    expect(await steps.textContent()).toContain('demo-user is a visitor whom the demo knows');
    expect(await steps.textContent()).not.toContain('npm start');
    expect(await page.locator('.embed').textContent()).not.toContain('USER');
  });

  it('explains each field of the code, and keeps a relay without https: out of the code', async () => {
    const page = await playground.open('#studio');

    await page.getByRole('textbox', { name: 'Relay' }).fill('http://example.com/feedback');
    await page.getByText('Enter an https: address with a path').waitFor();
    await page.getByRole('textbox', { name: 'Business id' }).fill('12');
    await page.getByRole('combobox', { name: 'How the visitor is known' }).selectOption('token');

    const code = await page.locator('.embed code').first().textContent();
    expect(code).toContain('https://feedback.example.com/feedback');
    expect(code).toContain('data-business-id="12"');
    expect(code).toContain('data-identity-token="TOKEN"');
  });

  it('copies the code and says so', async () => {
    const page = await playground.open('#studio');
    await page.getByRole('radio', { name: 'Element' }).check();

    await page.getByRole('button', { name: 'Copy code' }).click();

    await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('<haptik-feedback');
  });
});
