import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { SCRIPTS_ON_HOSTS } from './matrix.js';
import { attributes, html } from './site.js';
import { give, setUpSite, thanks, waitUntilRendered } from './test-browser.js';
import { LAUNCHER_SCRIPT, launcher } from './widget.js';

// Tests pages that replace parts of their document, and the ways in which pages insert the script.

const web = setUpSite();

/** A tag that shows a launcher. */
const launcherScript = (file: string) => `<script async src="/${file}" ${attributes('data-')}></script>`;

const otherVersion = (file: string) =>
  file === 'haptik-feedback.js' ? 'haptik-feedback.standalone.js' : 'haptik-feedback.js';

const countElements = (page: Page) => page.locator('haptik-feedback').count();

/** Replaces the body by that of another page and runs its scripts, as Turbo does. */
const swapBody = (page: Page, path: string) =>
  page.evaluate(async (path) => {
    const next = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    document.body.replaceWith(document.adoptNode(next.body));
    for (const inert of document.body.querySelectorAll('script')) {
      const script = document.createElement('script');
      for (const { name, value } of inert.attributes) script.setAttribute(name, value);
      inert.replaceWith(script);
    }
  }, path);

describe.each(SCRIPTS_ON_HOSTS)('%s on a page whose body is replaced', (file) => {
  const tag = `<script async src="/${file}" ${attributes('data-')}></script>`;

  it('keeps one launcher: the tag is in the head (Turbo, htmx, Astro)', async () => {
    web.site.serve('/next', html('<h1>Next</h1>', tag));
    const { page } = await web.open('<h1>First</h1>', tag);
    await launcher(page).waitFor();

    await swapBody(page, '/next');
    await waitUntilRendered(page);

    expect(await countElements(page)).toBe(1);
    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();
  });

  it('keeps one launcher: the tag is in the body, and runs on every page', async () => {
    web.site.serve('/next', html(`<h1>Next</h1>${tag}`));
    const { page } = await web.open(`<h1>First</h1>${tag}`);
    await launcher(page).waitFor();

    const ran = page.waitForResponse((response) => response.url().endsWith(file));
    await swapBody(page, '/next');
    await ran;
    await waitUntilRendered(page);

    expect(await countElements(page)).toBe(1);
    expect(await launcher(page).isVisible()).toBe(true);
  });

  it('keeps one form: a cached copy of the body comes back, and the tag in it runs again (Turbo, Back)', async () => {
    const inline = `<script src="/${file}" data-target="main" ${attributes('data-')}></script>`;
    web.site.serve('/next', html('<h1>Next</h1>'));
    const { page } = await web.open(`<main></main>${inline}`);
    await page.getByRole('textbox').waitFor();
    await page.evaluate(() => Object.assign(window, { cached: document.body.cloneNode(true) }));
    await swapBody(page, '/next');

    const ran = page.waitForResponse((response) => response.url().endsWith(file));
    await page.evaluate(() => {
      document.body.replaceWith((window as unknown as { cached: HTMLElement }).cached);
      const script = document.createElement('script');
      for (const { name, value } of document.querySelector('body script')!.attributes) script.setAttribute(name, value);
      document.body.append(script);
    });
    await ran;
    await waitUntilRendered(page);

    expect(await countElements(page)).toBe(1);
    await give(page);
    await thanks(page).waitFor();
  });
});

it('shows a copy of a launcher as a launcher', async () => {
  const { page } = await web.open('', LAUNCHER_SCRIPT);
  await launcher(page).waitFor();

  await page.evaluate(() => {
    const element = document.querySelector('haptik-feedback')!;
    element.replaceWith(element.cloneNode(true));
  });

  await launcher(page).click();
  await page.getByRole('dialog').waitFor();
});

describe.each(SCRIPTS_ON_HOSTS)('a tag with %s that runs twice', (file) => {
  const tag = launcherScript(file);

  it.each([
    ['it is on the page twice', tag + tag],
    ['it loads another version of the file the second time', tag + launcherScript(otherVersion(file))],
  ])('mounts one form: %s', async (_how, tags) => {
    const { page, errors, thrown } = await web.open('', tags.replaceAll(' async', ''));
    await launcher(page).waitFor();
    await waitUntilRendered(page);

    expect(await countElements(page)).toBe(1);
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('mounts one form: a consent manager inserts it again', async () => {
    const { page } = await web.open('', tag);
    await launcher(page).waitFor();

    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const tag = document.querySelector('script[src]')!;
          const again = document.createElement('script');
          for (const { name, value } of tag.attributes) again.setAttribute(name, value);
          again.onload = resolve;
          tag.replaceWith(again);
        }),
    );
    await waitUntilRendered(page);

    expect(await countElements(page)).toBe(1);
  });

  it('mounts one form: the page dispatches DOMContentLoaded again', async () => {
    const { page } = await web.open('', tag.replace('async ', ''));
    await launcher(page).waitFor();

    await page.evaluate(() => document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true })));
    await waitUntilRendered(page);

    expect(await countElements(page)).toBe(1);
  });

  it('mounts a second form for another business', async () => {
    const { page } = await web.open('', tag + tag.replace('343', '344'));

    await expect.poll(() => countElements(page)).toBe(2);
  });
});

