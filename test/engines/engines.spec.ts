import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { html, type Site, startSite } from '../browser/site.js';
import { startWholePath } from '../browser/whole-path.js';
import { type Driver, VIEWPORT } from './driver.js';
import { launch } from './launch.js';
import { type Answer, RECORDED, type ScriptedRelay, startScriptedRelay } from './scripted-relay.js';
import { createVisitor, give, type Visitor } from './visitor.js';

declare global {
  interface Window {
    faults?: string[];
    problems?: unknown[];
  }
}

const engine = inject('engine');
const require = createRequire(import.meta.url);

const COMMENT = 'Quick help, धन्यवाद 👍';

/** Records on the page: thrown errors, unhandled rejections, policy violations, and the problems that events report. */
const WITNESS = `<script nonce="n0nce">
  window.faults = [];
  window.problems = [];
  addEventListener('error', (event) => faults.push(event.message));
  addEventListener('unhandledrejection', (event) => faults.push(String(event.reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // Browsers request a favicon by themselves.
    if (!blockedURI.endsWith('/favicon.ico')) faults.push(violatedDirective + ' ' + blockedURI);
  });
  document.addEventListener('feedback-error', ({ detail }) => problems.push(detail.problem));
</script>`;

let driver: Driver;
let visitor: Visitor;
let site: Site;
let relay: ScriptedRelay;
/** Another visitor in each test, so that nothing stored by one test reaches the next. */
let authId: string;
let visitors = 0;

beforeAll(async () => {
  [driver, site, relay] = await Promise.all([launch(engine), startSite(), startScriptedRelay()]);
  visitor = createVisitor(driver);
  console.log(driver.browser);
});
afterAll(() => Promise.all([driver?.close(), site?.close(), relay?.close()]));
beforeEach(({ onTestFailed, task }) => {
  onTestFailed(async () => {
    const picture = join(tmpdir(), `haptik-feedback-${engine.name}-${task.id}.png`);
    writeFileSync(picture, await driver.screenshot());
    console.log(`${task.name}: ${picture}`);
  });
  site.reset();
  relay.reset();
  authId = `visitor-${++visitors}`;
});
afterEach(async () => {
  expect(await driver.evaluate(() => window.faults ?? [])).toEqual([]);
});

/** Returns a script tag as a site embeds it: page, script and relay each have an origin of their own. */
function embed(options = '', file = 'haptik-feedback.js') {
  return `<script async nonce="n0nce" src="${site.otherUrl}/${file}" data-relay-url="${relay.url}" data-business-id="343" data-auth-id="${authId}" ${options}></script>`;
}

const inline = (options = '') => `<main></main>${embed(`data-target="main" ${options}`)}`;

/** Serves a page at `/` and visits it. */
async function visit(body: string, { head = '', headers = {}, lang = 'en' } = {}) {
  const page = html(body, WITNESS + head).replace('lang="en"', `lang="${lang}"`);
  site.serve('/', { body: page.replace('<link rel="icon" href="data:,">', ''), headers });
  await visitor.open(site.url);
}

async function expectThanks() {
  await visitor.reads('thanks', 'Thank you for your feedback. It helps us get better.');
}

