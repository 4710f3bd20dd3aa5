import { signal } from '@preact/signals';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Outcome } from '../../src/feedback/problem.js';
import { FeedbackForm } from '../../src/widget/FeedbackForm.js';
import '../../src/widget/style.css';
import { createTestModel, texts } from './world.js';

let world: ReturnType<typeof createTestModel>;

function renderForm(commentMaxLength = 1000, messages = texts.messages, closePanel?: () => void) {
  world = createTestModel({ commentMaxLength });
  render(
    <div class="hf">
      <FeedbackForm form={{ model: world.model, ...texts, messages, commentMaxLength, id: 'hf', closePanel }} />
    </div>,
  );
}

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const comment = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Tell us more (optional)' });
const button = (name = 'Send feedback') => screen.getByRole<HTMLButtonElement>('button', { name });

/** Returns the accessible description of an element. */
function descriptionOf(element: Element) {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.getElementById(id)!.textContent).join(' ');
}

async function answerAll() {
  await userEvent.click(radio('4 stars'));
  await userEvent.click(radio('Yes'));
  await userEvent.fill(comment(), 'Good');
}

beforeEach(() => renderForm());
afterEach(cleanup);

describe('the form', () => {
  it('asks for a rating and whether the query was resolved, with nothing chosen', () => {
    expect(screen.getByRole('group', { name: 'Rate your experience' })).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Was your query resolved?' })).toBeTruthy();
    const names = screen
      .getAllByRole<HTMLInputElement>('radio')
      .map((input) => [input.ariaLabel ?? input.labels?.[0]?.textContent, input.checked]);
    expect(names).toEqual([
      ['1 star', false],
      ['2 stars', false],
      ['3 stars', false],
      ['4 stars', false],
      ['5 stars', false],
      ['Yes', false],
      ['No', false],
    ]);
  });

  it('sends the answers, then shows the thanks and focuses them', async () => {
    await answerAll();

    await userEvent.click(button());

    expect(button('Sending…').ariaDisabled).toBe('true');

    await world.answer({ kind: 'recorded' });
    const thanks = await screen.findByText('Thank you for your feedback.');
    expect(world.sent).toEqual([{ authId: 'demo-user', businessId: 343, rating: 4, resolved: true, comment: 'Good' }]);
    expect(document.activeElement).toBe(thanks);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('says in the thanks what the feedback is good for, and shows a button that closes the panel', async () => {
    const closePanel = vi.fn();
    cleanup();
    renderForm(1000, texts.messages, closePanel);
    await answerAll();
    await userEvent.click(button());
    await world.answer({ kind: 'recorded' });
    const thanks = await screen.findByRole('alert');

    expect(thanks.textContent).toBe('Thank you for your feedback.\u00a0It helps us get better.');

    await userEvent.click(button('Close'));

    expect(closePanel).toHaveBeenCalledOnce();
  });

  it('shows no answer after a reset, and the next answer after that', async () => {
    const lit = () => document.querySelectorAll('.hf-lit').length;
    await answerAll();

    expect([radio('4 stars').checked, radio('Yes').checked, lit()]).toEqual([true, true, 4]);

    world.model.reset();

    await vi.waitFor(() => expect(comment().value).toBe(''));
    expect(screen.getAllByRole<HTMLInputElement>('radio').filter((input) => input.checked)).toEqual([]);
    expect(lit()).toBe(0);

    await userEvent.click(radio('4 stars'));

    expect([world.model.rating.value, lit()]).toEqual([4, 4]);
  });

  it('sends at the click, because a frame without allow-forms fires no submit event', async () => {
    const onSubmit = vi.fn();
    screen.getByRole('form').addEventListener('submit', onSubmit);
    await answerAll();

    await userEvent.click(button());

    await vi.waitFor(() => expect(world.sent).toHaveLength(1));
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('is replaced when another tab has shared feedback', () => {
    cleanup();
    const { model } = createTestModel();
    const shared = { ...model, status: signal('shared' as const) };

    render(<FeedbackForm form={{ model: shared, ...texts, commentMaxLength: 1000, id: 'hf' }} />);

    expect(screen.queryByRole('form')).toBeNull();
    expect(document.querySelector('.hf-thanks')!.textContent).toMatch(/^You have already shared your feedback/);
  });

  it('has its name and role from the dialog that it is in', () => {
    cleanup();
    const { model } = createTestModel();

    render(<FeedbackForm form={{ model, ...texts, commentMaxLength: 1000, id: 'hf', isInDialog: true }} />);

    const form = document.querySelector('form')!;
    expect([form.getAttribute('role'), form.getAttribute('aria-labelledby')]).toEqual(['none', null]);
    expect(document.getElementById('hf-title')!.textContent).toBe(texts.messages.title);
  });

  it('sends once when the button is pressed twice', async () => {
    await answerAll();

    await userEvent.dblClick(button());
    await world.answer({ kind: 'recorded' });
    await screen.findByText('Thank you for your feedback.');

    expect(world.sent).toHaveLength(1);
  });

  it('sends nothing while an answer is missing, says which one and focuses it', async () => {
    let description: string | null | undefined;
    screen.getByRole('group', { name: 'Rate your experience' }).addEventListener('focusin', (event) => {
      const radio = event.target as Element;
      description = descriptionOf(radio);
    });
    await userEvent.click(button());

    await vi.waitFor(() => expect(document.activeElement).toBe(radio('1 star')));
    expect(document.querySelectorAll('.hf-invalid .hf-missing svg')).toHaveLength(2);
    expect(description).toBe('Please choose a rating.');
    expect(screen.getByText('Please choose yes or no.')).toBeTruthy();

    await userEvent.click(radio('2 stars'));

    expect(screen.queryByText('Please choose a rating.')).toBeNull();

    await userEvent.click(button());

    await vi.waitFor(() => expect(document.activeElement).toBe(radio('Yes')));
    expect(world.sent).toHaveLength(0);
  });

  it('marks the answers that are missing as invalid after a press of the button, and not before', async () => {
    const invalid = () =>
      screen.getAllByRole('radio').flatMap((input) => (input.ariaInvalid === 'true' ? input.getAttribute('name') : []));

    expect(invalid()).toEqual([]);

    await userEvent.click(radio('4 stars'));
    await userEvent.click(button());

    await vi.waitFor(() => expect(invalid()).toEqual(['resolved', 'resolved']));

    world.model.reset();
    await userEvent.click(button());

    await vi.waitFor(() => expect(invalid()).toHaveLength(7));
  });

  test.each<[Outcome['kind'], string]>([
    ['duplicate', 'You have already shared your feedback in the last hour.'],
    ['no-conversation', 'We could not find a conversation to rate. Start a chat with us first, then come back.'],
    ['invalid-user', 'We could not recognise your account, so your feedback was not sent.'],
    ['unauthorized', 'Feedback is not set up correctly on this site, so yours was not sent.'],
    ['rejected', 'Your feedback was not accepted.'],
    ['rate-limited', 'Too many tries. Please wait a moment and try again.'],
  ])('shows the %s text in the form and keeps the answers', async (kind, text) => {
    await answerAll();

    await userEvent.click(button());
    await world.answer({ kind } as Outcome);

    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(text));
    expect(radio('4 stars').checked).toBe(true);
    expect(radio('Yes').checked).toBe(true);
    expect(comment().value).toBe('Good');
    expect(button()).toBeTruthy();
  });

  test.each<[Outcome['kind'], string]>([
    ['unreachable', 'We could not reach the feedback service. Your answers are kept; please try again.'],
    ['server-error', 'The feedback service had a problem. Your answers are kept; please try again.'],
  ])('offers to try again after %s', async (kind, text) => {
    await answerAll();

    await userEvent.click(button());
    await world.answer({ kind } as Outcome);

    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(text));

    await userEvent.click(button('Try again'));

    await vi.waitFor(() => expect(world.sent).toHaveLength(2));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('sends nothing when the host cancels the submission', async () => {
    vi.mocked(world.listener.submit).mockReturnValue(false);
    await answerAll();

    await userEvent.click(button());

    expect(world.listener.submit).toHaveBeenCalledOnce();
    expect(button()).toBeTruthy();
    expect(world.sent).toHaveLength(0);
  });

  it('blocks changes to the answers while they are sent', async () => {
    await answerAll();

    await userEvent.click(button());
    await userEvent.click(radio('1 star'));

    expect(radio('4 stars').checked).toBe(true);
    expect(radio('1 star').checked).toBe(false);
    expect(comment().readOnly).toBe(true);
  });
});

describe('the words of the stars', () => {
  const shown = () =>
    [...document.querySelectorAll('.hf-word')]
      .filter((word) => getComputedStyle(word).visibility === 'visible')
      .map((word) => word.textContent);

  it('describe each star, whose name stays the number', () => {
    expect(['1 star', '2 stars', '3 stars', '4 stars', '5 stars'].map((name) => descriptionOf(radio(name)))).toEqual([
      'Very poor',
      'Poor',
      'Okay',
      'Good',
      'Excellent',
    ]);
  });

  it('name the chosen star, and the one under the pointer while it hovers', async () => {
    expect(shown()).toEqual([]);

    await userEvent.click(radio('4 stars'));
    await userEvent.hover(comment());

    expect(shown()).toEqual(['Good']);

    await userEvent.hover(radio('2 stars'));

    expect(shown()).toEqual(['Poor']);
  });

  it('name the star with the focus', async () => {
    await userEvent.hover(comment());
    await userEvent.tab();

    expect(shown()).toEqual(['Very poor']);

    await userEvent.keyboard('{ArrowRight}');

    expect(shown()).toEqual(['Poor']);
  });

  it('do not change the height of the form when they appear', async () => {
    const height = () => screen.getByRole('form').getBoundingClientRect().height;
    const before = height();

    await userEvent.click(radio('4 stars'));

    expect(height()).toBe(before);
  });

  it('reserve no line when the texts have no words', () => {
    const height = () => document.querySelector('.hf-rating')!.getBoundingClientRect().height;
    const before = height();
    cleanup();
    renderForm(1000, { ...texts.messages, ratingWords: [] });

    expect(height()).toBeLessThan(before - 16);
    expect(descriptionOf(radio('1 star'))).toBe('');
  });
});

describe('the button after too many tries', () => {
  it('is silent until something happens', () => {
    expect([button().ariaLive, button().ariaDisabled]).toEqual([null, 'false']);
    expect(document.querySelector('.hf-submit + [aria-live=polite]')!.textContent).toBe('');
  });

  it('counts down with the same name, and can send again', async () => {
    await answerAll();
    await userEvent.click(button());
    await world.answer({ kind: 'rate-limited', retryAfter: 2 });

    const rest = await screen.findByRole('button', { name: 'Try again in 2 seconds' });

    expect(rest.ariaDisabled).toBe('true');

    world.runTimers();
    await vi.waitFor(() => expect(rest.textContent).toBe('Try again in 1 second'));

    expect([rest.ariaLabel, rest.ariaLive]).toEqual(['Try again in 2 seconds', null]);
    expect(rest.querySelector('[aria-hidden=true]')?.textContent).toBe('Try again in 1 second');

    world.runTimers();
    await vi.waitFor(() => expect(button().ariaDisabled).toBe('false'));

    expect(button().ariaLabel).toBeNull();
  });

  it('announces how long the pause is, and its end, each once', async () => {
    await answerAll();
    await userEvent.click(button());
    await world.answer({ kind: 'rate-limited', retryAfter: 2 });
    const notice = await screen.findByRole('alert');
    const region = document.querySelector('.hf-submit + [aria-live=polite]')!;

    expect(notice.textContent).toBe(`${texts.messages.rateLimited}\u00a0Try again in 2 seconds`);
    expect(region.textContent).toBe('');

    world.runTimers();
    await vi.waitFor(() => expect(screen.getByRole('button').textContent).toBe('Try again in 1 second'));

    expect(notice.textContent).toContain('2 seconds');
    expect(region.textContent).toBe('');

    world.runTimers();
    await vi.waitFor(() => expect(button().ariaDisabled).toBe('false'));

    expect(screen.getByRole('alert')).toBe(notice);
    expect(notice.textContent).toContain('2 seconds');
    expect(region.isConnected).toBe(true);
    expect(region.textContent).toBe('Send feedback');
  });

  it('has the notice read again, with the time that is left, when it is pressed during the pause', async () => {
    await answerAll();
    await userEvent.click(button());
    await world.answer({ kind: 'rate-limited', retryAfter: 2 });
    const notice = await screen.findByRole('alert');
    world.runTimers();
    await vi.waitFor(() => expect(screen.getByRole('button').textContent).toBe('Try again in 1 second'));

    screen.getByRole('button').click();

    await vi.waitFor(() => expect(notice.isConnected).toBe(false));
    expect(screen.getByRole('alert').textContent).toBe(`${texts.messages.rateLimited}\u00a0Try again in 1 second`);
  });
});

describe('the keyboard', () => {
  it('moves from the stars to yes and no, the comment and the button, and back', async () => {
    await userEvent.tab();

    expect(document.activeElement).toBe(radio('1 star'));

    await userEvent.keyboard('{ArrowRight}{ArrowRight}');

    expect(radio('3 stars').checked).toBe(true);

    await userEvent.tab();

    expect(document.activeElement).toBe(radio('Yes'));

    await userEvent.keyboard(' ');

    expect(radio('Yes').checked).toBe(true);

    await userEvent.tab();

    expect(document.activeElement).toBe(comment());

    await userEvent.tab();

    expect(document.activeElement).toBe(button());

    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });
    await userEvent.tab({ shift: true });

    expect(document.activeElement).toBe(radio('3 stars'));
  });

  it('adds a line break on Enter and sends on Ctrl+Enter', async () => {
    await answerAll();

    await userEvent.click(comment());
    await userEvent.keyboard('{End}{Enter}again');

    expect(comment().value).toBe('Good\nagain');

    await userEvent.keyboard('{Control>}{Enter}{/Control}');

    await vi.waitFor(() => expect(world.sent).toHaveLength(1));
  });
});

describe('the comment limit', () => {
  it('shows the characters left near the limit and stops at the limit', async () => {
    cleanup();
    renderForm(20);

    expect(screen.queryByText(/left$/)).toBeNull();

    await userEvent.fill(comment(), 'sixteen letters!');

    expect(screen.getByText('4 characters left')).toBeTruthy();

    await userEvent.click(comment());
    await userEvent.keyboard('{Home}abcdefg');

    expect(comment().value).toBe('abcdsixteen letters!');
    expect(screen.getByText('0 characters left')).toBeTruthy();
  });

  it('is announced when few characters are left and near the limit, but not at each key between', async () => {
    cleanup();
    renderForm(20);
    const counter = document.querySelector('.hf-counter')!;
    const announced: string[] = [];
    new MutationObserver(() => {
      if (counter.ariaLive === 'polite') announced.push(counter.textContent);
    }).observe(counter, { childList: true, subtree: true, characterData: true });

    await userEvent.click(comment());
    await userEvent.keyboard('123456789012345678901234');

    expect(announced).toEqual(['4 characters left', '2 characters left', '1 character left', '0 characters left']);

    await userEvent.keyboard('{Backspace}0');

    expect(announced.slice(4)).toEqual(['1 character left', '0 characters left']);
  });

  it('shows the number in another colour and with an icon when no character is left', async () => {
    cleanup();
    renderForm(20);
    const counter = document.querySelector('.hf-counter')!;
    await userEvent.fill(comment(), 'nineteen characters');
    const colour = getComputedStyle(counter).color;

    expect(counter.querySelector('svg')!.checkVisibility()).toBe(false);

    await userEvent.fill(comment(), 'all of 20 characters');

    expect(counter.querySelector('svg')!.checkVisibility()).toBe(true);
    expect(getComputedStyle(counter).color).not.toBe(colour);
  });
});

it('changes only the rating in the page when a star is pressed', async () => {
  const changed = new Set<string>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records)
      changed.add((target as Element).closest?.('fieldset, .hf-comment, button')?.className ?? '');
  });
  observer.observe(screen.getByRole('form'), { subtree: true, childList: true, attributes: true, characterData: true });
  await userEvent.click(radio('4 stars'));
  observer.disconnect();
  expect([...changed].filter((name) => name !== 'hf-rating')).toEqual([]);
});
