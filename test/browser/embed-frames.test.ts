import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator, Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { HELP } from '../../src/feedback/help.js';
import { SCRIPTS_ON_HOSTS } from './matrix.js';
import { attributes, html } from './site.js';
import { setUpSite } from './test-browser.js';

// Tests the form in sandboxed frames, and on pages with an opaque origin.

const web = setUpSite();
const folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a page with a frame that contains an inline form. */
async function openFrame(sandbox: string, file: string) {
  const relay = `${web.site.url}/feedback`;
  web.site.serve(
    '/frame',
    html(`<haptik-feedback ${attributes('', relay)}></haptik-feedback><script src="/${file}"></script>`),
  );
  const visit = await web.open(`<iframe src="/frame" sandbox="${sandbox}" width="400" height="800"></iframe>`);
  return { ...visit, frame: visit.page.frameLocator('iframe') };
}

async function answer(frame: FrameLocator | Page, comment: string) {
  await frame.getByRole('radio', { name: '4 stars' }).check();
  await frame.getByRole('radio', { name: 'Yes' }).check();
  await frame.getByRole('textbox').fill(comment);
}

describe.each(SCRIPTS_ON_HOSTS)('%s in a sandboxed frame without allow-forms', (file) => {
  it.each([
    ['a press of the button', (frame: FrameLocator) => frame.getByRole('button', { name: 'Send feedback' }).click()],
    ['Ctrl+Enter in the comment', (frame: FrameLocator) => frame.getByRole('textbox').press('Control+Enter')],
    ['Enter on a radio button', (frame: FrameLocator) => frame.getByRole('radio', { name: 'Yes' }).press('Enter')],
  ])('sends feedback once by %s', async (_how, send) => {
    const { frame } = await openFrame('allow-scripts allow-same-origin', file);
    await answer(frame, 'From a frame');

    await send(frame);
    await frame.getByText('Thank you for your feedback.').waitFor();

    expect(web.site.posts).toMatchObject([{ feedback: 'From a frame' }]);
  });
});

describe.each(SCRIPTS_ON_HOSTS)('%s on a page with an opaque origin', (file) => {
  /** Answers and sends, and expects that the text stays and that the console names the cause. */
  async function expectTextAndCause(page: Page, frame: FrameLocator | Page, errors: string[]) {
    // The relay sends no CORS headers to an origin that it does not allow.
    await page.route('**/feedback', (route) => route.abort());
    await answer(frame, 'From nowhere');

    await frame.getByRole('button', { name: 'Send feedback' }).click();
    await frame.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 20_000 });

    expect(await frame.getByRole('textbox').inputValue()).toBe('From nowhere');
    const lines = errors.filter((error) => error.startsWith('haptik-feedback:'));
    expect(lines).toEqual([expect.stringMatching(/no answer from .*opaque origin.*https:.*allow-same-origin/)]);
    expect(lines[0]!.endsWith(HELP)).toBe(true);
  }

  it('keeps the text, and tells the developer the cause: a frame with sandbox', async () => {
    const { frame, errors, page, thrown } = await openFrame('allow-scripts allow-forms', file);

    await expectTextAndCause(page, frame, errors);

    expect(thrown).toEqual([]);
  });

  it('keeps the text, and tells the developer the cause: a file', async () => {
    const path = join(folder, 'page.html');
    const { url } = web.site;
    // This test needs its own visitor, because the data that file: pages store is not deleted between tests.
    const options = attributes('', `${url}/feedback`).replace('visitor-1', file);
    writeFileSync(path, html(`<haptik-feedback ${options}></haptik-feedback><script src="${url}/${file}"></script>`));

    const { page, errors, thrown } = await web.visit(pathToFileURL(path).href);

    await expectTextAndCause(page, page, errors);
    expect(thrown).toEqual([]);
  });
});

it('wraps a word that is longer than the page is wide', async () => {
  const messages = JSON.stringify({ yes: 'W'.repeat(52) }).replaceAll('"', '&quot;');
  const { page } = await web.open(
    `<haptik-feedback messages="${messages}" ${attributes()}></haptik-feedback><script src="/haptik-feedback.js"></script>`,
    '',
    { viewport: { width: 320, height: 800 } },
  );
  await page.getByRole('textbox').waitFor();

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