describe('feedback', () => {
  test('reaches Haptik exactly as given, and the thanks take the focus', async () => {
    const path = await startWholePath();
    try {
      path.site.serve(
        '/',
        html(
          `<main></main><script src="/haptik-feedback.js" data-target="main" data-relay-url="${path.relay.url}feedback" data-business-id="343" data-auth-id="demo-user"></script>`,
          WITNESS,
        ),
      );
      await visitor.open(path.site.url);
      await give(visitor, COMMENT);
      await expectThanks();
      await visitor.isAt('thanks');
      expect(path.standin.received.map(({ body }) => body)).toEqual([
        { auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 4, feedback: COMMENT },
      ]);
    } finally {
      await path.close();
    }
  });

  test('is not sent without a required answer; the form says which is missing and focuses it', async () => {
    await visit(inline());
    await visitor.click('button', 'Send feedback');
    await visitor.isAt('radio', '1 star');
    expect((await visitor.see('radio', '1 star')).description).toBe('Please choose a rating.');
    await visitor.click('radio', '4 stars');
    await visitor.click('button', 'Send feedback');
    await visitor.isAt('radio', 'Yes');
    expect((await visitor.see('radio', 'Yes')).description).toBe('Please choose yes or no.');
    expect(relay.posts).toEqual([]);
    await visitor.click('radio', 'No');
    await visitor.click('button', 'Send feedback');
    await expectThanks();
    expect(relay.posts.map(({ body }) => body)).toEqual([
      { auth_id: authId, business_id: 343, query_resolved: false, query_rating: 4 },
    ]);
  });

  test('can be given by touch', async ({ skip }) => {
    skip(!driver.tap, 'this engine offers no touch input');
    await visit(embed());
    await visitor.tap('button', 'Give feedback');
    await visitor.isAt('dialog', 'How was your conversation?');
    await visitor.tap('radio', '2 stars');
    await visitor.tap('radio', 'No');
    await visitor.tap('button', 'Send feedback');
    await expectThanks();
    expect(relay.posts.map(({ body }) => body)).toMatchObject([{ query_rating: 2, query_resolved: false }]);
  });
});

describe('before the code of the form has arrived', () => {
  const CODE = '/haptik-feedback.form.js';
  /** Adds the tag after the page has loaded, because the held code would delay the load event. */
  const visitInline = async () => {
    await visit('<main></main>');
    await driver.evaluate(
      (tag) => {
        document.body.append(document.createRange().createContextualFragment(tag));
      },
      embed('data-target="main"', 'haptik-feedback.inline.js'),
    );
  };
  /** Visits a page with a launcher, waits until the idle page has fetched the panel, and presses. */
  const visitAndPress = async () => {
    await visit(embed());
    await visitor.waitFor(async () => {
      const fetched = await driver.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      const isFetched = ['shell', 'panel'].every((name) => fetched.some((url) => url.includes(`.${name}.js`)));
      if (!isFetched) throw new Error('expected the panel to be fetched');
    });
    await visitor.click('button', 'Give feedback');
    await visitor.isAt('dialog', 'How was your conversation?');
  };
  /** Reads the comment's text and its selection. */
  const readField = () =>
    driver.evaluate(() => {
      const field = document.querySelector('haptik-feedback')!.shadowRoot!.querySelector('textarea')!;
      return [field.value, field.selectionStart, field.selectionEnd] as const;
    });
  const waitUntilHydrated = () =>
    visitor.waitFor(async () => {
      const keys = await driver.evaluate(() => Object.keys(sessionStorage));
      if (!keys.some((key) => key.startsWith('hf:draft'))) throw new Error('expected the answers to be in the draft');
    });

  beforeEach(async () => {
    await visit('');
    // A form waits for its code when the browser has stored data of a visitor.
    await driver.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
  });

  const FORMS = [
    ['an inline form', visitInline],
    ['a launcher', visitAndPress],
  ] as const;

  test.each(FORMS)(
    '%s keeps the answers, the focus and the selection when the code arrives',
    async (_case, visitForm) => {
      const release = site.hold(CODE);
      await visitForm();
      await visitor.click('radio', '3 stars');
      await visitor.click('textbox', 'Tell us more (optional)');
      await visitor.type('abc');
      await driver.evaluate(() => {
        document.querySelector('haptik-feedback')!.shadowRoot!.querySelector('textarea')!.setSelectionRange(1, 2);
      });

      release();
      await waitUntilHydrated();

      expect(await readField()).toEqual(['abc', 1, 2]);
      await visitor.isAt('textbox');
      expect((await visitor.see('radio', '3 stars')).isChecked).toBe(true);
      await visitor.type('X');
      expect((await readField())[0]).toBe('aXc');
    },
  );

  test.each(FORMS)(
    '%s sends feedback once when the code arrives, if the visitor pressed Send before',
    async (_case, visitForm) => {
      const release = site.hold(CODE);
      await visitForm();
      await give(visitor, 'Early');
      await visitor.click('button', 'Send feedback');
      expect(relay.posts).toEqual([]);

      release();
      await expectThanks();

      expect(relay.posts.map(({ body }) => body.feedback)).toEqual(['Early']);
      await visitor.isAt('thanks');
    },
  );

  test('an inline form says that the code could not be fetched, keeps the answers, and sends them by Try again', async () => {
    site.broken.add(CODE);
    await visitInline();
    await give(visitor, 'Kept');
    await visitor.reads('alert', 'Feedback is not available right now.');
    expect((await readField())[0]).toBe('Kept');

    site.broken.clear();
    await visitor.click('button', 'Try again');
    await expectThanks();

    expect(relay.posts.map(({ body }) => body.feedback)).toEqual(['Kept']);
  });
});

