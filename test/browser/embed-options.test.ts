import { describe, expect, test } from 'vitest';
import type { HaptikFeedbackElement } from '../../src/embed/element/haptik-feedback-element.js';
import { HELP } from '../../src/feedback/help.js';
import { attributes } from './site.js';
import { setUpSite } from './test-browser.js';

const web = setUpSite();

const open = (element: string, head = '') => web.open(`${element}<script src="/haptik-feedback.js"></script>`, head);

describe('a required option', () => {
  test.each([
    ['relayUrl', 'an https: URL, or a path that begins with "/"', 'business-id="343" auth-id="a"'],
    [
      'relayUrl',
      'an https: URL, or a path that begins with "/"',
      'relay-url="http://example.com/feedback" business-id="343" auth-id="a"',
    ],
    [
      'relayUrl',
      'an https: URL, or a path that begins with "/"',
      'relay-url="//example.com" business-id="343" auth-id="a"',
    ],
    ['businessId', 'a positive integer', 'relay-url="/feedback" auth-id="a"'],
    ['businessId', 'a positive integer', 'relay-url="/feedback" business-id="12.5" auth-id="a"'],
    ['businessId', 'a positive integer', 'relay-url="/feedback" business-id="abc" auth-id="a"'],
    [
      'authId',
      'a string of 1 to 256 characters without control characters',
      `relay-url="/feedback" business-id="343" auth-id="${'a'.repeat(257)}"`,
    ],
  ])(
    'is reported, and the form is unavailable, when it is wrong: %s must be %s, given %s',
    async (name, expected, given) => {
      const { page, errors, thrown } = await open(`<haptik-feedback ${given}></haptik-feedback>`);

      await page.getByRole('alert').filter({ hasText: 'Feedback is not available right now.' }).waitFor();
      expect(errors).toEqual([`haptik-feedback: ${name} must be ${expected}. ${HELP}`]);
      expect(thrown).toEqual([]);
    },
  );
});

test.each([
  ['display', 'inline, popover', 'modal'],
  ['position', 'bottom-right, bottom-left, top-right, top-left', 'middle'],
  ['theme', 'auto, light, dark', 'blue'],
  ['locale', 'a BCP 47 language tag', 'not a tag'],
  ['messages', 'an object of texts', '{title:}'],
  ['messages', 'an object of texts', '{&quot;title&quot;:1}'],
  ['comment-max-length', 'an integer from 1 to 10000', '0'],
  ['timeout-ms', 'an integer from 1 to 600000', 'soon'],
  ['retries', 'an integer from 0 to 10', '-1'],
  ['remember', 'true or false', 'maybe'],
])('reports a wrong %s once and uses its default: must be %s, given %s', async (attribute, expected, value) => {
  const { page, errors, thrown } = await open(
    `<haptik-feedback ${attributes()} ${attribute}="${value}"></haptik-feedback>`,
  );
  await page.getByRole('heading', { name: 'How was your conversation?' }).waitFor();

  // A change of another option must not report it again.
  await page.locator('haptik-feedback').evaluate((host: HaptikFeedbackElement) => {
    host.commentMaxLength ||= 500;
    host.messages = { title: 'Later' };
  });
  if (attribute !== 'messages') await page.getByRole('heading', { name: 'Later' }).waitFor();
  const name = attribute.replace(/-./g, (letter) => letter[1]!.toUpperCase());
  expect(errors).toEqual([`haptik-feedback: ${name} must be ${expected}. ${HELP}`]);
  expect(thrown).toEqual([]);
});

test.each([
  ['popover', '<haptik-feedback display="popover" auth-id="a"></haptik-feedback>'],
  ['below the fold', '<div style="height:5000px"></div><haptik-feedback auth-id="a"></haptik-feedback>'],
])('reports missing options at once, before the form is fetched: %s', async (_where, element) => {
  const { errors } = await open(element);

  await expect
    .poll(() => [...errors].sort())
    .toEqual([
      `haptik-feedback: businessId must be a positive integer. ${HELP}`,
      `haptik-feedback: relayUrl must be an https: URL, or a path that begins with "/". ${HELP}`,
    ]);
});

test('shows and logs nothing while the visitor is unknown', async () => {
  const { page, errors } = await open('<haptik-feedback theme="blue"></haptik-feedback>');
  await page.waitForFunction(() => customElements.get('haptik-feedback'));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(
    await page.locator('haptik-feedback').evaluate((host: HaptikFeedbackElement) => host.shadowRoot!.childElementCount),
  ).toBe(0);
  expect(errors).toEqual([]);
});

test("reads businessId from Haptik's settings in a later script", async () => {
  const settings = 'window.haptikInitSettings = {"business-id": "343"}';
  web.site.serve('/later.js', { body: settings, type: 'text/javascript' });

  const { page, errors } = await open(
    `<haptik-feedback relay-url="/feedback" auth-id="a"></haptik-feedback>
    <script src="/haptik-feedback.js"></script><script src="/later.js"></script>`,
  );
  await page.getByRole('textbox').waitFor();
  expect(errors).toEqual([]);
});

test("reads businessId from the settings of Haptik's Web SDK", async () => {
  const { page, errors } = await open(
    '<haptik-feedback relay-url="/feedback" auth-id="a"></haptik-feedback>',
    '<script>window.haptikInitSettings = {"business-id": "343"}</script>',
  );
  await page.getByRole('textbox').waitFor();
  expect(errors).toEqual([]);
});
