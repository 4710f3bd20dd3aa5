import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { type Stage, setStage } from './stage.js';
import { fill } from './states.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

async function arrive(locale = 'en', display: 'inline' | 'popover' = 'inline') {
  await stage.reset({ display, locale });
  await stage.load();
  if (display === 'inline') await stage.open();
  await stage.page.locator(`[lang=${locale}]`).first().waitFor();
}

const press = async (...keys: string[]) => {
  for (const key of keys) await stage.page.keyboard.press(key);
};

/** Describes the focused element: name and value of an input, else its label or text. */
function focused() {
  return stage.page.evaluate(() => {
    const element = document.querySelector('haptik-feedback')!.shadowRoot!.activeElement;
    return element instanceof HTMLInputElement
      ? `${element.name} ${element.value}${element.checked ? ', checked' : ''}`
      : (element?.ariaLabel ?? element?.textContent);
  });
}

const SEND = 'Send feedback';
const STARS = [1, 2, 3, 4, 5];
const star = (rating: number) => `rating ${rating}, checked`;

describe('Tab', () => {
  beforeEach(() => arrive());

  it('goes to the first star and the first answer while none is chosen', async () => {
    await press('Tab');
    expect(await focused()).toBe('rating 1');
    await press('Tab');
    expect(await focused()).toBe('resolved true');
    await press('Tab', 'Tab');
    expect(await focused()).toBe(SEND);
  });

  it('goes to the chosen star and answer, in both directions', async () => {
    await fill(stage.page);
    await press('Tab');
    expect(await focused()).toBe(SEND);
    await press('Shift+Tab', 'Shift+Tab');
    expect(await focused()).toBe('resolved true, checked');
    await press('Shift+Tab');
    expect(await focused()).toBe(star(4));
    await press('Tab');
    expect(await focused()).toBe('resolved true, checked');
  });

  // The ARIA pattern for radio groups says that Tab goes to the first radio button from either side. Browsers go to the
  // nearest one, so that one more press leaves the group.
  it('goes backwards to the last star and the last answer while none is chosen', async () => {
    await stage.page.getByRole('textbox').focus();
    await press('Shift+Tab');
    expect(await focused()).toBe('resolved false');
    await press('Shift+Tab');
    expect(await focused()).toBe('rating 5');
  });
});

// In a right-to-left language the left arrow goes to the star on the left, which is the next one. (The ARIA pattern for
// radio groups describes only left to right.) The up and down arrows are the same in both directions.
describe.each([
  ['en', 'ArrowRight', 'ArrowLeft'],
  ['ar', 'ArrowLeft', 'ArrowRight'],
])('arrow keys, in %s', (locale, onward, back) => {
  test.each([
    [onward, back],
    ['ArrowDown', 'ArrowUp'],
  ])('%s chooses the next star and %s the previous one, and both wrap around', async (next, previous) => {
    await arrive(locale);
    await press('Tab', 'Space');
    const seen: (string | null | undefined)[] = [];
    for (const _ of STARS) {
      seen.push(await focused());
      await press(next);
    }
    expect(seen).toEqual(STARS.map(star));
    expect(await focused()).toBe(star(1));
    await press(previous);
    expect(await focused()).toBe(star(5));
    await press(previous);
    expect(await focused()).toBe(star(4));
  });

  it('the left and right arrows go to the star on that side', async () => {
    await arrive(locale);
    await press('Tab', 'Space', 'ArrowDown');
    const place = () =>
      stage.page.evaluate(
        () => document.querySelector('haptik-feedback')!.shadowRoot!.activeElement!.getBoundingClientRect().left,
      );
    const before = await place();
    await press('ArrowRight');
    const right = await place();
    expect(right).toBeGreaterThan(before);
    await press('ArrowLeft');
    expect(await place()).toBe(before);
  });
});

describe('Space and Enter', () => {
  beforeEach(() => arrive());

  it('Space chooses the focused star and answer', async () => {
    await press('Tab', 'Space');
    expect(await focused()).toBe(star(1));
    await press('Tab', 'Space');
    expect(await focused()).toBe('resolved true, checked');
  });

  // As in every form: Enter in a field submits.
  it('Enter on a star sends the form, or says what is missing', async () => {
    await press('Tab', 'Enter');
    await stage.page.getByText('Please choose a rating.').waitFor();
    expect(stage.site.posts).toEqual([]);
    await fill(stage.page);
    await stage.page.getByRole('radio', { name: '4 stars' }).focus();
    await press('Enter');
    await stage.page.getByText('Thank you for your feedback.').waitFor();
    expect(stage.site.posts).toHaveLength(1);
  });

  it.each(['Control+Enter', 'Meta+Enter'])(
    '%s in the comment sends the form, and Enter alone starts a new line',
    async (keys) => {
      await fill(stage.page, 'one');
      await press('Enter');
      await stage.page.keyboard.type('two');
      await press(keys);
      await stage.page.getByText('Thank you for your feedback.').waitFor();
      expect(stage.site.posts).toMatchObject([{ feedback: 'one\ntwo' }]);
    },
  );
});

describe('the panel', () => {
  it.each([
    ['Escape', async () => press('Escape')],
    ['its button', async () => stage.page.getByRole('button', { name: 'Close' }).press('Enter')],
  ])('closes by %s and returns the focus to the launcher', async (_how, close) => {
    await arrive('en', 'popover');
    await press('Tab', 'Enter');
    await stage.page.getByRole('dialog').waitFor();
    await press('Tab', 'Space');
    expect(await focused()).toBe(star(1));
    await close();
    await stage.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await expect.poll(focused).toBe('Give feedback');
  });

  it('has the questions first and Close last in the tab order', async () => {
    await arrive('en', 'popover');
    await press('Tab', 'Enter');
    await stage.page.getByRole('dialog').waitFor();
    const seen: (string | null | undefined)[] = [];
    for (let presses = 0; presses < 5; presses++) {
      await press('Tab');
      seen.push(await focused());
    }
    expect(seen).toEqual(['rating 1', 'resolved true', '', SEND, 'Close']);
  });
});