describe('feedback whose page is left while it is being sent', () => {
  const leavePage = async () => {
    site.serve('/elsewhere', html('<h1>Elsewhere</h1>'));
    await visitor.open(`${site.url}/elsewhere`);
    await visitor.see('heading', 'Elsewhere');
  };

  test('is still sent', async () => {
    relay.answer = 'hold preflight';
    await visit(inline());
    await give(visitor, COMMENT);
    await visitor.waitFor(async () => expect(relay.preflights).toBe(1));
    await leavePage();
    expect(relay.posts).toEqual([]);
    relay.release(RECORDED);
    await visitor.waitFor(async () => expect(relay.posts).toHaveLength(1));
  });

  test('is sent again by the next visit, under the same key', async () => {
    relay.answer = 'hold';
    await visit(inline());
    await give(visitor, COMMENT);
    await visitor.waitFor(async () => expect(relay.posts).toHaveLength(1));
    await leavePage();
    relay.release(RECORDED);
    await visitor.open(site.url);
    await expectThanks();
    expect(relay.posts).toHaveLength(2);
    expect(relay.posts[1]).toEqual(relay.posts[0]);
  });

  test('is sent when the visitor comes back', async () => {
    relay.answer = 'hold';
    // WebKit does not report a request that ended with its page, so only the timeout ends the try.
    await visit(inline('data-timeout-ms="3000"'));
    await give(visitor, COMMENT);
    await visitor.waitFor(async () => expect(relay.posts).toHaveLength(1));
    await leavePage();
    relay.answer = RECORDED;
    await driver.back();
    await expectThanks();
    expect(new Set(relay.posts.map(({ key }) => key)).size).toBe(1);
  });
});

