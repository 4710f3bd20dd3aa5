import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  activeElement,
  answerEarly,
  comment,
  expectEarlyAnswers,
  FORM_FILE,
  type HeldForm,
  holdForm,
  LOOKS,
  prepareForPicture,
  readMarkup,
  star,
  submitButton,
  takePicture,
} from './held-form.js';
import { attributes } from './site.js';
import { give, holdRequests, setUpSite, thanks, type VisitOptions, waitUntilRendered } from './test-browser.js';

const web = setUpSite();

const SHELL_FILE = '/haptik-feedback.shell.js';
const EVENTS = 'feedback-open feedback-close feedback-shown feedback-dismiss';
const script = (more = '') => `<script async src="/haptik-feedback.js" ${attributes('data-')} ${more}></script>`;

const launcher = (page: Page) => page.locator('[part=launcher]');
const dialog = (page: Page) => page.getByRole('dialog');
const heard = (page: Page) => page.evaluate(() => window.heard);
/** Waits until the idle page has fetched the first state and the panel. */
async function waitForIdleFetches(page: Page) {
  await page.waitForFunction(() => {
    const files = performance.getEntriesByType('resource').map(({ name }) => name);
    return ['.shell.js', '.panel.js'].every((part) => files.some((file) => file.includes(part)));
  });
  await waitUntilRendered(page);
}

/** Opens an idle page with a launcher; the form's code is held back. */
async function openHeld(more = '', { before, body = '', ...options }: VisitOptions & { body?: string } = {}) {
  let held: HeldForm | undefined;
  const visit = await web.open(body + script(more), '', {
    ...options,
    before: async (page) => {
      held = await holdForm(page);
      await page.addInitScript((events) => {
        window.heard = [];
        for (const type of events.split(' ')) addEventListener(type, () => window.heard.push(type));
      }, EVENTS);
      await before?.(page);
    },
  });
  await waitForIdleFetches(visit.page);
  return { ...visit, ...held! };
}

describe('an idle page with a launcher', () => {
  it('fetches the first state and the panel, and no code of the form', async () => {
    await openHeld();

    expect(web.site.requests.filter((path) => path.startsWith('/haptik-feedback')).sort()).toEqual([
      '/haptik-feedback.js',
      expect.stringMatching(/^\/haptik-feedback\.panel\.js\?v=[\w-]{8}$/),
      expect.stringMatching(/^\/haptik-feedback\.shell\.js\?v=[\w-]{8}$/),
    ]);
  });

  it.each([
    ['saves data', { saveData: true }],
    ['has a slow network', { effectiveType: 'slow-2g' }],
  ])('fetches nothing when the visitor %s, and still opens the form', async (_case, connection) => {
    const { page } = await web.open('', script(), {
      before: (page) =>
        page.addInitScript((value) => Object.defineProperty(navigator, 'connection', { value }), connection),
    });
    await launcher(page).waitFor();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await page.waitForLoadState('networkidle');
    expect(web.site.requests.filter((path) => path.startsWith('/haptik-feedback'))).toEqual(['/haptik-feedback.js']);

    await launcher(page).click();
    await give(page);

    await thanks(page).waitFor();
  });

  it('fetches the first state in a browser without requestIdleCallback', async () => {
    const { page } = await openHeld('', {
      before: (page) =>
        page.addInitScript('delete Window.prototype.requestIdleCallback; delete window.requestIdleCallback'),
    });

    await launcher(page).click();

    await dialog(page).waitFor();
  });

  it('opens the form when the first state cannot be fetched', async () => {
    web.site.broken.add(SHELL_FILE);
    const { page, thrown } = await web.open('', script());

    await launcher(page).click();
    await give(page);

    await thanks(page).waitFor();
    expect(thrown).toEqual([]);
  });
});

