import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../src/messages/locale.js';
import {
  answerEarly,
  comment,
  expectEarlyAnswers,
  FORM_FILE,
  type HeldForm,
  holdForm,
  hydrated,
  LOOKS,
  prepareForPicture,
  readMarkup,
  star,
  submitButton,
  takePicture,
  watchHydration,
} from './held-form.js';
import { recordShifts, unexpectedShifts } from './layout-shifts.js';
import { IS_FULL_MATRIX } from './matrix.js';
import { attributes } from './site.js';
import { holdRequests, setUpSite, thanks, type VisitOptions, waitUntilRendered } from './test-browser.js';

const web = setUpSite();

const TARGET = '<div id="feedback"></div>';
const script = (more = '', file = 'haptik-feedback.inline.js') =>
  `<script async src="/${file}" data-target="#feedback" ${attributes('data-')} ${more}></script>`;

/** Opens a page with an inline form whose code is held back. */
async function openHeld(more = '', { before, ...options }: VisitOptions = {}) {
  let held: HeldForm | undefined;
  const visit = await web.open(TARGET + script(more), '', {
    ...options,
    before: async (page) => {
      held = await holdForm(page);
      await before?.(page);
    },
  });
  return { ...visit, ...held! };
}

const forms = (page: Page) => page.locator('haptik-feedback form');

