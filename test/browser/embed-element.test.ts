import { describe, expect, it } from 'vitest';
import type { HaptikFeedbackElement } from '../../src/embed/element/haptik-feedback-element.js';
import { attributes } from './site.js';
import { give, setUpSite, thanks, waitUntilRendered } from './test-browser.js';
import { launcher, SCRIPT, waitUntilRegistered } from './widget.js';

const ELEMENT = `<haptik-feedback ${attributes()}></haptik-feedback>`;

const web = setUpSite();

describe('the element', () => {
  it.each([
    ['before the script', ELEMENT + SCRIPT],
    ['after the script', `<script src="/haptik-feedback.js"></script>${ELEMENT}`],
    ['before the inline file', `${ELEMENT}<script src="/haptik-feedback.inline.js"></script>`],
    ['before the standalone file', `${ELEMENT}<script src="/haptik-feedback.standalone.js"></script>`],
  ])('sends feedback when it stands %s', async (_place, body) => {
    const { page, errors, thrown } = await web.open(body);

    await give(page);
    await thanks(page).waitFor();

    expect([errors, thrown]).toEqual([[], []]);
  });

  it('accepts attributes in lower case, as some frameworks render its properties', async () => {
    const { page, errors } = await web.open(
      `<haptik-feedback relayurl="/feedback" businessid="343" authid="visitor-1" commentmaxlength="10"></haptik-feedback>${SCRIPT}`,
    );

    await give(page, 'more than ten');
    await thanks(page).waitFor();

    expect(web.site.posts).toMatchObject([{ auth_id: 'visitor-1', business_id: 343, feedback: 'more than ' }]);
    expect(errors).toEqual([]);
  });

  it('uses properties that were set before it was registered', async () => {
    const { page } = await web.open('<haptik-feedback></haptik-feedback>');
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
  });

  it('has typed properties for its attributes; the last one set wins', async () => {
    const { page } = await web.open(SCRIPT);
    await waitUntilRegistered(page);

    const values = await page.evaluate(() => {
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

    expect(values).toEqual(['007', 343, false, { open: 'Say' }, 5000, undefined, 6000, undefined]);
  });

  it('appears when the visitor becomes known, starts empty for another visitor and disappears without one', async () => {
    const { page, errors } = await web.open(
      `<haptik-feedback relay-url="/feedback" business-id="343"></haptik-feedback>${SCRIPT}`,
    );
    await waitUntilRegistered(page);
    expect(web.site.requests.filter((path) => path.includes('.form.'))).toEqual([]);

    const element = page.locator('haptik-feedback');
    await element.evaluate((host: HaptikFeedbackElement) => host.setAttribute('auth-id', 'first'));
    await page.getByRole('textbox').fill('mine');
    await element.evaluate((host: HaptikFeedbackElement) => {
      host.authId = 'second';
    });
    await expect.poll(() => page.getByRole('textbox').inputValue()).toBe('');
    await give(page);
    await thanks(page).waitFor();
    expect(web.site.posts).toMatchObject([{ auth_id: 'second' }]);

    await element.evaluate((host: HaptikFeedbackElement) => host.removeAttribute('auth-id'));
    await element.evaluate((host: HaptikFeedbackElement) => {
      host.authId = undefined;
    });
    await thanks(page).waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('applies options that change later', async () => {
    const { page } = await web.open(ELEMENT + SCRIPT);
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
  });

  it('keeps what was typed when it is moved', async () => {
    const { page, thrown } = await web.open(`${ELEMENT}<aside></aside>${SCRIPT}`);
    await page.getByRole('textbox').pressSequentially('half a sent');

    await page.evaluate(() => document.querySelector('aside')!.append(document.querySelector('haptik-feedback')!));
    await page.getByRole('textbox').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('ence');

    expect(await page.getByRole('textbox').inputValue()).toBe('half a sentence');
    expect(thrown).toEqual([]);
  });

  it('removes its contents when it is removed', async () => {
    const { page } = await web.open(`<haptik-feedback display="popover" ${attributes()}></haptik-feedback>${SCRIPT}`);
    await launcher(page).click();
    await page.getByRole('dialog').waitFor();

    const children = await page.evaluate(async () => {
      const element = document.querySelector('haptik-feedback')!;
      element.remove();
      await Promise.resolve();
      return element.shadowRoot!.childElementCount;
    });

    expect(children).toBe(0);
  });

  it('shows its form again when it returns to the page', async () => {
    const { page, thrown } = await web.open(ELEMENT + SCRIPT);
    const element = (await page.locator('haptik-feedback').elementHandle())!;

    for (const _time of [1, 2]) {
      await page.getByRole('textbox').waitFor();
      await element.evaluate((host) => host.remove());
      await waitUntilRendered(page);
      expect(await element.evaluate((host) => host.shadowRoot!.childElementCount)).toBe(0);
      await element.evaluate((host) => document.body.append(host));
    }

    await page.getByRole('textbox').waitFor();
    expect(thrown).toEqual([]);
  });

  it('is hidden by the attribute hidden', async () => {
    const { page } = await web.open(ELEMENT + SCRIPT);
    await page.getByRole('textbox').waitFor();

    await page.locator('haptik-feedback').evaluate((host: HaptikFeedbackElement) => {
      host.hidden = true;
    });

    expect(await page.getByRole('textbox').isVisible()).toBe(false);
  });
});
