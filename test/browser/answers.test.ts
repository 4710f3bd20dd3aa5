import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest';
import { give, launchBrowser, thanks } from './embed-site.js';
import { startWholePath, type WholePath } from './whole-path.js';

const COMMENT = 'Quick, नमस्ते 👩‍👩‍👧';

let browser: Browser;
let path: WholePath;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(() => path.close());

/** Gives feedback as a new visitor and expects to read why it was not accepted, with the answers kept. */
async function isTold(text: string, authId?: string) {
  const { page, thrown } = await path.visit(browser, authId);
  await give(page, COMMENT);
  await page.getByRole('alert').filter({ hasText: text }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe(COMMENT);
  expect(await page.getByRole('radio', { name: '4 stars' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
  expect(thrown).toEqual([]);
  await page.context().close();
}

describe('from a page through the relay to Haptik', () => {
  it('comes exactly what the visitor said, with the headers of the account', async () => {
    path = await startWholePath();
    const { page } = await path.visit(browser);
    await give(page, COMMENT);
    await thanks(page).waitFor();
    expect(path.standin.received.map(({ body }) => body)).toEqual([
      { auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 4, feedback: COMMENT },
    ]);
  });

  test.each([
    ['emoji and combining marks', '👩‍👩‍👧‍👦🏳️‍🌈 e\u0301 नि กำ'],
    ['right-to-left overrides', '\u202eabc\u202c \u2067שלום\u2069'],
    ['a NUL and other controls', 'a\u0000b\u0007c'],
    ['line breaks and spaces', '  first\n\n\tsecond  '],
    ['markup', '<img src=x onerror=alert(1)> &amp; "quotes" \\'],
    ['a lone surrogate', 'a\ud83dz'],
    ['ten thousand units', 'ü'.repeat(10_000)],
  ])('comes a comment with %s as it was typed', async (_, comment) => {
    path = await startWholePath();
    const { page } = await path.visit(browser, 'demo-user', 'comment-max-length="10000"');
    await page.getByRole('textbox').evaluate((field: HTMLTextAreaElement, text) => {
      field.value = text;
      field.setSelectionRange(text.length, text.length);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, comment);
    await give(page);
    await thanks(page).waitFor();
    expect(path.standin.received[0]!.body).toMatchObject({ feedback: comment });
  });

  it('comes a comment cut to its limit, counted as a person counts, never in the middle of a character', async () => {
    path = await startWholePath();
    const { page } = await path.visit(browser, 'demo-user', 'comment-max-length="3"');
    await page.getByRole('textbox').fill('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧');
    await give(page);
    await thanks(page).waitFor();
    expect(path.standin.received[0]!.body).toMatchObject({ feedback: '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧' });
  });

  test.each([400, 409, 422, 429])('a duplicate is known with status %i', async (duplicateStatus) => {
    path = await startWholePath({ duplicateStatus });
    const { page } = await path.visit(browser);
    await give(page);
    await thanks(page).waitFor();
    await isTold('You have already shared your feedback in the last hour.');
  });

  it('a user without a conversation, and one whom nobody knows, are told so', async () => {
    path = await startWholePath();
    await isTold('We could not find a conversation to rate. Start a chat with us first, then come back.', 'new-user');
    await isTold('We could not recognise your account, so your feedback was not sent.', 'somebody-else');
  });

  it('a wrong token is told as a site that is not set up', async () => {
    path = await startWholePath({ token: 'wrong' });
    await isTold('Feedback is not set up correctly on this site, so yours was not sent.');
  });

  test.each([404, 403])("a %i without Haptik's words is told as not accepted", async (status) => {
    path = await startWholePath();
    path.site.answer = { status, body: { error_message: 'not found' } };
    const { page } = await path.visit(browser);
    await page.locator('haptik-feedback').evaluate((element) => element.setAttribute('relay-url', '/feedback'));
    await give(page);
    await page.getByRole('alert').filter({ hasText: 'Your feedback was not accepted.' }).waitFor();
  });

  it('two fast clicks send one request', async () => {
    path = await startWholePath();
    const { page } = await path.visit(browser);
    await page.getByRole('radio', { name: '4 stars' }).check();
    await page.getByRole('radio', { name: 'Yes' }).check();
    await page.getByRole('button', { name: 'Send feedback' }).dblclick();
    await thanks(page).waitFor();
    expect(path.standin.received).toHaveLength(1);
  });
});
