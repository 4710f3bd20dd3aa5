import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { HELP } from '../../src/feedback/help.js';
import { attributes } from './site.js';
import { holdRequests, setUpSite } from './test-browser.js';
import { LAUNCHER_SCRIPT, launcher, SCRIPT } from './widget.js';

const web = setUpSite();

/** Opens a page with a launcher that has these attributes. */
function open(given: string, { body = '', style = '', width = 800, height = 600 } = {}) {
  return web.open(
    `${body}<haptik-feedback display="popover" style="${style}" ${attributes()} ${given}></haptik-feedback>`,
    SCRIPT,
    { viewport: { width, height } },
  );
}

/** Finds the launcher in any language. */
const anyLauncher = (page: Page) => page.locator('haptik-feedback [part=launcher]');
const dialog = (page: Page) => page.getByRole('dialog');

/**
 * Returns the name of the focused control in the shadow root, and whether its corners are visible and can be pressed.
 * For a text field it checks only the upper corners, because browsers scroll to the caret.
 */
function focused(page: Page) {
  return page.evaluate(() => {
    const root = document.querySelector('haptik-feedback')!.shadowRoot!;
    const control = root.activeElement as HTMLInputElement;
    const area = control.labels?.[0] && control.type === 'radio' ? control.labels[0] : control;
    // The label of a star also contains the words below the stars.
    const { left, top, right, bottom } = (control.name === 'rating' ? control : area).getBoundingClientRect();
    const inside = [
      [left + 4, top + 4],
      [right - 4, top + 4],
      ...(control.localName === 'textarea'
        ? []
        : [
            [left + 4, bottom - 4],
            [right - 4, bottom - 4],
          ]),
    ];
    const name = control.name || control.className;
    return { name, isHit: inside.every(([x, y]) => area.contains(root.elementFromPoint(x!, y!))) };
  });
}

describe('the panel', () => {
  it.each([
    [375, 330],
    [667, 375],
    [320, 256],
    [320, 200],
  ])('covers no control in a viewport of %i × %i', async (width, height) => {
    const { page } = await web.open('', LAUNCHER_SCRIPT, { viewport: { width, height } });
    await launcher(page).click();
    await dialog(page).waitFor();

    const seen: { name: string; isHit: boolean }[] = [];
    for (let tabs = 0; tabs < 5; tabs++) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
    }
    await page.getByRole('radio', { name: 'No' }).click();

    expect(seen).toEqual(
      ['rating', 'resolved', 'comment', 'hf-submit', 'close'].map((name) => expect.objectContaining({ name })),
    );
    expect(seen.filter(({ isHit }) => !isHit)).toEqual([]);
    expect(await page.getByRole('radio', { name: 'No' }).isChecked()).toBe(true);
    const box = (await dialog(page).boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  });

  it('shows every focused control when it opens by itself as a sheet at 400 % zoom', async () => {
    const script = LAUNCHER_SCRIPT.replace('async', 'async data-ask-on="delay:0"');
    const { page } = await web.open('', script, { viewport: { width: 320, height: 256 } });
    await dialog(page).waitFor();
    await launcher(page).focus();

    const seen: { name: string; isHit: boolean }[] = [];
    for (let tabs = 0; tabs < 5; tabs++) {
      await page.keyboard.press('Tab');
      seen.push(await focused(page));
    }

    expect(seen).toEqual(
      ['rating', 'resolved', 'comment', 'hf-submit', 'close'].map((name) => ({ name, isHit: true })),
    );
  });

  it('stays above a keyboard on the screen', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT, {
      viewport: { width: 375, height: 700 },
      // Headless browsers have no such keyboard.
      before: (page) =>
        page.addInitScript(() => {
          const viewport = Object.assign(new EventTarget(), { height: 700, offsetTop: 0, scale: 1 });
          Object.defineProperty(window, 'visualViewport', { value: viewport });
        }),
    });
    await launcher(page).click();
    await dialog(page).waitFor();

    await page.evaluate(() => {
      Object.assign(window.visualViewport!, { height: 430 });
      window.visualViewport!.dispatchEvent(new Event('resize'));
    });

    const box = (await dialog(page).boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(430);
  });

  it('slides in, but not for a visitor who prefers no motion', async () => {
    const animation = (page: Page) => dialog(page).evaluate((panel) => getComputedStyle(panel).animationName);
    const names: string[] = [];
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const { page } = await web.open('', LAUNCHER_SCRIPT, { reducedMotion });
      await launcher(page).click();
      await dialog(page).waitFor();
      names.push(await animation(page));
    }

    expect(names).toEqual(['slide-in', 'none']);
  });
});