describe.each(SCRIPTS_ON_HOSTS.slice(0, 2))('%s finds its files', (file) => {
  it('when its code is run without a tag: $.getScript()', async () => {
    const { page, errors, thrown } = await web.open('<main></main>');

    await page.evaluate(async (file) => {
      const script = document.createElement('script');
      script.text = await (await fetch(`/${file}`)).text();
      document.head.append(script);
      script.remove();
      window.HaptikFeedback!.mount('main', { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1' });
    }, file);

    await give(page);
    await thanks(page).waitFor();
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('when its code is run beside its tag, whose options it uses: .html()', async () => {
    const { page, errors, thrown } = await web.open('');
    const { otherUrl } = web.site;

    await page.evaluate(
      async ({ file, otherUrl, options }) => {
        document.body.innerHTML = `<script src="${otherUrl}/${file}" ${options}></script>`;
        const script = document.createElement('script');
        script.text = await (await fetch(`${otherUrl}/${file}`)).text();
        document.head.append(script);
        script.remove();
      },
      { file, otherUrl, options: attributes('data-') },
    );

    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();
    expect([errors, thrown]).toEqual([[], []]);
  });

  it('when its tag loads a copy from a blob', async () => {
    const { page, errors, thrown } = await web.open('');

    await page.evaluate(
      async ({ file, options }) => {
        const url = URL.createObjectURL(await (await fetch(`/${file}`)).blob());
        const holder = document.createElement('div');
        holder.innerHTML = `<script src="${url}" ${options}></script>`;
        const script = document.createElement('script');
        for (const { name, value } of holder.firstElementChild!.attributes) script.setAttribute(name, value);
        document.head.append(script);
      },
      { file, options: attributes('data-') },
    );

    await launcher(page).click();
    await give(page);
    await thanks(page).waitFor();
    expect([errors, thrown]).toEqual([[], []]);
  });
});

describe.each(SCRIPTS_ON_HOSTS)('a tag with %s that has lost its data- attributes', (file) => {
  it('logs once, as information, what is missing', async () => {
    const infos: string[] = [];

    const { page, errors } = await web.open('', `<script src="/${file}"></script>`, {
      before: async (page) => {
        page.on('console', (message) => message.type() === 'info' && infos.push(message.text()));
      },
    });
    await page.waitForLoadState('load');

    expect(infos).toEqual([expect.stringMatching(/^haptik-feedback: .*data-relay-url.*https:\/\//)]);
    expect(errors).toEqual([]);
  });

  it('logs nothing on a page that has an element', async () => {
    const infos: string[] = [];

    const { page } = await web.open(
      `<haptik-feedback ${attributes()}></haptik-feedback>`,
      `<script src="/${file}"></script>`,
      {
        before: async (page) => {
          page.on('console', (message) => message.type() === 'info' && infos.push(message.text()));
        },
      },
    );
    await page.getByRole('textbox').waitFor();

    expect(infos).toEqual([]);
  });
});

describe.each(SCRIPTS_ON_HOSTS)('the launcher of %s', (file) => {
  const tag = launcherScript(file);

  it.each(['transform: translateY(0)', 'filter: blur(0)', 'will-change: transform', 'contain: paint'])(
    'stays in its corner when the body has %s',
    async (style) => {
      const { page } = await web.open('<div style="height: 5000px"></div>', `<style>body { ${style} }</style>${tag}`, {
        viewport: { width: 800, height: 600 },
      });

      const box = (await launcher(page).boundingBox())!;

      expect(box.y + box.height).toBeGreaterThan(500);
      expect(box.y + box.height).toBeLessThan(600);
    },
  );

  it.each(['html { zoom: 1.5 }', 'body { zoom: 1.5 }', 'html { writing-mode: vertical-rl }'])(
    'opens a panel that fits into the viewport on a page with %s',
    async (css) => {
      const { page } = await web.open('<p>Text</p>', `<style>${css}</style>${tag}`, {
        viewport: { width: 500, height: 600 },
      });

      await launcher(page).click();
      await page.getByRole('dialog').waitFor();
      const { x, y, width, height } = (await page.locator('[part=panel]').boundingBox())!;

      expect(Math.min(x, y)).toBeGreaterThan(0);
      expect(x + width).toBeLessThan(500);
      expect(y + height).toBeLessThan(600);
      await give(page);
      await thanks(page).waitFor();
    },
  );

  it('is not printed, nor is its panel', async () => {
    const { page } = await web.open('', tag);
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();

    await page.emulateMedia({ media: 'print' });

    expect(await page.locator('[part=launcher]').isVisible()).toBe(false);
    expect(await page.locator('[part=panel]').isVisible()).toBe(false);
  });
});

it.each(SCRIPTS_ON_HOSTS)('prints an inline form of %s', async (file) => {
  const { page } = await web.open(
    `<haptik-feedback ${attributes()}></haptik-feedback><script src="/${file}"></script>`,
  );
  await page.getByRole('textbox').fill('printed');

  await page.emulateMedia({ media: 'print' });

  expect(await page.getByRole('textbox').isVisible()).toBe(true);
});

it.each(SCRIPTS_ON_HOSTS)('sends feedback on a page with a base of another origin: %s', async (file) => {
  const { page, errors, thrown } = await web.open(
    `<haptik-feedback ${attributes()}></haptik-feedback><script src="${web.site.url}/${file}"></script>`,
    '<base href="https://elsewhere.invalid/deep/" target="_blank">',
  );

  await give(page);
  await thanks(page).waitFor();

  expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1' }]);
  expect([errors, thrown]).toEqual([[], []]);
});
