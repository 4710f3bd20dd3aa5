import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Outcome } from '../../src/feedback/problem.js';
import { FeedbackForm } from '../../src/widget/FeedbackForm.js';
import '../../src/widget/style.css';
import { createTestModel, texts } from './world.js';

let form: ReturnType<typeof createTestModel>;

function show(commentMaxLength = 1000) {
  form = createTestModel({ commentMaxLength });
  render(
    <div class="hf">
      <FeedbackForm form={{ model: form.model, ...texts, commentMaxLength, id: 'hf' }} />
    </div>,
  );
}

const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const comment = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Tell us more (optional)' });
const button = (name = 'Send feedback') => screen.getByRole<HTMLButtonElement>('button', { name });

async function fill() {
  await userEvent.click(radio('4 stars'));
  await userEvent.click(radio('Yes'));
  await userEvent.fill(comment(), 'Good');
}

beforeEach(() => show());
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

  it('sends what was chosen and thanks for it, with the focus', async () => {
    await fill();
    await userEvent.click(button());
    expect(button('Sending…').ariaDisabled).toBe('true');
    await form.answer({ kind: 'recorded' });
    const thanks = await screen.findByText('Thank you for your feedback.');
    expect(form.sent).toEqual([{ authId: 'demo-user', businessId: 343, rating: 4, resolved: true, comment: 'Good' }]);
    expect(document.activeElement).toBe(thanks);
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('shows nothing chosen once it is reset, and what is chosen then', async () => {
    const lit = () => document.querySelectorAll('.hf-lit').length;
    await fill();
    expect([radio('4 stars').checked, radio('Yes').checked, lit()]).toEqual([true, true, 4]);

    form.model.reset();
    await vi.waitFor(() => expect(comment().value).toBe(''));
    expect(screen.getAllByRole<HTMLInputElement>('radio').filter((input) => input.checked)).toEqual([]);
    expect(lit()).toBe(0);

    await userEvent.click(radio('4 stars'));
    expect([form.model.rating.value, lit()]).toEqual([4, 4]);
  });

  it('sends once, however often the button is pressed', async () => {
    await fill();
    await userEvent.dblClick(button());
    await form.answer({ kind: 'recorded' });
    await screen.findByText('Thank you for your feedback.');
    expect(form.sent).toHaveLength(1);
  });

  it('says what is missing next to it, with the focus there, and sends nothing', async () => {
    let heard: string | null | undefined;
    screen.getByRole('group', { name: 'Rate your experience' }).addEventListener('focusin', (event) => {
      const group = (event.target as Element).closest('fieldset')!;
      heard = document.getElementById(group.getAttribute('aria-describedby')!)?.textContent;
    });
    await userEvent.click(button());
    await vi.waitFor(() => expect(document.activeElement).toBe(radio('1 star')));
    expect(heard).toBe('Please choose a rating.');
    expect(screen.getByText('Please choose yes or no.')).toBeTruthy();
    await userEvent.click(radio('2 stars'));
    expect(screen.queryByText('Please choose a rating.')).toBeNull();
    await userEvent.click(button());
    await vi.waitFor(() => expect(document.activeElement).toBe(radio('Yes')));
    expect(form.sent).toHaveLength(0);
  });

  test.each<[Outcome['kind'], string]>([
    ['duplicate', 'You have already shared your feedback in the last hour.'],
    ['no-conversation', 'We could not find a conversation to rate. Start a chat with us first, then come back.'],
    ['invalid-user', 'We could not recognise your account, so your feedback was not sent.'],
    ['unauthorized', 'Feedback is not set up correctly on this site, so yours was not sent.'],
    ['rejected', 'Your feedback was not accepted.'],
    ['rate-limited', 'Too many tries. Please wait a moment and try again.'],
  ])('says %s inline and keeps what was typed', async (kind, text) => {
    await fill();
    await userEvent.click(button());
    await form.answer({ kind } as Outcome);
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(text));
    expect(radio('4 stars').checked).toBe(true);
    expect(radio('Yes').checked).toBe(true);
    expect(comment().value).toBe('Good');
    expect(button()).toBeTruthy();
  });

  test.each<[Outcome['kind'], string]>([
    ['unreachable', 'We could not reach the feedback service. Your answers are kept; please try again.'],
    ['server-error', 'The feedback service had a problem. Your answers are kept; please try again.'],
  ])('waits after %s, to be tried again', async (kind, text) => {
    await fill();
    await userEvent.click(button());
    await form.answer({ kind } as Outcome);
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe(text));
    await userEvent.click(button('Try again'));
    await vi.waitFor(() => expect(form.sent).toHaveLength(2));
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  it('is not sent where the host says no', async () => {
    vi.mocked(form.listener.submit).mockReturnValue(false);
    await fill();
    await userEvent.click(button());
    expect(form.listener.submit).toHaveBeenCalledOnce();
    expect(button()).toBeTruthy();
    expect(form.sent).toHaveLength(0);
  });

  it('holds the answers still while they are sent', async () => {
    await fill();
    await userEvent.click(button());
    await userEvent.click(radio('1 star'));
    expect(radio('4 stars').checked).toBe(true);
    expect(radio('1 star').checked).toBe(false);
    expect(comment().readOnly).toBe(true);
  });
});

describe('with the keyboard alone', () => {
  it('goes from stars to yes and no, comment and button, and back', async () => {
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

  it('makes a new line with Enter and sends with Ctrl+Enter', async () => {
    await fill();
    await userEvent.click(comment());
    await userEvent.keyboard('{End}{Enter}again');
    expect(comment().value).toBe('Good\nagain');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await vi.waitFor(() => expect(form.sent).toHaveLength(1));
  });
});

describe('the limit of the comment', () => {
  it('is told when it is near, and is kept', async () => {
    cleanup();
    show(20);
    expect(screen.queryByText(/left$/)).toBeNull();
    await userEvent.fill(comment(), 'sixteen letters!');
    expect(screen.getByText('4 characters left')).toBeTruthy();
    expect(document.getElementById(comment().getAttribute('aria-describedby')!)?.textContent).toBe('4 characters left');
    await userEvent.click(comment());
    await userEvent.keyboard('{Home}abcdefg');
    expect(comment().value).toBe('abcdsixteen letters!');
    expect(screen.getByText('0 characters left')).toBeTruthy();
  });
});

it('renders again only what a press changes', async () => {
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