describe('a problem is shown, and the answers are kept:', () => {
  test.each<[kind: string, answer: Answer, text: string, retryAfter?: number]>([
    [
      'duplicate',
      { status: 400, body: { error_message: 'duplicate feedback' } },
      'You have already shared your feedback in the last hour.',
    ],
    [
      'no-conversation',
      { status: 404, body: { error_message: 'No active conversation found' } },
      'We could not find a conversation to rate. Start a chat with us first, then come back.',
    ],
    [
      'invalid-user',
      { status: 403, body: { error_message: 'Invalid_User' } },
      'We could not recognise your account, so your feedback was not sent.',
    ],
    [
      'unauthorized',
      { status: 401, body: { error_message: 'Unauthorized' } },
      'Feedback is not set up correctly on this site, so yours was not sent.',
    ],
    [
      'rate-limited',
      { status: 429, body: {}, headers: { 'retry-after': '7' } },
      'Too many tries. Please wait a moment and try again. Try again in 7 seconds',
      7,
    ],
    ['rejected', { status: 422, body: { error_message: '<b>no</b>' } }, 'Your feedback was not accepted.'],
    ['rejected', { status: 307, headers: { location: '/elsewhere' } }, 'Your feedback was not accepted.'],
  ])('%s %o', async (kind, answer, text, retryAfter) => {
    relay.answer = answer;
    await visit(inline());
    await give(visitor, COMMENT);
    await visitor.reads('alert', text);
    await expectKeptAnswers();
    expect(await driver.evaluate(() => window.problems)).toEqual([{ kind, ...(retryAfter && { retryAfter }) }]);
  });

  test.each<[kind: string, answer: Answer, text: string]>([
    ['unreachable', 'cut', 'We could not reach the feedback service. Your answers are kept; please try again.'],
    [
      'server-error',
      { status: 500, body: {} },
      'The feedback service had a problem. Your answers are kept; please try again.',
    ],
  ])('%s, and Try again sends the same submission', async (kind, answer, text) => {
    relay.answer = answer;
    await visit(inline('data-retries="1"'));
    await give(visitor, COMMENT);
    await visitor.reads('alert', text);
    await expectKeptAnswers();
    expect(await driver.evaluate(() => window.problems)).toEqual([{ kind }]);
    relay.answer = RECORDED;
    await visitor.click('button', 'Try again');
    await expectThanks();
    expect(relay.posts.length).toBeGreaterThanOrEqual(3);
    expect(new Set(relay.posts.map((post) => JSON.stringify(post))).size).toBe(1);
  });

  test('offline, and the feedback is sent when the connection is back', async ({ skip }) => {
    skip(!driver.setOffline, 'this engine cannot be set offline');
    await visit(inline());
    await visitor.see('button', 'Send feedback');
    await driver.setOffline!(true);
    try {
      await give(visitor, COMMENT);
      await visitor.reads('alert', 'You are offline. Your feedback is kept and will be sent when you are back online.');
      await expectKeptAnswers();
      expect(relay.posts).toEqual([]);
    } finally {
      await driver.setOffline!(false);
    }
    await expectThanks();
    expect(relay.posts).toHaveLength(1);
  });

  async function expectKeptAnswers() {
    expect((await visitor.see('textbox')).value).toBe(COMMENT);
    expect((await visitor.see('radio', '4 stars')).isChecked).toBe(true);
    expect((await visitor.see('radio', 'Yes')).isChecked).toBe(true);
  }
});

describe('the popover', () => {
  test('takes the focus and returns it to the launcher', async () => {
    await visit(embed());
    await visitor.click('button', 'Give feedback');
    await visitor.isAt('dialog', 'How was your conversation?');
    await visitor.press('Tab');
    await visitor.isAt('radio', '1 star');
    await visitor.press('Escape');
    await visitor.misses('dialog');
    await visitor.isAt('button', 'Give feedback');

    await visitor.press('Enter');
    await visitor.isAt('dialog', 'How was your conversation?');
    await visitor.click('button', 'Close');
    await visitor.misses('dialog');
    await visitor.isAt('button', 'Give feedback');

    await visitor.click('button', 'Give feedback');
    await visitor.isAt('dialog', 'How was your conversation?');
    await driver.click({ x: 5, y: 5 });
    await visitor.misses('dialog');
  });

  test('fits its panel into the window of a page with a zoom', async () => {
    await visit(embed(), { head: '<style>html { zoom: 1.5 }</style>' });
    await visitor.see('button', 'Give feedback');
    await driver.evaluate(() => document.querySelector('haptik-feedback')!.open());
    await visitor.isAt('dialog', 'How was your conversation?');

    const { x, y } = await driver.evaluate(() =>
      document
        .querySelector('haptik-feedback')!
        .shadowRoot!.querySelector('[part=panel]')!
        .getBoundingClientRect()
        .toJSON(),
    );

    // WebKit divides the values by the zoom. Outside the window they are still negative.
    expect(Math.min(x, y)).toBeGreaterThan(0);
  });

  test('keeps the focus on the thanks until the panel is closed', async () => {
    await visit(embed());
    await visitor.click('button', 'Give feedback');
    await give(visitor);
    await expectThanks();
    await visitor.isAt('thanks');
    await visitor.press('Escape');
    await visitor.misses('dialog');
    await visitor.isAt('button', 'Give feedback');
  });
});

