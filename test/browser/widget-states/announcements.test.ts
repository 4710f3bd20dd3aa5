import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readAnnouncements, recordAnnouncements } from './announcements.js';
import { type Display, NOW, type Stage, setStage } from './stage.js';
import { fill } from './states.js';

const TITLE = '"How was your conversation?"';
const KEPT = 'Your answers are kept; please try again.';

/** When the button has the focus. Few screen readers announce a new name, so nearly all say "Sending…" once. */
const SENDING = ['polite: "Sending…"', 'renamed: "Sending…"'];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

/** Starts recording for a new visitor, whose focus is before the form, or in the panel just opened. */
async function arrive(display: Display = 'inline') {
  await stage.reset({ display });
  await stage.load();
  await stage.open();
  await recordAnnouncements(stage);
}

const press = async (...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};

/** Answers every question with the keyboard; the focus is then on the button. */
async function answer() {
  await press('Tab', 'Space', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Tab', 'Space', 'Tab');
  await stage.page.keyboard.type('Fine');
  await press('Tab');
  await readAnnouncements(stage);
}

const shows = (text: string) => stage.page.getByText(text).first().waitFor();

describe('a screen reader announces', () => {
  it('the form, each question when the focus enters it, and each answer', async () => {
    await arrive();
    await press('Tab', 'Space', 'ArrowRight', 'Tab', 'Space', 'Tab', 'Tab');
    expect(await readAnnouncements(stage)).toEqual([
      `focus: form ${TITLE} > group "Rate your experience" > radio "1 star" — Very poor`,
      'checked: "1 star"',
      'focus: radio "2 stars" — Poor',
      'checked: "2 stars"',
      'focus: group "Was your query resolved?" > radio "Yes"',
      'checked: "Yes"',
      'focus: textbox "Tell us more (optional)"',
      'focus: button "Send feedback"',
    ]);
  });

  it('a missing answer once, with the question that gets the focus', async () => {
    await arrive();
    await press('Tab', 'Tab', 'Tab', 'Tab');
    await readAnnouncements(stage);
    await press('Enter');
    await shows('Please choose a rating.');
    await stage.page.waitForFunction(() => window.announcements.length > 0);
    expect(await readAnnouncements(stage)).toEqual([
      'focus: group "Rate your experience" > radio "1 star" — Please choose a rating.',
    ]);
    await press('Space', 'Tab', 'Tab', 'Tab');
    await readAnnouncements(stage);
    await press('Enter');
    await stage.page.waitForFunction(() => window.announcements.length > 0);
    expect(await readAnnouncements(stage)).toEqual([
      'focus: group "Was your query resolved?" > radio "Yes" — Please choose yes or no.',
    ]);
  });

  it('that feedback is being sent, and then once the thanks, which get the focus', async () => {
    await arrive();
    await answer();
    await press('Enter');
    await shows('Thank you for your feedback.');
    expect(await readAnnouncements(stage)).toEqual([
      ...SENDING,
      'focus: alert "Thank you for your feedback. It helps us get better."',
      'new alert: "Thank you for your feedback. It helps us get better."',
    ]);
  });

  it('that feedback is being sent, when the focus is not on the button', async () => {
    await arrive();
    await answer();
    await press('Shift+Tab');
    await readAnnouncements(stage);
    await press('Control+Enter');
    await shows('Thank you for your feedback.');
    expect((await readAnnouncements(stage))[0]).toBe('polite: "Sending…"');
  });

  test.each([
    [
      'duplicate',
      409,
      'Duplicate feedback',
      'You have already shared your feedback in the last hour.',
      'Send feedback',
    ],
    [
      'no-conversation',
      404,
      'No active conversation',
      'We could not find a conversation to rate. Start a chat with us first, then come back.',
      'Send feedback',
    ],
    [
      'invalid-user',
      403,
      'Invalid_User',
      'We could not recognise your account, so your feedback was not sent.',
      'Send feedback',
    ],
    [
      'unauthorized',
      401,
      'Unauthorized',
      'Feedback is not set up correctly on this site, so yours was not sent.',
      'Send feedback',
    ],
    ['rejected', 400, 'Bad request', 'Your feedback was not accepted.', 'Send feedback'],
    ['rate-limited', 429, '', 'Too many tries. Please wait a moment and try again.', 'Send feedback'],
    ['server-error', 500, '', `The feedback service had a problem. ${KEPT}`, 'Try again'],
  ])('%s once, as an alert, and the new name of the button', async (_kind, status, error, text, button) => {
    await arrive();
    stage.site.answer = { status, body: { error_message: error } };
    await answer();
    await press('Enter');
    await shows(text);
    expect(await readAnnouncements(stage)).toEqual([...SENDING, `new alert: "${text}"`, `renamed: "${button}"`]);
  });

  it('after each try that the service cannot be reached, and at the end that the feedback has expired', async () => {
    await arrive();
    stage.site.broken.add('/feedback');
    await answer();
    const text = `We could not reach the feedback service. ${KEPT}`;
    const told = [...SENDING, `new alert: "${text}"`, 'renamed: "Try again"'];
    for (let tries = 0; tries < 2; tries++) {
      await press('Enter');
      await shows(text);
      expect(await readAnnouncements(stage)).toEqual(told);
    }
    await stage.page.clock.setFixedTime(NOW.getTime() + 60 * 60 * 1000);
    await stage.page.context().setOffline(true);
    await stage.page.context().setOffline(false);
    const late = `Your feedback could not be sent in time. ${KEPT}`;
    await shows(late);
    expect((await readAnnouncements(stage)).slice(-2)).toEqual([`new alert: "${late}"`, 'renamed: "Send feedback"']);
  });

  it('that the visitor is offline, and the thanks when the connection is back', async () => {
    await arrive();
    await answer();
    await stage.page.context().setOffline(true);
    await press('Enter');
    await shows('You are offline.');
    expect((await readAnnouncements(stage)).slice(-2)).toEqual([
      'new alert: "You are offline. Your feedback is kept and will be sent when you are back online."',
      'renamed: "Try again"',
    ]);
    await stage.page.context().setOffline(false);
    await shows('Thank you for your feedback.');
    expect(await readAnnouncements(stage)).toEqual([
      ...SENDING,
      'focus: alert "Thank you for your feedback. It helps us get better."',
      'new alert: "Thank you for your feedback. It helps us get better."',
    ]);
  });

  it('that another tab has sent the feedback, without moving the focus', async () => {
    await arrive();
    const { page } = stage;
    const other = await page.context().newPage();
    await other.goto(page.url());
    await fill(other);
    await other.getByRole('button', { name: 'Send feedback' }).click();
    await other.getByText('Thank you for your feedback.').waitFor();
    await other.close();
    await shows('You have already shared your feedback.');
    expect(await readAnnouncements(stage)).toEqual([
      expect.stringMatching(/^new polite: "You have already shared your feedback. You can share more after .+"$/),
    ]);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  it('the name of a panel, then its form, and the launcher when the panel closes', async () => {
    await stage.reset({ display: 'popover' });
    await stage.load();
    await stage.page.locator('[part=launcher]').waitFor();
    await recordAnnouncements(stage);
    await press('Tab', 'Enter');
    await stage.page.getByRole('dialog').waitFor();
    await press('Tab', 'Escape');
    await stage.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await stage.page.waitForFunction(() => window.announcements.at(-1)?.includes('Give feedback'));
    expect(await readAnnouncements(stage)).toEqual([
      'focus: button "Give feedback"',
      `focus: dialog ${TITLE} > div ""`,
      'focus: group "Rate your experience" > radio "1 star" — Very poor',
      'focus: button "Give feedback"',
    ]);
  });
});
