import { describe, expect, it, test } from 'vitest';
import { attributes } from './site.js';
import { give, setUpSite, thanks, waitUntilRendered } from './test-browser.js';
import { LAUNCHER_SCRIPT, launcher, SCRIPT, waitUntilRegistered } from './widget.js';

const web = setUpSite();

describe('a script tag', () => {
  it('shows a launcher that opens a form, which sends feedback', async () => {
    const { page, errors, thrown } = await web.open('', LAUNCHER_SCRIPT);
    await launcher(page).waitFor();
    expect(web.site.requests.slice(0, 2)).toEqual(['/', '/haptik-feedback.js']);
    expect(web.site.requests.filter((path) => path.includes('.form.js'))).toEqual([]);

    await launcher(page).click();
    await page.getByRole('dialog', { name: 'How was your conversation?' }).waitFor();
    await give(page, 'Quick help');
    await thanks(page).waitFor();

    expect(web.site.posts).toEqual([
      { auth_id: 'visitor-1', business_id: 343, query_rating: 4, query_resolved: true, feedback: 'Quick help' },
    ]);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('puts an inline form into the element that data-target names', async () => {
    const { page } = await web.open(
      '<main></main>',
      `<script src="/haptik-feedback.js" data-target="main" ${attributes('data-')}></script>`,
    );

    await give(page);
    await thanks(page).waitFor();

    expect(await page.locator('main > haptik-feedback').count()).toBe(1);
  });

  it('mounts nothing without a data- option', async () => {
    const { page } = await web.open(SCRIPT);
    await page.waitForFunction(() => 'HaptikFeedback' in window);

    expect(await page.locator('haptik-feedback').count()).toBe(0);
  });

  it('works as a module', async () => {
    const { page, thrown } = await web.open(
      '',
      `<script type="module" src="${web.site.otherUrl}/haptik-feedback.js" ${attributes('data-')}></script>`,
    );

    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();

    expect(thrown).toEqual([]);
  });

  it('works when another module imports it from another origin', async () => {
    const { page, thrown } = await web.open(
      `<haptik-feedback ${attributes()}></haptik-feedback>`,
      `<script type="module">import '${web.site.otherUrl}/haptik-feedback.js?a=/b';</script>`,
    );

    await give(page);
    await thanks(page).waitFor();

    expect(thrown).toEqual([]);
  });

  it('fetches its files from its own origin', async () => {
    const { page } = await web.open(
      '',
      `<script async src="${web.site.otherUrl}/haptik-feedback.js?a=/b" ${attributes('data-', `${web.site.otherUrl}/feedback`)}></script>`,
    );

    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();

    expect(web.site.posts).toHaveLength(1);
  });

  it('registers the element once and mounts a form for each tag when it is included twice', async () => {
    const { page, errors, thrown } = await web.open(
      '<div id="a"></div><div id="b"></div>',
      ['a', 'b']
        .map(
          (id) => `<script async src="/haptik-feedback.js?${id}" data-target="#${id}" ${attributes('data-')}></script>`,
        )
        .join(''),
    );

    for (const id of ['a', 'b']) await page.locator(`#${id} haptik-feedback form`).waitFor();

    expect([errors, thrown]).toEqual([[], []]);
  });

  it.each(['haptik-feedback.js', 'haptik-feedback.inline.js'])(
    'shows nothing and throws nothing in a browser that is too old: %s',
    async (file) => {
      const { page, errors, thrown } = await web.open(
        `<haptik-feedback ${attributes()}></haptik-feedback>`,
        `<script async src="/${file}" ${attributes('data-')}></script>`,
        {
          before: (page) =>
            page.addInitScript(() => {
              // Safari before 16.4 has no popovers and no constructable stylesheets.
              Reflect.deleteProperty(HTMLElement.prototype, 'popover');
              for (const type of [Document, ShadowRoot]) Reflect.deleteProperty(type.prototype, 'adoptedStyleSheets');
            }),
        },
      );
      await page.waitForLoadState('networkidle');

      expect(await page.evaluate(() => [customElements.get('haptik-feedback'), 'HaptikFeedback' in window])).toEqual([
        undefined,
        false,
      ]);
      expect([errors, thrown]).toEqual([[], []]);
    },
  );
});

describe('a file that cannot be fetched', () => {
  it('is fetched again without the visitor noticing', async () => {
    web.site.broken.add('/haptik-feedback.form.js');
    const { page, thrown } = await web.open(`<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`, '', {
      before: (page) =>
        page.route('**/haptik-feedback.form.js*', (route) => {
          if (/\?v=[\w-]{8}&/.test(route.request().url())) web.site.broken.clear();
          return route.continue();
        }),
    });

    await give(page);
    await thanks(page).waitFor();

    expect(thrown).toEqual([]);
  });

  it.each([
    ['inline', `<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`],
    ['popover', `<haptik-feedback display="popover" ${attributes()}></haptik-feedback>${SCRIPT}`],
  ])('is reported in its place, and Try again brings the form: %s', async (display, body) => {
    // With the form's first state: test/browser/embed-inline.test.ts, embed-panel-shell.test.ts.
    for (const name of ['shell', 'form']) web.site.broken.add(`/haptik-feedback.${name}.js`);
    const { page, thrown } = await web.open(body);
    if (display === 'popover') await launcher(page).click();
    const notice = page.getByText('Feedback is not available right now.');
    await page.getByRole('alert').and(notice).waitFor();
    const retry = page.getByRole('button', { name: 'Try again' });
    const isFocused = () => retry.evaluate((button) => button.matches(':focus'));
    if (display === 'popover') expect(await isFocused()).toBe(true);

    // Hover and focus alone fetch nothing.
    const countRequests = () => web.site.requests.filter((path) => path.startsWith('/haptik-feedback.form.js')).length;
    const before = countRequests();
    await retry.hover();
    await retry.focus();
    if (display === 'inline') {
      await waitUntilRendered(page);
      expect(countRequests()).toBe(before);
    }

    // The button keeps the focus when the fetch fails again.
    await retry.press('Enter');
    await expect.poll(countRequests).toBeGreaterThan(before);
    await page.getByRole('alert').and(notice).waitFor();
    expect(await isFocused()).toBe(true);

    // The form takes the focus when the fetch succeeds.
    web.site.broken.clear();
    await retry.click();
    await page.getByRole('textbox').waitFor();
    if (display === 'inline') await expect.poll(() => page.locator('input:focus').count()).toBe(1);
    await give(page);
    await thanks(page).waitFor();
    expect([await notice.count(), await retry.count()]).toEqual([0, 0]);
    expect(await launcher(page).count()).toBe(display === 'popover' ? 1 : 0);
    expect(thrown).toEqual([]);
  });

  it('shows nothing to a visitor who only hovers over the launcher', async () => {
    web.site.broken.add('/haptik-feedback.form.js');
    const { page, errors } = await web.open('', LAUNCHER_SCRIPT);

    await launcher(page).hover();

    // The browser reports both requests.
    await expect.poll(() => errors.length).toBe(2);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await launcher(page).isVisible()).toBe(true);
  });
});

describe('mount()', () => {
  it('puts an element into its target and returns the element', async () => {
    const { page } = await web.open(`<main></main>${SCRIPT}`);
    await waitUntilRegistered(page);

    const name = await page.evaluate(
      () =>
        window.HaptikFeedback!.mount('main', { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1' }).localName,
    );
    await give(page);
    await thanks(page).waitFor();

    expect(name).toBe('haptik-feedback');
  });

  test.each(['#nowhere', '[[', null])('reports the wrong target %s and throws nothing', async (target) => {
    const { page, errors, thrown } = await web.open(SCRIPT);
    await waitUntilRegistered(page);

    await page.evaluate((target) => void window.HaptikFeedback!.mount(target as string, {}), target);

    expect(errors).toEqual([
      expect.stringMatching(/^haptik-feedback: target must be an element or selector.*troubleshooting/),
    ]);
    expect(thrown).toEqual([]);
  });

  it('returns an element that open() opens at once and close() closes', async () => {
    const { page } = await web.open(SCRIPT);
    await waitUntilRegistered(page);

    await page.evaluate(() => {
      window.heard = [];
      for (const type of ['feedback-open', 'feedback-close']) {
        document.addEventListener(type, () => window.heard.push(type));
      }
      const element = window.HaptikFeedback!.mount(document.body, {
        relayUrl: '/feedback',
        businessId: 343,
        authId: 'visitor-1',
        display: 'popover',
      });
      element.open();
    });
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => document.querySelector('haptik-feedback')!.close());
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(['feedback-open', 'feedback-close']);
  });
});
