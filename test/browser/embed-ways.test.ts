import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HaptikFeedbackElement } from '../../src/embed/element/haptik-feedback-element.js';
import { attributes, give, html, launchBrowser, type Site, startSite, thanks, visit } from './embed-site.js';

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), startSite()]);
});
afterAll(() => Promise.all([browser.close(), site.close()]));
beforeEach(() => site.reset());

const SCRIPT = '<script async src="/haptik-feedback.js"></script>';

async function open(body: string, head = '', options?: Parameters<typeof visit>[2]) {
  site.serve('/', html(body, head));
  return visit(browser, site.url, options);
}

const launcher = (page: Awaited<ReturnType<typeof open>>['page']) =>
  page.getByRole('button', { name: 'Give feedback' });

describe('one script tag', () => {
  test('shows a launcher, which opens the form, which sends and thanks', async () => {
    const { page, errors, thrown } = await open(
      '',
      `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`,
    );
    await launcher(page).waitFor();
    expect(site.requests).toEqual(['/', '/haptik-feedback.js']);
    await launcher(page).click();
    await page.getByRole('dialog', { name: 'Give feedback' }).waitFor();
    await give(page, 'Quick help');
    await thanks(page).waitFor();
    expect(site.posts).toEqual([
      { auth_id: 'visitor-1', business_id: 343, query_rating: 4, query_resolved: true, feedback: 'Quick help' },
    ]);
    expect([errors, thrown]).toEqual([[], []]);
    await page.context().close();
  });

  test('with data-target puts the form there', async () => {
    const { page } = await open(
      '<main></main>',
      `<script src="/haptik-feedback.js" data-target="main" ${attributes('data-')}></script>`,
    );
    await give(page);
    await thanks(page).waitFor();
    expect(await page.locator('main > haptik-feedback').count()).toBe(1);
    await page.context().close();
  });

  test('without a data- option mounts nothing', async () => {
    const { page } = await open(SCRIPT);
    await page.waitForFunction(() => 'HaptikFeedback' in window);
    expect(await page.locator('haptik-feedback').count()).toBe(0);
    await page.context().close();
  });

  test('as a module', async () => {
    const { page, thrown } = await open(
      '',
      `<script type="module" src="${site.otherUrl}/haptik-feedback.js" ${attributes('data-')}></script>`,
    );
    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();
    expect(thrown).toEqual([]);
    await page.context().close();
  });

  test('imported by another module, from elsewhere', async () => {
    const { page, thrown } = await open(
      `<haptik-feedback ${attributes()}></haptik-feedback>`,
      `<script type="module">import '${site.otherUrl}/haptik-feedback.js?a=/b';</script>`,
    );
    await give(page);
    await thanks(page).waitFor();
    expect(thrown).toEqual([]);
    await page.context().close();
  });

  test('from another origin fetches its files from there', async () => {
    const { page } = await open(
      '',
      `<script async src="${site.otherUrl}/haptik-feedback.js?a=/b" ${attributes('data-', `${site.otherUrl}/feedback`)}></script>`,
    );
    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();
    expect(site.posts).toHaveLength(1);
    await page.context().close();
  });

  test('included twice registers once, and every tag gets its form', async () => {
    const { page, errors, thrown } = await open(
      '<div id="a"></div><div id="b"></div>',
      ['a', 'b']
        .map(
          (id) => `<script async src="/haptik-feedback.js?${id}" data-target="#${id}" ${attributes('data-')}></script>`,
        )
        .join(''),
    );
    for (const id of ['a', 'b']) await page.locator(`#${id} haptik-feedback form`).waitFor();
    expect([errors, thrown]).toEqual([[], []]);
    await page.context().close();
  });
});

