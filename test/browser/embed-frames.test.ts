import type { FrameLocator } from 'playwright';
import { describe, expect, it } from 'vitest';
import { attributes, html } from './site.js';
import { setUpSite } from './test-browser.js';

// The form in sandboxed frames, and on pages without an origin.

const web = setUpSite();

/** Opens a page with a frame that holds an inline form. */
async function openFrame(sandbox: string) {
  const relay = `${web.site.url}/feedback`;
  web.site.serve(
    '/frame',
    html(`<haptik-feedback ${attributes('', relay)}></haptik-feedback><script src="/haptik-feedback.js"></script>`),
  );
  const visit = await web.open(`<iframe src="/frame" sandbox="${sandbox}" width="400" height="800"></iframe>`);
  return { ...visit, frame: visit.page.frameLocator('iframe') };
}

async function answer(frame: FrameLocator, comment: string) {
  await frame.getByRole('radio', { name: '4 stars' }).check();
  await frame.getByRole('radio', { name: 'Yes' }).check();
  await frame.getByRole('textbox').fill(comment);
}

describe('in a sandboxed frame without allow-forms', () => {
  it.each([
    ['a press of the button', (frame: FrameLocator) => frame.getByRole('button', { name: 'Send feedback' }).click()],
    ['Ctrl+Enter in the comment', (frame: FrameLocator) => frame.getByRole('textbox').press('Control+Enter')],
    ['Enter on a radio button', (frame: FrameLocator) => frame.getByRole('radio', { name: 'Yes' }).press('Enter')],
  ])('sends feedback by %s, once', async (_how, send) => {
    const { frame } = await openFrame('allow-scripts allow-same-origin');
    await answer(frame, 'From a frame');

    await send(frame);
    await frame.getByText('Thank you for your feedback.').waitFor();

    expect(web.site.posts).toMatchObject([{ feedback: 'From a frame' }]);
  });
});

it('keeps the text on a page with an opaque origin, and tells the developer the cause', async () => {
  const { frame, errors, page } = await openFrame('allow-scripts allow-forms');
  await page.route('**/feedback', (route) => route.abort());
  await answer(frame, 'From nowhere');

  await frame.getByRole('button', { name: 'Send feedback' }).click();
  await frame.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 20_000 });

  expect(await frame.getByRole('textbox').inputValue()).toBe('From nowhere');
  expect(errors.join('\n')).toMatch(/haptik-feedback: no answer from .*opaque origin.*allow-same-origin/);
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