describe('before the code of the form has arrived', () => {
  it('keeps answers, their elements, focus and caret through hydration, and stores them', async () => {
    const { page, hydrate, errors, thrown } = await openHeld();
    const field = await answerEarly(page);
    await page.evaluate(() => {
      HTMLElement.prototype.focus = () => window.heard.push('focus');
      window.heard = [];
    });

    await hydrate();

    await expectEarlyAnswers(page, field);
    expect(await page.evaluate(() => window.heard)).toEqual([]);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('fetches the transport when the visitor has answered before hydration', async () => {
    const { page, hydrate } = await openHeld();
    await star(page, 4).check();

    const [request] = await Promise.all([page.waitForRequest(/haptik-feedback\.transport\.js/), hydrate()]);

    expect(request.method()).toBe('GET');
  });

  it('lights the chosen star and those before it', async () => {
    const { page } = await openHeld();

    await star(page, 3).check();

    const fills = await page
      .locator('.hf-star svg')
      .evaluateAll((stars) => stars.map((it) => getComputedStyle(it).fill));
    expect(fills.map((fill) => fill !== 'none')).toEqual([true, true, true, false, false]);
  });

  it('hides what is typed from the hotkeys of the page', async () => {
    const { page } = await openHeld();
    await page.evaluate(() => {
      window.heard = [];
      document.addEventListener('keydown', ({ key }) => window.heard.push(key));
    });

    await comment(page).pressSequentially('g');

    expect(await page.evaluate(() => window.heard)).toEqual([]);
  });

  it('sends feedback once after hydration, when the visitor pressed Send before it', async () => {
    const { page, hydrate } = await openHeld();
    await star(page, 5).check();
    await page.getByRole('radio', { name: 'Yes' }).check();
    await comment(page).fill('Early');
    await submitButton(page).click();
    await submitButton(page).click();
    expect(web.site.posts).toEqual([]);

    await hydrate();
    await thanks(page).waitFor();

    expect(web.site.posts).toEqual([expect.objectContaining({ query_rating: 5, feedback: 'Early' })]);
    expect(new URL(page.url()).search).toBe('');
  });

  it('says which answer is missing after hydration, when the visitor pressed Send before it', async () => {
    const { page, hydrate } = await openHeld();
    await star(page, 2).check();
    await submitButton(page).click();

    await hydrate();

    await page.getByText('Please choose yes or no.').waitFor();
    expect(web.site.posts).toEqual([]);
  });

  it('says that the code could not be fetched, keeps the answers, and sends them by Try again', async () => {
    web.site.broken.add('/haptik-feedback.form.js');
    const { page } = await web.open(TARGET + script());
    await star(page, 1).check();
    await page.getByRole('radio', { name: 'No' }).check();
    await comment(page).fill('Offline');
    await submitButton(page).click();
    await page.getByRole('alert').filter({ hasText: 'Feedback is not available right now.' }).waitFor();
    expect(await comment(page).inputValue()).toBe('Offline');
    expect(await star(page, 1).isChecked()).toBe(true);

    web.site.broken.clear();
    // A pointer over the button would fetch the code before the press.
    await page.getByRole('button', { name: 'Try again' }).dispatchEvent('click');
    await thanks(page).waitFor();

    expect(web.site.posts).toHaveLength(1);
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  it('keeps the answers when an option changes, and forgets them for another visitor', async () => {
    const { page } = await openHeld();
    await star(page, 3).check();
    await comment(page).fill('Mine');

    await page.evaluate(() => {
      document.querySelector('haptik-feedback')!.theme = 'dark';
    });
    await page.locator('.hf[data-theme=dark]').waitFor();
    expect([await star(page, 3).isChecked(), await comment(page).inputValue()]).toEqual([true, 'Mine']);

    await page.evaluate(() => {
      document.querySelector('haptik-feedback')!.authId = 'somebody-else';
    });
    await waitUntilRendered(page);
    expect([await star(page, 3).isChecked(), await comment(page).inputValue()]).toEqual([false, '']);
  });
});

it('shows the form at once to a visitor whose feedback is older than an hour', async () => {
  const { page, hydrate } = await openHeld('', {
    before: (page) =>
      page.addInitScript(() => localStorage.setItem('hf:sent:anything', String(Date.now() - 60 * 60 * 1000))),
  });
  await star(page, 2).check();

  await hydrate();

  expect(await star(page, 2).isChecked()).toBe(true);
});

describe('shows nothing before the code of the form has arrived', () => {
  const scopeKey = (kind: string) => `hf:${kind}:anything`;

  it.each([
    ['that feedback was recorded', 'localStorage', scopeKey('sent'), String(Date.now())],
    ['feedback that waits', 'localStorage', scopeKey('waiting'), '1'],
    ['a draft', 'sessionStorage', scopeKey('draft'), '{"rating":2,"comment":""}'],
  ] as const)('when the browser remembers %s', async (_case, store, key, value) => {
    const { page, hydrate } = await openHeld('', {
      before: (page) =>
        page.addInitScript(([store, key, value]) => window[store].setItem(key, value), [store, key, value] as const),
    });
    await page.waitForFunction(() => document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild);
    await waitUntilRendered(page);
    expect(await forms(page).count()).toBe(0);

    await hydrate();

    expect(await forms(page).count()).toBe(1);
  });

  it.each([
    ['relay URL', 'data-relay-url="ftp://relay.example"'],
    ['business', 'data-business-id="none"'],
    ['theme', 'data-theme="pink"'],
    ['heading level', 'data-heading-level="7"'],
    ['text', `data-messages='{"title":1}'`],
    ['language', 'data-locale="not a tag"'],
  ])('when an option is wrong: %s', async (_case, wrong) => {
    // The first of two attributes with the same name counts.
    web.site.serve(
      '/',
      `<!doctype html><html lang="en"><title>Site</title>${TARGET}${script().replace('data-target', `${wrong} data-target`)}</html>`,
    );
    const { page } = await web.visit(web.site.url, { before: (page) => holdRequests(page, FORM_FILE) });
    await page.waitForFunction(() => document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild);
    await waitUntilRendered(page);

    expect(await forms(page).count()).toBe(0);
  });

  it('until the texts of the language have arrived', async () => {
    let releaseTexts = () => {};
    const { page } = await openHeld('data-locale="hi"', {
      before: async (page) => {
        releaseTexts = await holdRequests(page, /locale\.hi/);
      },
    });
    await page.waitForFunction(() => document.querySelector('haptik-feedback')?.shadowRoot?.firstElementChild);
    await waitUntilRendered(page);
    expect(await forms(page).count()).toBe(0);

    releaseTexts();

    await page.getByRole('heading').waitFor();
    expect(await page.getByRole('heading').textContent()).toMatch(/\p{Script=Devanagari}/u);
  });
});

describe('the form before and after its code has arrived', () => {
  it.each(IS_FULL_MATRIX ? ['en', 'en-GB', ...LOCALES] : ['en', 'hi', 'ar'])(
    'has the same markup in %s',
    async (locale) => {
      const { page, hydrate } = await openHeld(`data-locale="${locale}"`);
      const before = await readMarkup(page, '.hf');
      await hydrate();
      const after = await readMarkup(page, '.hf');
      await page.close();
      const { page: plain } = await web.open(TARGET + script(`data-locale="${locale}"`, 'haptik-feedback.js'));
      await plain.locator('.hf').waitFor();

      expect(before).toBe(await readMarkup(plain, '.hf'));
      expect(after).toBe(before);
    },
  );

  it('has the same markup with a heading level, a theme and messages', async () => {
    const more = `data-heading-level="3" data-theme="dark" data-messages='{"title":"And?","yes":"Sure"}'`;
    const { page } = await openHeld(more);
    const before = await readMarkup(page, '.hf');
    await page.close();
    const { page: plain } = await web.open(TARGET + script(more, 'haptik-feedback.js'));
    await plain.locator('.hf').waitFor();

    expect(before).toBe(await readMarkup(plain, '.hf'));
    expect(before).toContain('And?');
  });

  describe.each([320, 1280])('at %d pixels', (width) => {
    it.each(LOOKS)('looks the same to the pixel %s', async (_case, locale, theme, media) => {
      const { page, hydrate } = await openHeld(`data-locale="${locale}" data-theme="${theme}"`, {
        viewport: { width, height: 720 },
        ...media,
      });
      await prepareForPicture(page);
      const takeRenderedPicture = async () => {
        await waitUntilRendered(page);
        return takePicture(page);
      };
      const before = await takeRenderedPicture();

      await hydrate();

      expect((await takeRenderedPicture()) === before).toBe(true);
    });
  });
});

describe('the height that the page reserves', () => {
  const RESERVED =
    '<p>what precedes</p><div id="feedback" style="min-height: 38em"></div><p id="next">what follows</p>';
  /** Browsers do not count layout shifts in the first 500 ms after a press, so the answer arrives later. */
  const ANSWER_DELAY_MS = 600;
  const gapBelow = (page: Page) =>
    page.evaluate(() => {
      const card = document.querySelector('haptik-feedback')!.shadowRoot!.querySelector('.hf')!;
      return document.querySelector('#next')!.getBoundingClientRect().top - card.getBoundingClientRect().bottom;
    });
  const sendSlowly = async (page: Page) => {
    web.site.answerDelayMs = ANSWER_DELAY_MS;
    await page.getByRole('radio').nth(3).check();
    await page.getByRole('radio').nth(5).check();
    await submitButton(page).click();
    await page.locator('.hf-thanks').waitFor();
  };

  describe.each([320, 1280])('at %d pixels', (width) => {
    it.each(IS_FULL_MATRIX ? ['en', 'ar', 'ml', 'ta'] : ['en', 'ml'])(
      'is filled by the form and by the thanks, and nothing moves, in %s',
      async (locale) => {
        const { page } = await web.open(RESERVED, '', {
          viewport: { width, height: 760 },
          before: (page) => Promise.all([recordShifts(page), watchHydration(page)]),
        });
        await waitUntilRendered(page);
        await page.evaluate(
          (tag) => {
            document.body.append(document.createRange().createContextualFragment(tag));
          },
          script(`data-locale="${locale}"`),
        );
        await hydrated(page);
        expect(await gapBelow(page)).toBe(16);

        await sendSlowly(page);

        expect(await gapBelow(page)).toBe(16);
        expect(await unexpectedShifts(page)).toBe(0);
      },
    );
  });

  it('is ignored when the target has other content', async () => {
    const { page } = await web.open(`<div id="feedback" style="min-height: 90em"><p>Tell us</p></div>${script()}`);
    await forms(page).waitFor();

    const height = await page.locator('.hf').evaluate((card) => card.getBoundingClientRect().height);

    expect(height).toBeLessThan(700);
  });
});
