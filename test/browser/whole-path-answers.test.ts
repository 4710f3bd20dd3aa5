import { describe, expect, it } from 'vitest';
import { give, thanks } from './test-browser.js';
import { type PathVisitOptions, setUpWholePath } from './whole-path.js';

const COMMENT = 'Quick, नमस्ते 👩‍👩‍👧';

const test = setUpWholePath();

/** Sends feedback, and expects the page to tell why it was not accepted and to keep the answers. */
async function expectProblem(text: string, options?: PathVisitOptions) {
  const { page, thrown } = await test.visit(options);
  await give(page, COMMENT);
  await page.getByRole('alert').filter({ hasText: text }).waitFor();
  expect(await page.getByRole('textbox').inputValue()).toBe(COMMENT);
  expect(await page.getByRole('radio', { name: '4 stars' }).isChecked()).toBe(true);
  expect(await page.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
  expect(thrown).toEqual([]);
}

const received = () =>
  test.path.standin.received
    .map(({ body }) => body as Record<string, unknown>)
    .filter((body) => body.auth_id === test.authId);

describe('feedback that goes from a page through the relay to Haptik', () => {
  it('carries exactly what the visitor answered', async () => {
    const { page } = await test.visit();

    await give(page, COMMENT);
    await thanks(page).waitFor();

    expect(received()).toEqual([
      { auth_id: test.authId, business_id: 343, query_resolved: true, query_rating: 4, feedback: COMMENT },
    ]);
  });

  it.each([
    ['emoji and combining marks', '👩‍👩‍👧‍👦🏳️‍🌈 e\u0301 นि กำ'],
    ['line breaks and spaces', '  first\n\n\tsecond  '],
    ['markup', '<img src=x onerror=alert(1)> &amp; "quotes" \\'],
    ['ten thousand UTF-16 units', 'ü'.repeat(10_000)],
  ])('carries a comment with %s as it was typed', async (_, comment) => {
    const { page } = await test.visit({ attributes: 'comment-max-length="10000"' });
    await page.getByRole('textbox').evaluate((field: HTMLTextAreaElement, text) => {
      field.value = text;
      field.setSelectionRange(text.length, text.length);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, comment);

    await give(page);
    await thanks(page).waitFor();

    expect(received()).toMatchObject([{ feedback: comment }]);
  });

  it.each([
    ['the bidirectional controls', 'x\u202eabc\u202c \u2067שלום\u2069', 'xabc שלום'],
    ['the controls', 'a\u0000b\u0007c', 'abc'],
  ])('carries a comment without %s that could hide text', async (_, comment, carried) => {
    const { page } = await test.visit();

    await give(page, comment);
    await thanks(page).waitFor();

    expect(received()).toMatchObject([{ feedback: carried }]);
  });

  it('carries a comment that is cut to its limit between two characters', async () => {
    const { page } = await test.visit({ attributes: 'comment-max-length="3"' });
    await page.getByRole('textbox').fill('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧');

    await give(page);
    await thanks(page).waitFor();

    expect(received()).toMatchObject([{ feedback: '👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧' }]);
  });

  it('is sent once after a double click', async () => {
    const { page } = await test.visit();
    await page.getByRole('radio', { name: '4 stars' }).check();
    await page.getByRole('radio', { name: 'Yes' }).check();

    await page.getByRole('button', { name: 'Send feedback' }).dblclick();
    await thanks(page).waitFor();

    expect(received()).toHaveLength(1);
  });
});

describe('the form says that Haptik refused feedback', () => {
  // Other statuses of a duplicate: test/feedback/outcome.test.ts and test/relay/contract.ts.
  it('when the visitor has shared feedback in the last hour', async () => {
    const { page } = await test.visit();
    await give(page);
    await thanks(page).waitFor();

    await expectProblem('You have already shared your feedback in the last hour.');
  });

  it('when the visitor has no conversation', () =>
    expectProblem('We could not find a conversation to rate. Start a chat with us first, then come back.', {
      authId: 'new-user',
    }));

  it('when Haptik does not know the visitor', () =>
    expectProblem('We could not recognise your account, so your feedback was not sent.', { authId: 'somebody-else' }));

  it('when the token of the relay is wrong', async () => {
    test.path.standin.setFault('wrong-token');

    await expectProblem('Feedback is not set up correctly on this site, so yours was not sent.');
  });

  it("and reports the relay's request id in feedback-error", async () => {
    test.path.standin.setFault('wrong-token');
    const { page } = await test.visit();
    const problem = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document
            .querySelector('haptik-feedback')!
            .addEventListener('feedback-error', ({ detail }) => resolve(detail.problem)),
        ),
    );

    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      give(page),
    ]);

    expect(await problem).toEqual({ kind: 'unauthorized', requestId: answer.headers()['x-request-id'] });
  });

  it.each([404, 403])('when it answers %i without one of its documented messages', async (status) => {
    test.path.site.answer = { status, body: { error_message: 'not found' } };
    const { page } = await test.visit();
    await page.locator('haptik-feedback').evaluate((element) => element.setAttribute('relay-url', '/feedback'));

    await give(page);

    await page.getByRole('alert').filter({ hasText: 'Your feedback was not accepted.' }).waitFor();
  });
});