describe('a press before the code of the form has arrived', () => {
  it('opens the panel with the form in it, and focuses the contents of the dialog', async () => {
    const { page } = await openHeld();

    await launcher(page).click();

    await page.getByRole('dialog', { name: 'How was your conversation?' }).waitFor();
    expect(await page.getByRole('button', { name: 'Close' }).count()).toBe(1);
    expect(await (await activeElement(page)).evaluate((it) => it.parentElement!.role)).toBe('dialog');
    await page.keyboard.press('Tab');
    expect(await (await activeElement(page)).evaluate((it) => (it as HTMLInputElement).name)).toBe('rating');
  });

  it('keeps answers, their elements, focus and caret through hydration, and stores them', async () => {
    const { page, hydrate, errors, thrown } = await openHeld();
    await launcher(page).click();
    const field = await answerEarly(page);

    await hydrate();

    await expectEarlyAnswers(page, field);
    expect(await heard(page)).toEqual(['feedback-open', 'feedback-shown']);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('leaves the focus where it is when nothing is answered yet', async () => {
    const { page, hydrate } = await openHeld();
    await launcher(page).click();
    await dialog(page).waitFor();
    const focused = await activeElement(page);

    await hydrate();

    expect(await focused.evaluate((it) => it === (it.getRootNode() as ShadowRoot).activeElement)).toBe(true);
  });

  it('sends feedback once after hydration, and closing the thanks focuses the launcher', async () => {
    const { page, hydrate } = await openHeld();
    await launcher(page).click();
    await give(page, 'Early');
    await submitButton(page).click();
    expect(web.site.posts).toEqual([]);

    await hydrate();
    await thanks(page).waitFor();
    await page.locator('.hf-close').press('Enter');
    await dialog(page).waitFor({ state: 'hidden' });

    expect(web.site.posts).toEqual([expect.objectContaining({ query_rating: 4, feedback: 'Early' })]);
    expect(await (await activeElement(page)).evaluate((it) => it.part.value)).toBe('launcher');
  });

  it('says which answer is missing after hydration, when the visitor pressed Send before it', async () => {
    const { page, hydrate } = await openHeld();
    await launcher(page).click();
    await star(page, 2).check();
    await submitButton(page).click();

    await hydrate();

    await page.getByText('Please choose yes or no.').waitFor();
    expect(web.site.posts).toEqual([]);
  });

  it('says in the panel that the code could not be fetched, keeps the answers, and sends them by the next press', async () => {
    web.site.broken.add('/haptik-feedback.form.js');
    const { page } = await web.open('', script());
    await waitForIdleFetches(page);
    await launcher(page).click();
    await dialog(page).getByRole('alert').filter({ hasText: 'Feedback is not available right now.' }).waitFor();
    await star(page, 4).check();
    await page.getByRole('radio', { name: 'Yes' }).check();
    await comment(page).fill('Offline');
    expect(await comment(page).inputValue()).toBe('Offline');

    web.site.broken.clear();
    await submitButton(page).click();
    await thanks(page).waitFor();

    expect(web.site.posts).toEqual([expect.objectContaining({ feedback: 'Offline' })]);
    expect(await page.getByText('Feedback is not available right now.').count()).toBe(0);
  });

  it('offers Try again in place of the launcher when the panel has been closed', async () => {
    web.site.broken.add('/haptik-feedback.form.js');
    const { page } = await web.open(
      '<button data-haptik-feedback-open>Rate us</button>',
      script('data-launcher="none"'),
    );
    await waitForIdleFetches(page);
    await page.getByText('Rate us').click();
    await star(page, 2).check();
    await dialog(page).getByRole('alert').filter({ hasText: 'Feedback is not available right now.' }).waitFor();
    await page.keyboard.press('Escape');

    web.site.broken.clear();
    await page.getByRole('button', { name: 'Try again' }).click();

    await dialog(page).waitFor();
    await page.locator('.hf-lit').first().waitFor();
    expect(await star(page, 2).isChecked()).toBe(true);
    expect(await dialog(page).getByRole('alert').filter({ hasText: /\S/ }).count()).toBe(0);
    expect(await launcher(page).isVisible()).toBe(false);
  });

  it('does not reopen a panel that the visitor has closed, and keeps its answers for the next press', async () => {
    const { page, release } = await openHeld();
    await launcher(page).click();
    await star(page, 3).check();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });

    release();
    await page.waitForFunction(() => document.querySelector('haptik-feedback')!.shadowRoot!.querySelector('.hf-lit'));
    await waitUntilRendered(page);
    expect([await dialog(page).count(), await heard(page)]).toEqual([0, []]);
    await launcher(page).click();
    await dialog(page).waitFor();

    expect(await star(page, 3).isChecked()).toBe(true);
    await expect.poll(() => heard(page)).toEqual(['feedback-open', 'feedback-shown']);
  });

  it('closes and opens the panel with each press', async () => {
    const { page } = await openHeld();
    const states: number[] = [];
    await launcher(page).focus();

    for (let presses = 0; presses < 3; presses++) {
      await page.keyboard.press('Enter');
      await waitUntilRendered(page);
      states.push(await dialog(page).count());
      await launcher(page).focus();
    }

    expect(states).toEqual([1, 0, 1]);
  });

  it.each([
    ['an element of the page', (page: Page) => page.getByText('Rate us').click()],
    ['a method of the element', (page: Page) => page.evaluate(() => document.querySelector('haptik-feedback')!.open())],
  ])('opens the form by %s, with launcher "none"', async (_case, openForm) => {
    const { page, hydrate } = await openHeld('data-launcher="none"', {
      body: '<button data-haptik-feedback-open>Rate us</button>',
    });
    await openForm(page);
    await star(page, 5).check();
    expect(await launcher(page).isVisible()).toBe(false);

    await hydrate();

    expect(await star(page, 5).isChecked()).toBe(true);
  });

  it('closes the panel by the method of the element', async () => {
    const { page } = await openHeld();
    await launcher(page).click();
    await dialog(page).waitFor();

    await page.evaluate(() => document.querySelector('haptik-feedback')!.close());

    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('keeps the panel open when a trigger fires before hydration', async () => {
    const { page, hydrate } = await openHeld('data-ask-on="event:ask-now"');
    await expect.poll(() => web.site.requests.some((path) => path.includes('.asking.js'))).toBe(true);
    await launcher(page).click();
    await star(page, 1).check();
    await page.evaluate(() => {
      dispatchEvent(new Event('ask-now'));
      document.dispatchEvent(new Event('ask-now'));
    });

    await hydrate();

    expect(await star(page, 1).isChecked()).toBe(true);
    expect(await heard(page)).toEqual(['feedback-open', 'feedback-shown']);
  });

  it('shows another visitor no answers of the first', async () => {
    const { page } = await openHeld();
    await launcher(page).click();
    await star(page, 3).check();

    await page.evaluate(() => {
      document.querySelector('haptik-feedback')!.authId = 'somebody-else';
    });
    await waitUntilRendered(page);

    expect(await star(page, 3).isChecked()).toBe(false);
  });
});

describe('opens nothing before the code of the form has arrived', () => {
  const expectNothing = async (page: Page) => {
    await launcher(page).click();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    await waitUntilRendered(page);
    expect(await page.locator('haptik-feedback form').count()).toBe(0);
    expect(await dialog(page).count()).toBe(0);
  };

  it.each([
    ['that feedback was recorded', 'localStorage', 'hf:sent:anything', String(Date.now())],
    ['a draft', 'sessionStorage', 'hf:draft:anything', '{"rating":2,"comment":""}'],
  ] as const)('when the browser remembers %s', async (_case, store, key, value) => {
    const { page, hydrate } = await openHeld('', {
      before: (page) =>
        page.addInitScript(([store, key, value]) => window[store].setItem(key, value), [store, key, value] as const),
    });
    await expectNothing(page);

    await hydrate();

    await dialog(page).waitFor();
  });

  it.each([
    ['business', 'data-business-id="none"'],
    ['theme', 'data-theme="pink"'],
  ])('when an option is wrong: %s', async (_case, wrong) => {
    // The first of two attributes with the same name counts.
    web.site.serve(
      '/',
      `<!doctype html><html lang="en"><title>Site</title>${script().replace('src', `${wrong} src`)}</html>`,
    );
    const { page } = await web.visit(web.site.url, { before: (page) => holdRequests(page, FORM_FILE) });
    await waitForIdleFetches(page);

    await expectNothing(page);
  });
});

describe('the panel before and after the code of the form has arrived', () => {
  // embed-inline.test.ts tests all languages.
  it.each(['en', 'ta', 'ar'])('has the same markup in %s', async (locale) => {
    const { page, hydrate } = await openHeld(`data-locale="${locale}"`);
    await launcher(page).click();
    await dialog(page).waitFor();
    const before = await readMarkup(page, '.panel');
    await hydrate();
    const after = await readMarkup(page, '.panel');
    await page.close();
    web.site.broken.add(SHELL_FILE);
    const { page: plain } = await web.open('', script(`data-locale="${locale}"`));
    await launcher(plain).click();
    await dialog(plain).waitFor();

    expect(before).toBe(await readMarkup(plain, '.panel'));
    expect(after).toBe(before);
  });

  describe.each([320, 1280])('at %d pixels', (width) => {
    it.each(LOOKS)('looks the same to the pixel %s', async (_case, locale, theme, media) => {
      const { page, hydrate } = await openHeld(`data-locale="${locale}" data-theme="${theme}"`, {
        viewport: { width, height: 900 },
        ...media,
      });
      /** Repaints the whole panel and takes a picture. After a partial repaint, edges differ by 1 of 255 levels. */
      const takeFreshPicture = async () => {
        for (const opacity of ['0', '']) {
          await page.locator('.panel').evaluate((panel, value) => {
            panel.style.opacity = value;
          }, opacity);
          await waitUntilRendered(page);
        }
        return takePicture(page);
      };
      await launcher(page).click();
      await prepareForPicture(page);
      const before = await takeFreshPicture();

      await hydrate();

      expect((await takeFreshPicture()) === before).toBe(true);
    });
  });
});