describe('the keyboard', () => {
  test('is enough to give feedback', async () => {
    await visit(inline());
    await visitor.see('button', 'Send feedback');
    await visitor.press('Tab');
    await visitor.isAt('radio', '1 star');
    expect(await visitor.style('[part=star]:has(:focus-visible) svg', 'outline-style')).toBe('solid');
    await visitor.press('ArrowRight', 'ArrowRight');
    await visitor.isAt('radio', '3 stars');
    await visitor.press('ArrowLeft', 'ArrowLeft');
    await visitor.isAt('radio', '1 star');
    // In WebKit, arrow keys stop at the first and the last radio input.
    await visitor.press('ArrowLeft');
    await visitor.isAt('radio', engine.name === 'webkit' ? '1 star' : '5 stars');
    await visitor.press('ArrowRight');
    const rating = engine.name === 'webkit' ? 2 : 1;
    await visitor.press('Tab');
    await visitor.isAt('radio', 'Yes');
    expect((await visitor.see('radio', 'Yes')).isChecked).toBe(false);
    await visitor.press(' ');
    expect((await visitor.see('radio', 'Yes')).isChecked).toBe(true);
    await visitor.press('Tab');
    await visitor.isAt('textbox');
    await visitor.type('typed');
    await visitor.press('Enter');
    await visitor.type('twice');
    await visitor.press('Tab');
    await visitor.isAt('button', 'Send feedback');
    await visitor.press('Enter');
    await expectThanks();
    await visitor.isAt('thanks');
    expect(relay.posts.map(({ body }) => body)).toEqual([
      {
        auth_id: authId,
        business_id: 343,
        query_resolved: true,
        query_rating: rating,
        feedback: 'typed\ntwice',
      },
    ]);
  });

  test('moves between stars from right to left in Arabic', async () => {
    await visit(inline(), { lang: 'ar' });
    await visitor.see('button', 'إرسال الملاحظات');
    await visitor.press('Tab');
    await visitor.isAt('radio', 'نجمة واحدة');
    // In WebKit, the right arrow goes to the next radio input whatever the direction.
    const [next, previous] =
      engine.name === 'webkit' ? (['ArrowRight', 'ArrowLeft'] as const) : (['ArrowLeft', 'ArrowRight'] as const);
    await visitor.press(next);
    await visitor.isAt('radio', 'نجمتان');
    await visitor.press('ArrowDown', 'ArrowUp', previous);
    await visitor.isAt('radio', 'نجمة واحدة');
    // The form starts at the right edge of its container.
    const { point } = await visitor.see('button', 'إرسال الملاحظات');
    expect(point.x).toBeGreaterThan(VIEWPORT.width / 2);
    const [first, second] = [await visitor.see('radio', 'نجمة واحدة'), await visitor.see('radio', 'نجمتان')];
    expect(second.point.x).toBeLessThan(first.point.x);
  });
});