describe('--hf-inset', () => {
  it.each([
    ['bottom-right', { x: 40, y: 96 }],
    ['top-left', { x: 40, y: 96 }],
  ])('is the distance of launcher and panel from the corner %s', async (position, { x, y }) => {
    const { page } = await open(`position="${position}"`, { style: '--hf-inset: 96px 40px', height: 900 });
    const distance = async (box: Promise<{ x: number; y: number; width: number; height: number } | null>) => {
      const { x, y, width, height } = (await box)!;
      return position === 'top-left' ? { x, y } : { x: 800 - x - width, y: 900 - y - height };
    };

    expect(await distance(launcher(page).boundingBox())).toEqual({ x, y });
    await launcher(page).click();
    await dialog(page).waitFor();

    expect(await distance(dialog(page).boundingBox())).toEqual({ x, y });
  });
});

describe('the launcher', () => {
  it.each(['ta', 'ml', 'de'])('shows only its icon on a narrow page, and keeps its name: %s', async (locale) => {
    const { page } = await open(`locale="${locale}"`, { width: 399 });
    const button = anyLauncher(page);
    await button.waitFor();

    const { width, height } = (await button.boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    expect(width).toBeLessThan(72);
    expect(await page.getByRole('button', { name: (await button.textContent())! }).count()).toBe(1);
  });

  it('leaves room for a chat bubble in the other corner, however long its text is', async () => {
    const { page } = await open(`messages='{"open":"${'Feedback '.repeat(12)}"}'`, { width: 400 });

    const { x, width } = (await anyLauncher(page).boundingBox())!;

    expect(x).toBeGreaterThanOrEqual(72 + 20);
    expect(x + width).toBeCloseTo(380);
  });

  it.each(['light', 'dark'])('has a focus ring of two colours with a contrast of 9:1, theme %s', async (theme) => {
    // On any background, at least one of two such colours has a contrast of 3:1.
    const { page } = await open(`theme="${theme}"`);
    await launcher(page).waitFor();
    await page.keyboard.press('Tab');
    await page.locator('haptik-feedback [part=panel]').waitFor({ state: 'attached' });

    const [ring, edge] = await launcher(page).evaluate((button) => {
      const { outlineColor, boxShadow } = getComputedStyle(button);
      return [outlineColor, /rgb\([^)]*\)/.exec(boxShadow)![0]].map((colour) => {
        const [red, green, blue] = colour.match(/\d+/g)!.map((value) => {
          const part = Number(value) / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
      });
    });

    const [dark, light] = [ring!, edge!].sort((a, b) => a - b);
    expect((light! + 0.05) / (dark! + 0.05)).toBeGreaterThanOrEqual(9);
  });

  it('looks different under the pointer and while it is pressed, like the close button', async () => {
    const { page } = await web.open('', LAUNCHER_SCRIPT);
    const looks = async (name: string) => {
      const look = () =>
        page.getByRole('button', { name }).evaluate((button) => {
          const { boxShadow, backgroundColor } = getComputedStyle(button);
          return boxShadow + backgroundColor;
        });
      await page.mouse.move(0, 0);
      const seen = [await look()];
      await page.getByRole('button', { name }).hover();
      seen.push(await look());
      await page.mouse.down();
      seen.push(await look());
      await page.mouse.up();
      return new Set(seen).size;
    };
    // The first hover fetches the panel and its stylesheet.
    await launcher(page).hover();
    await page.locator('haptik-feedback [part=panel]').waitFor({ state: 'attached' });

    expect(await looks('Give feedback')).toBe(3);
    await dialog(page).waitFor();
    expect(await looks('Close')).toBe(3);
  });

  it.each([
    ['bottom-right', 'right'],
    ['top-left', 'left'],
  ])('is a vertical tab at the side, in position %s', async (position, side) => {
    const { page } = await open(`launcher="tab" position="${position}"`);

    const box = (await launcher(page).boundingBox())!;
    await launcher(page).click();
    await dialog(page).waitFor();

    const opacity = () => launcher(page).evaluate((it) => getComputedStyle(it).opacity);
    expect(await opacity()).toBe('0');
    await launcher(page).focus();
    expect(await opacity()).toBe('1');
    expect(box.height).toBeGreaterThan(box.width * 2);
    expect(side === 'left' ? box.x : 800 - box.x - box.width).toBeLessThanOrEqual(0);
    expect(box.y).toBeGreaterThan(150);
    expect(box.y + box.height).toBeLessThan(450);
  });

  it('is hidden with launcher="none", and appears when the option changes', async () => {
    const { page } = await open('launcher="none"');
    await page.evaluate(() => document.querySelector('haptik-feedback')!.open());
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    expect(await anyLauncher(page).isVisible()).toBe(false);

    await page.evaluate(() => document.querySelector('haptik-feedback')!.setAttribute('launcher', 'button'));

    await launcher(page).waitFor();
  });

  it('shows that the form could not be fetched, and tries again, with launcher="none"', async () => {
    for (const name of ['shell', 'form']) web.site.broken.add(`/haptik-feedback.${name}.js`);
    const { page } = await open('launcher="none"', { body: '<button data-haptik-feedback-open>Rate us</button>' });
    await anyLauncher(page).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Rate us' }).click();
    await page.getByRole('alert').filter({ hasText: 'Feedback is not available right now.' }).waitFor();

    web.site.broken.clear();
    await page.getByRole('button', { name: 'Try again' }).click();

    await dialog(page).waitFor();
  });

  it('is a button when the option has an unknown value, which is reported', async () => {
    const { page, errors } = await open('launcher="bubble"');
    await launcher(page).click();
    await dialog(page).waitFor();

    expect(errors).toEqual([`haptik-feedback: launcher must be button, tab, none. ${HELP}`]);
  });
});

describe('an element with data-haptik-feedback-open', () => {
  const BODY = `<button data-haptik-feedback-open>Rate us</button>
    <a href="/feedback-page" data-haptik-feedback-open>Feedback <b>here</b></a>`;

  it('opens the form by keyboard, and has the focus again when the form is closed', async () => {
    const { page } = await open('launcher="none"', { body: BODY });
    await anyLauncher(page).waitFor({ state: 'attached' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();

    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });

    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Rate us');
  });

  it('opens the form when it is a link, and the browser does not follow the link', async () => {
    const { page } = await open('', { body: BODY });
    await launcher(page).waitFor();

    await page.getByText('here').click();

    await dialog(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('has aria-haspopup="dialog"', async () => {
    const { page } = await open('', { body: BODY });
    await launcher(page).waitFor();

    expect(await page.locator('[aria-haspopup=dialog][data-haptik-feedback-open]').count()).toBe(2);
  });

  it('still works as a link while no visitor is known', async () => {
    web.site.serve('/feedback-page', '<h1>Another page</h1>');
    const { page } = await open('auth-id=""', { body: BODY.replace('/feedback-page', '/feedback-page?') });
    await page.evaluate(() => document.querySelector('haptik-feedback')!.setAttribute('auth-id', ''));

    await page.getByRole('link').click();

    await page.getByRole('heading', { name: 'Another page' }).waitFor();
  });
});

it.each([
  ['inline', 1],
  ['popover', 4],
])('the option headingLevel sets the level of the title: %s', async (display, level) => {
  const { page } = await web.open(
    `<haptik-feedback display="${display}" heading-level="${level}" ${attributes()}></haptik-feedback>`,
    SCRIPT,
  );
  if (display === 'popover') await launcher(page).click();

  await page.getByRole('heading', { level, name: 'How was your conversation?' }).waitFor();
});

it('opens the panel when the form arrives while the visitor holds the launcher down', async () => {
  const { page } = await web.open('', LAUNCHER_SCRIPT);
  await launcher(page).waitFor();
  const release = await holdRequests(page, /\.form\.js/);
  const { x, y, width, height } = (await launcher(page).boundingBox())!;
  await page.mouse.move(x + width * 0.6, y + height / 2);
  await page.mouse.down();
  release();
  await page.locator('[part=form]').waitFor({ state: 'attached' });
  await page.mouse.up();

  await page.getByRole('dialog').waitFor({ timeout: 3000 });
});