describe('the element', () => {
  test.each([
    ['before the script', `<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`],
    [
      'after the script',
      `<script src="/haptik-feedback.js"></script><haptik-feedback ${attributes()}></haptik-feedback>`,
    ],
    [
      'with the file with the form',
      `<haptik-feedback ${attributes()}></haptik-feedback><script src="/haptik-feedback.with-form.js"></script>`,
    ],
    [
      'with the standalone file',
      `<haptik-feedback ${attributes()}></haptik-feedback><script src="/haptik-feedback.standalone.js"></script>`,
    ],
  ])('%s', async (_where, body) => {
    const { page, errors, thrown } = await open(body);
    await give(page);
    await thanks(page).waitFor();
    expect([errors, thrown]).toEqual([[], []]);
    await page.context().close();
  });

  test('takes properties that were set before it was registered', async () => {
    const { page } = await open('<haptik-feedback></haptik-feedback>');
    await page.evaluate(() => {
      Object.assign(document.querySelector('haptik-feedback')!, {
        relayUrl: '/feedback',
        businessId: 343,
        authId: 'early',
        messages: { title: 'Set early' },
      });
    });
    await page.addScriptTag({ url: '/haptik-feedback.js' });
    await page.getByRole('heading', { name: 'Set early' }).waitFor();
    await page.context().close();
  });

  test('has typed properties for its attributes, and what was set last counts', async () => {
    const { page } = await open(SCRIPT);
    await page.waitForFunction(() => customElements.get('haptik-feedback'));
    const read = await page.evaluate(() => {
      const element = document.createElement('haptik-feedback');
      element.setAttribute('auth-id', '007');
      element.setAttribute('business-id', '343');
      element.setAttribute('remember', 'false');
      element.setAttribute('messages', '{"open":"Say"}');
      element.setAttribute('timeout-ms', '5000');
      const { authId, businessId, remember, messages, timeoutMs, retries } = element;
      element.timeoutMs = 6000;
      const set = element.timeoutMs;
      element.removeAttribute('timeout-ms');
      return [authId, businessId, remember, messages, timeoutMs, retries, set, element.timeoutMs];
    });
    expect(read).toEqual(['007', 343, false, { open: 'Say' }, 5000, undefined, 6000, undefined]);
    await page.context().close();
  });

  test('shows itself when the visitor is known, and anew for another', async () => {
    const { page, errors } = await open(
      `<haptik-feedback relay-url="/feedback" business-id="343"></haptik-feedback>${SCRIPT}`,
    );
    await page.waitForFunction(() => customElements.get('haptik-feedback'));
    expect(site.requests.filter((path) => path.includes('.form.'))).toEqual([]);
    const element = page.locator('haptik-feedback');
    await element.evaluate((host: HaptikFeedbackElement) => host.setAttribute('auth-id', 'first'));
    await page.getByRole('textbox').fill('mine');
    await element.evaluate((host: HaptikFeedbackElement) => {
      host.authId = 'second';
    });
    await page.waitForFunction(
      () => document.querySelector('haptik-feedback')!.shadowRoot!.querySelector('textarea')!.value === '',
    );
    await give(page);
    await thanks(page).waitFor();
    expect(site.posts).toMatchObject([{ auth_id: 'second' }]);
    await element.evaluate((host: HaptikFeedbackElement) => host.removeAttribute('auth-id'));
    await element.evaluate((host: HaptikFeedbackElement) => {
      host.authId = undefined;
    });
    await thanks(page).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('takes changed options', async () => {
    const { page } = await open(`<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`);
    await page.getByRole('textbox').waitFor();
    await page.locator('haptik-feedback').evaluate((host: HaptikFeedbackElement) => {
      host.messages = { title: 'Changed' };
      host.theme = 'dark';
      host.commentMaxLength = 10;
      host.relayUrl = '/feedback?changed';
    });
    await page.getByRole('heading', { name: 'Changed' }).waitFor();
    await page.getByRole('textbox').pressSequentially('123456789012');
    expect(await page.getByRole('textbox').inputValue()).toBe('1234567890');
    expect(await page.locator('.hf').evaluate((form) => getComputedStyle(form).colorScheme)).toBe('dark');
    await page.locator('haptik-feedback').evaluate((host: HaptikFeedbackElement) => {
      host.display = 'popover';
    });
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    await page.context().close();
  });

  test('keeps what was typed when it is moved, also while it has the focus', async () => {
    const { page, thrown } = await open(`<haptik-feedback ${attributes()}></haptik-feedback><aside></aside>${SCRIPT}`);
    await page.getByRole('textbox').pressSequentially('half a sent');
    await page.evaluate(() => document.querySelector('aside')!.append(document.querySelector('haptik-feedback')!));
    await page.getByRole('textbox').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('ence');
    expect(await page.getByRole('textbox').inputValue()).toBe('half a sentence');
    expect(thrown).toEqual([]);
    await page.context().close();
  });

  test('leaves nothing behind when it is removed', async () => {
    const { page } = await open(`<haptik-feedback display="popover" ${attributes()}></haptik-feedback>${SCRIPT}`);
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();
    const left = await page.evaluate(async () => {
      const element = document.querySelector('haptik-feedback')!;
      element.remove();
      await Promise.resolve();
      return element.shadowRoot!.childElementCount;
    });
    expect(left).toBe(0);
    await page.context().close();
  });

  test('is hidden by the attribute hidden', async () => {
    const { page } = await open(`<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`);
    await page.getByRole('textbox').waitFor();
    await page.locator('haptik-feedback').evaluate((host: HaptikFeedbackElement) => {
      host.hidden = true;
    });
    expect(await page.getByRole('textbox').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('mount()', () => {
  test('puts an element into its target, and returns it', async () => {
    const { page } = await open(`<main></main>${SCRIPT}`);
    await page.waitForFunction(() => customElements.get('haptik-feedback'));
    const name = await page.evaluate(
      () =>
        window.HaptikFeedback!.mount('main', { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1' }).localName,
    );
    expect(name).toBe('haptik-feedback');
    await give(page);
    await thanks(page).waitFor();
    await page.context().close();
  });

  test.each(['#nowhere', '[[', null])('reports the target %s, and throws nothing', async (target) => {
    const { page, errors, thrown } = await open(SCRIPT);
    await page.waitForFunction(() => customElements.get('haptik-feedback'));
    await page.evaluate((target) => void window.HaptikFeedback!.mount(target as string, {}), target);
    expect(errors).toEqual([expect.stringMatching(/^haptik-feedback: target must be an element or selector/)]);
    expect(thrown).toEqual([]);
    await page.context().close();
  });

  test('opens at once when it is told to, and closes', async () => {
    const { page } = await open(SCRIPT);
    await page.waitForFunction(() => customElements.get('haptik-feedback'));
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const type of ['feedback-open', 'feedback-close']) document.addEventListener(type, () => heard.push(type));
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
    await page.waitForFunction(() => (window as { heard?: string[] }).heard!.length === 2);
    await page.context().close();
  });
});

describe('the popover', () => {
  test('takes the focus and gives it back; Escape, the button and a press outside close it', async () => {
    const { page } = await open(
      '<p>text</p>',
      `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`,
      { viewport: { width: 320, height: 400 } },
    );
    const dialog = page.getByRole('dialog', { name: 'Give feedback' });
    const focused = () =>
      page.evaluate(() => document.querySelector('haptik-feedback')!.shadowRoot!.activeElement?.getAttribute('part'));
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).click(),
      () => page.mouse.click(2, 2),
    ]) {
      await launcher(page).click();
      await dialog.waitFor();
      await expect.poll(focused).toBe('panel');
      const box = (await dialog.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(320);
      expect(box.y + box.height).toBeLessThanOrEqual(400);
      await close();
      await dialog.waitFor({ state: 'hidden' });
    }
    await page.keyboard.press('Tab');
    await launcher(page).click();
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('launcher');
    await page.context().close();
  });

  test('opens with the first press and the first Enter, though its form comes only then', async () => {
    const { page } = await open('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`);
    const dialog = page.getByRole('dialog', { name: 'Give feedback' });
    await launcher(page).waitFor();
    const fetched = page.waitForResponse(/haptik-feedback\.form\.js/);
    await page.keyboard.press('Tab');
    await fetched;
    await page.locator('haptik-feedback [part=panel]').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.context().close();

    const { page: other } = await open('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`);
    const box = (await launcher(other).boundingBox())!;
    const arrived = other.waitForResponse(/haptik-feedback\.form\.js/);
    await other.mouse.move(box.x + 20, box.y + 20);
    await other.mouse.down();
    await arrived;
    await other.locator('haptik-feedback [part=panel]').waitFor({ state: 'attached' });
    await other.mouse.up();
    await other.getByRole('dialog', { name: 'Give feedback' }).waitFor();
    await other.context().close();
  });

  test('says that it closes when its visitor signs out', async () => {
    const { page } = await open('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['open', 'close']) document.addEventListener(`feedback-${name}`, () => heard.push(name));
    });
    await launcher(page).click();
    await page.getByRole('dialog', { name: 'Give feedback' }).waitFor();
    await page.waitForFunction(() => (window as { heard?: string[] }).heard!.length === 1);
    await page.locator('haptik-feedback').evaluate((element: HaptikFeedbackElement) => {
      element.authId = undefined;
    });
    await page.waitForFunction(() => (window as { heard?: string[] }).heard!.join() === 'open,close');
    await page.context().close();
  });

  test('forgets a visitor who signs out at once, though its form was never fetched', async () => {
    const { page } = await open('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`);
    await launcher(page).click();
    await page.getByRole('textbox').fill('a secret');
    await page.reload();
    await launcher(page).waitFor();
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain('a secret');
    await page.locator('haptik-feedback').evaluate((element: HaptikFeedbackElement) => {
      element.forget();
      element.authId = undefined;
    });
    await page.waitForFunction(() => sessionStorage.length === 0);
    await page.context().close();
  });

  test.each(['bottom-right', 'bottom-left', 'top-right', 'top-left'])('stands %s', async (position) => {
    const { page } = await open(
      '',
      `<script async src="/haptik-feedback.js" data-position="${position}" ${attributes('data-')}></script>`,
      { viewport: { width: 800, height: 600 } },
    );
    const box = (await launcher(page).boundingBox())!;
    const corner = [box.y > 300 ? 'bottom' : 'top', box.x > 400 ? 'right' : 'left'].join('-');
    expect(corner).toBe(position);
    expect(box.height).toBeGreaterThanOrEqual(44);

    await launcher(page).click();
    const panel = (await page.getByRole('dialog').boundingBox())!;
    const edges = ({ x, y, width, height }: typeof box) => ({ top: y, left: x, bottom: y + height, right: x + width });
    for (const edge of position.split('-') as ('top' | 'left')[]) {
      expect(edges(panel)[edge]).toBeCloseTo(edges(box)[edge]);
    }
    await page.context().close();
  });
});

describe('a file that cannot be fetched', () => {
  test('is tried again, unnoticed', async () => {
    site.broken.add('/haptik-feedback.form.js');
    site.serve('/', html(`<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`));
    const { page, thrown } = await visit(browser, site.url, {
      before: (context) =>
        context.route('**/haptik-feedback.form.js*', (route) => {
          if (/\?v=[\w-]{8}&/.test(route.request().url())) site.broken.clear();
          return route.continue();
        }),
    });
    await give(page);
    await thanks(page).waitFor();
    expect(thrown).toEqual([]);
    await page.context().close();
  });

  test.each([
    ['inline', `<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`],
    ['popover', `<haptik-feedback display="popover" ${attributes()}></haptik-feedback>${SCRIPT}`],
  ])('says so in place, %s, and Try again brings the form', async (display, body) => {
    site.broken.add('/haptik-feedback.form.js');
    const { page, thrown } = await open(body);
    if (display === 'popover') await launcher(page).click();
    const notice = page.getByText('Feedback is not available right now.');
    await page.getByRole('alert').and(notice).waitFor();
    const retry = page.getByRole('button', { name: 'Try again' });
    if (display === 'popover') expect(await retry.evaluate((button) => button.matches(':focus'))).toBe(true);
    // Tried again in vain, it keeps the focus; turned to, it asks for nothing by itself.
    const asked = () => site.requests.filter((path) => path.startsWith('/haptik-feedback.form.js')).length;
    const before = asked();
    await retry.hover();
    await retry.focus();
    if (display === 'inline') {
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(asked()).toBe(before);
    }
    await retry.press('Enter');
    await expect.poll(asked).toBeGreaterThan(before);
    await page.getByRole('alert').and(notice).waitFor();
    expect(await retry.evaluate((button) => button.matches(':focus'))).toBe(true);
    site.broken.clear();
    await retry.click();
    // The focus is in the form then, not lost with the button.
    await page.getByRole('textbox').waitFor();
    if (display === 'inline') await expect.poll(() => page.locator('input:focus').count()).toBe(1);
    await give(page);
    await thanks(page).waitFor();
    expect([await notice.count(), await retry.count()]).toEqual([0, 0]);
    expect(await launcher(page).count()).toBe(display === 'popover' ? 1 : 0);
    expect(thrown).toEqual([]);
    await page.context().close();
  });

  test('is kept from a visitor who has only passed the launcher by', async () => {
    site.broken.add('/haptik-feedback.form.js');
    const { page, errors } = await open('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`);
    await launcher(page).hover();
    // The browser tells of both tries.
    await expect.poll(() => errors.length).toBe(2);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await launcher(page).isVisible()).toBe(true);
    await page.context().close();
  });
});

test.each(['haptik-feedback.js', 'haptik-feedback.with-form.js'])(
  'an older browser shows nothing of %s and throws nothing',
  async (name) => {
    site.serve(
      '/',
      html(
        `<haptik-feedback ${attributes()}></haptik-feedback>`,
        `<script async src="/${name}" ${attributes('data-')}></script>`,
      ),
    );
    const { page, errors, thrown } = await visit(browser, site.url, {
      before: (context) =>
        context.addInitScript(() => {
          CSS.supports = () => false;
        }),
    });
    await page.waitForLoadState('load');
    expect(await page.evaluate(() => [customElements.get('haptik-feedback'), 'HaptikFeedback' in window])).toEqual([
      undefined,
      false,
    ]);
    expect([errors, thrown]).toEqual([[], []]);
    await page.context().close();
  },
);

test('a page whose language we do not speak gets English, which says so', async () => {
  site.serve(
    '/',
    html('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`).replace('en"', 'it"'),
  );
  const { page } = await visit(browser, site.url);
  await page.getByRole('button', { name: 'Give feedback' }).click();
  await page.getByRole('dialog').waitFor();
  const languages = page.locator('haptik-feedback').evaluate((host) => {
    const panel = host.shadowRoot!.querySelector('[part=panel]')!;
    return [panel, panel.querySelector('form')!].map((part) => part.closest<HTMLElement>('[lang]')!.lang);
  });
  expect(await languages).toEqual(['en', 'en']);
  expect(site.requests.filter((path) => path.includes('.locale.'))).toEqual([]);
  await page.context().close();
});

test('an inline form that leaves the page and comes back is there again', async () => {
  site.serve('/', html(`<haptik-feedback ${attributes()}></haptik-feedback>${SCRIPT}`));
  const { page, thrown } = await visit(browser, site.url);
  const element = await page.locator('haptik-feedback').elementHandle();
  for (const _time of [1, 2]) {
    await page.getByRole('textbox').waitFor();
    await element!.evaluate((host) => host.remove());
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await element!.evaluate((host) => host.shadowRoot!.childElementCount)).toBe(0);
    await element!.evaluate((host) => document.body.append(host));
  }
  await page.getByRole('textbox').waitFor();
  expect(thrown).toEqual([]);
  await page.context().close();
});

test('a form speaks the language that the page names after it', async () => {
  site.serve(
    '/',
    html(
      `<script src="/haptik-feedback.with-form.js"></script><haptik-feedback ${attributes()}></haptik-feedback>
      <script src="/slow.js"></script><script>document.documentElement.lang = 'ar';</script>`,
    ),
  );
  const { page } = await visit(browser, 'about:blank');
  await page.route('**/slow.js', async (route) => {
    await page.getByRole('heading', { name: 'How was your conversation?' }).waitFor();
    await route.fulfill({ body: '' });
  });
  await page.goto(site.url);
  await page.locator('.hf[lang=ar][dir=rtl]').waitFor();
  expect(await page.getByRole('heading').textContent()).toMatch(/\p{Script=Arabic}/u);
  await page.context().close();
});

/** Writes down every text that elements show, also those that nobody sees for long. */
const recordTexts = (context: BrowserContext) =>
  context.addInitScript(() => {
    const texts: string[] = [];
    Object.assign(window, { texts });
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      const options = { subtree: true, childList: true, characterData: true };
      new MutationObserver(() => texts.push(root.textContent)).observe(root, options);
      return root;
    };
  });

const recordedTexts = (page: Page) => page.evaluate(() => (window as unknown as { texts: string[] }).texts.join());

test.each(['haptik-feedback.js', 'haptik-feedback.with-form.js'])(
  'a form in another language never shows English on its way: %s',
  async (file) => {
    site.serve(
      '/',
      html(`<haptik-feedback ${attributes()}></haptik-feedback><script src="/${file}"></script>`).replace('en"', 'hi"'),
    );
    const { page } = await visit(browser, site.url, { before: recordTexts });
    await page.getByRole('heading').waitFor();
    await page.waitForLoadState('networkidle');
    const texts = await recordedTexts(page);
    expect(texts).toMatch(/\p{Script=Devanagari}/u);
    expect(texts).not.toMatch(/[a-z]{3}/i);
    await page.context().close();
  },
);

test('a form whose language is set while it is on its way begins in that', async () => {
  site.serve(
    '/',
    html(`<haptik-feedback locale="hi" ${attributes()}></haptik-feedback><script src="/haptik-feedback.js"></script>`),
  );
  let arrive = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const { page } = await visit(browser, 'about:blank', { before: recordTexts });
  await page.route(/\.form\./, async (route) => {
    await arrival;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: 'commit' });
  await page.waitForResponse(/\.locale\.hi\./);
  const spanish = page.waitForResponse(/\.locale\.es\./);
  await page.locator('haptik-feedback').evaluate((element) => element.setAttribute('locale', 'es'));
  await spanish;
  arrive();
  await page.getByRole('heading', { name: '¿Cómo fue su conversación?' }).waitFor();
  expect(await recordedTexts(page)).not.toMatch(/\p{Script=Devanagari}/u);
  await page.context().close();
});

test('a launcher whose texts could not be fetched has them with its panel', async () => {
  site.serve(
    '/',
    html('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`).replace('en"', 'hi"'),
  );
  site.broken.add('/haptik-feedback.locale.hi.js');
  const { page } = await visit(browser, site.url);
  const launcher = page.locator('[part=launcher]');
  await page.getByRole('button', { name: 'Give feedback' }).waitFor();
  await page.waitForLoadState('networkidle');
  site.broken.clear();
  await launcher.hover();
  await expect.poll(() => launcher.textContent()).toMatch(/\p{Script=Devanagari}/u);
  await page.context().close();
});

test('the page in another language gets its launcher and form in it', async () => {
  site.serve(
    '/',
    html('', `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`).replace(
      'lang="en"',
      'lang="ar-EG"',
    ),
  );
  const { page } = await visit(browser, site.url);
  await page.locator('[part=launcher]').waitFor();
  expect(site.requests.some((path) => /^\/haptik-feedback\.locale\.ar\.js\?v=[\w-]{8}$/.test(path))).toBe(true);
  expect(await page.locator('[part=launcher]').textContent()).not.toBe('Give feedback');
  await page.locator('[part=launcher]').click();
  await page.locator('.hf[dir=rtl]').waitFor();
  expect(site.requests.filter((path) => path.includes('.locale.'))).toHaveLength(1);
  await page.context().close();
});