describe('the appearance', () => {
  const LIGHT = { text: 'rgb(27, 29, 38)', surface: 'rgb(255, 255, 255)', accent: 'rgb(61, 58, 158)' };
  const DARK = { text: 'rgb(239, 240, 245)', surface: 'rgb(34, 36, 44)', accent: 'rgb(184, 189, 255)' };

  async function colours() {
    await visitor.see('button', 'Send feedback');
    await driver.hover({ x: 5, y: 5 });
    return {
      text: await visitor.style('[part=form]', 'color'),
      surface: await visitor.style(':has(> [part=form])', 'background-color'),
      accent: await visitor.style('[part=submit]', 'background-color'),
    };
  }

  test.each([
    ['a light page', 'light', '', LIGHT],
    ['a dark page', 'dark', '', DARK],
    ['a dark page with the theme light', 'dark', 'data-theme="light"', LIGHT],
    ['a light page with the theme dark', 'light', 'data-theme="dark"', DARK],
  ])('has the colours for %s', async (_page, scheme, options, expected) => {
    await visit(inline(options), { head: `<style>:root { color-scheme: ${scheme} }</style>` });
    expect(await colours()).toEqual(expected);
  });

  test("uses the site's CSS variables and none of its other styles", async () => {
    const head = `<style>
      :root { --hf-accent: rgb(1, 2, 3); --hf-on-accent: rgb(4, 5, 6); --hf-surface: rgb(7, 8, 9); --hf-text: rgb(10, 11, 12); --hf-radius: 3px; --hf-font-size: 20px; --hf-star: rgb(13, 14, 15) }
      * { color: red !important; font: 50px serif !important; text-transform: uppercase !important }
      main { direction: rtl }
    </style>`;
    await visit(inline(), { head });
    expect(await colours()).toEqual({ text: 'rgb(10, 11, 12)', surface: 'rgb(7, 8, 9)', accent: 'rgb(1, 2, 3)' });
    await visitor.click('radio', '1 star');
    await driver.hover({ x: 5, y: 5 });
    const styles = [
      ['[part=submit]', 'color'],
      ['[part=submit]', 'border-top-left-radius'],
      ['[part=submit]', 'text-transform'],
      ['[part=form]', 'font-size'],
      ['[part=form]', 'direction'],
      ['[part=star] svg', 'fill'],
    ];
    expect(await Promise.all(styles.map(([selector, property]) => visitor.style(selector!, property!)))).toEqual([
      'rgb(4, 5, 6)',
      '3px',
      'none',
      '20px',
      'ltr',
      'rgb(13, 14, 15)',
    ]);
  });

  test('fills the stars up to the pointer, and up to the chosen star after the pointer has left', async () => {
    const countFilled = async () => {
      const fills: boolean[] = [];
      for (const star of [1, 2, 3, 4, 5]) {
        fills.push((await visitor.style(`[part=star]:nth-of-type(${star}) svg`, 'fill')) !== 'none');
      }
      return fills.lastIndexOf(true) + 1;
    };
    await visit(inline());
    await visitor.hover('radio', '3 stars');
    await visitor.waitFor(async () => expect(await countFilled()).toBe(3));
    await visitor.click('radio', '4 stars');
    await visitor.hover('radio', '2 stars');
    await visitor.waitFor(async () => expect(await countFilled()).toBe(2));
    await driver.hover({ x: 5, y: 5 });
    await visitor.waitFor(async () => expect(await countFilled()).toBe(4));
  });
});

describe('the language of the page', () => {
  test.each([
    ['hi', 'आपकी बातचीत कैसी रही?', 'फ़ीडबैक दें', 'ltr'],
    ['ar', 'كيف كانت محادثتك؟', 'تقديم ملاحظات', 'rtl'],
  ])('is used by launcher and form: %s', async (lang, title, open, direction) => {
    await visit(embed(), { lang });
    await visitor.click('button', open);
    await visitor.see('dialog', title);
    await visitor.see('heading', title);
    expect(await visitor.style('[part=form]', 'direction')).toBe(direction);
    const path = `/haptik-feedback.locale.${lang}.js?`;
    expect(site.requests.filter((request) => request.startsWith(path))).toHaveLength(1);
  });
});

test('sends feedback under a strict policy without violations', async () => {
  const policy = `default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'none'; connect-src ${relay.origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  await visit(embed(), { headers: { 'content-security-policy': policy } });
  await visitor.click('button', 'Give feedback');
  await give(visitor, COMMENT);
  await expectThanks();
  expect(relay.posts).toHaveLength(1);
  expect(await visitor.style('[part=panel]', 'position')).toBe('fixed');
});

describe('a browser without the features that Safari 16 and Firefox 115 lack', () => {
  const OLD = `<script nonce="n0nce">
    for (const name of ['popover', 'togglePopover', 'showPopover', 'hidePopover']) delete HTMLElement.prototype[name];
    for (const name of ['popoverTargetElement', 'popoverTargetAction']) delete HTMLButtonElement.prototype[name];
    for (const name of ['role', 'ariaLabel', 'ariaHidden', 'ariaHasPopup']) delete Element.prototype[name];
    delete Intl.Segmenter;
  </script>`;

  /** Serves the browser files with renamed CSS features, so that no engine supports them. */
  function serveOldFiles() {
    for (const name of ['', '.form', '.panel', '.legacy', '.transport', '.standalone']) {
      const file = `haptik-feedback${name}.js`;
      const code = readFileSync(join(import.meta.dirname, '../../dist/embed', file), 'utf8')
        .replaceAll('light-dark(', 'gone-dark(')
        .replaceAll(':has(', ':gone(')
        .replaceAll(':popover-open', ':gone-open');
      site.serve(`/${file}`, { body: code, type: 'text/javascript' });
    }
  }

  test.each(['haptik-feedback.js', 'haptik-feedback.standalone.js'])(
    'sends feedback from a panel: %s',
    async (file) => {
      serveOldFiles();
      await visit(embed('', file), { head: `${OLD}<style>:root { color-scheme: dark }</style>` });
      await visitor.click('button', 'Give feedback');
      await visitor.see('dialog', 'How was your conversation?');
      expect(await visitor.style('.panel', 'background-color')).toBe('rgb(34, 36, 44)');
      await visitor.press('Tab');
      await visitor.isAt('radio', '1 star');
      await visitor.press('Escape');
      await visitor.misses('dialog');
      await visitor.isAt('button', 'Give feedback');

      await visitor.click('button', 'Give feedback');
      await driver.click({ x: 5, y: 5 });
      await visitor.misses('dialog');

      await visitor.click('button', 'Give feedback');
      await give(visitor, COMMENT);
      await expectThanks();
      await visitor.click('button', 'Close');
      await visitor.misses('dialog');
      expect(relay.posts).toHaveLength(1);
    },
  );
});

test.each(['allow-scripts allow-forms', 'allow-scripts'])(
  'sends feedback from a sandbox without origin and storage: %s',
  async (permissions) => {
    await visit(inline(), { headers: { 'content-security-policy': `sandbox ${permissions}` } });
    await give(visitor, COMMENT);
    await expectThanks();
    expect(relay.posts).toHaveLength(1);
  },
);

describe('a page with scripts of its own', () => {
  test('does not treat the letters of a comment as hotkeys', async () => {
    const HOTKEYS = `<script>
      document.addEventListener('keydown', (event) => {
        if (!event.target.matches('input, textarea') && /^[a-z/?]$/.test(event.key)) event.preventDefault();
      });
    </script>`;
    await visit(inline(), { head: HOTKEYS });

    await visitor.click('textbox', 'Tell us more (optional)');
    await visitor.type('success/fix? joy');

    await visitor.waitFor(async () => expect((await visitor.see('textbox')).value).toBe('success/fix? joy'));
  });

  test('lets the panel have the focus while a Bootstrap modal traps it', async () => {
    const bootstrap = (name: string) => readFileSync(require.resolve(`bootstrap/dist/${name}`), 'utf8');
    site.serve('/bootstrap.js', { body: bootstrap('js/bootstrap.bundle.js'), type: 'text/javascript' });
    await visit(
      `<div class="modal" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><button>Modal</button></div></div></div>
       <script src="/bootstrap.js"></script>${embed()}`,
      { head: `<style>${bootstrap('css/bootstrap.css')}</style>` },
    );
    await driver.evaluate(() => {
      const { Modal } = (window as unknown as { bootstrap: { Modal: new (selector: string) => { show(): void } } })
        .bootstrap;
      new Modal('.modal').show();
    });
    await visitor.isAt('dialog');

    await visitor.click('button', 'Give feedback');
    await give(visitor, COMMENT);

    await expectThanks();
    expect(relay.posts.map(({ body }) => body)).toMatchObject([{ feedback: COMMENT }]);
  });

  test('sends through a fetch that copies a Request without its body, as xhook does in Firefox', async () => {
    const HOOK = `<script>
      const native = window.fetch;
      window.fetch = (input, init) =>
        input instanceof Request
          ? native(input.url, { method: input.method, headers: input.headers, ...init })
          : native(input, init);
    </script>`;
    await visit(inline(), { head: HOOK });

    await give(visitor, COMMENT);

    await expectThanks();
    expect(relay.posts.map(({ body }) => body)).toMatchObject([{ feedback: COMMENT }]);
  });

  test('sends feedback when its variables have the names of browser globals', async () => {
    const VARIABLES =
      '<script>var URL = "u", origin = "o", CSS = {}, name = "n", status = "s", event = "e", performance = {}, visualViewport = "v"; const crypto = {};</script>';
    await visit(embed(), { head: VARIABLES });

    await visitor.click('button', 'Give feedback');
    await give(visitor, COMMENT);

    await expectThanks();
  });
});
