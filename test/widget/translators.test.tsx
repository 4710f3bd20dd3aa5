import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import de from '../../src/messages/de.js';
import { FeedbackForm } from '../../src/widget/FeedbackForm.js';
import { createTestModel, texts } from './world.js';

// A page translator puts its own elements in the place of text nodes. Preact still holds the old nodes, so a change of
// such a node is not shown.

let world: ReturnType<typeof createTestModel>;
let rerender: ReturnType<typeof render>['rerender'];
const form = (messages = texts.messages, locale = texts.locale) => (
  <FeedbackForm form={{ model: world.model, messages, locale, commentMaxLength: 20, id: 'hf' }} />
);

beforeEach(() => {
  world = createTestModel({ commentMaxLength: 20 });
  ({ rerender } = render(form()));
});
afterEach(cleanup);

/** Replaces every text by an element with a translation, as Google Translate does. */
function translatePage() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes: Node[] = [];
  while (walker.nextNode()) if (walker.currentNode.nodeValue!.trim()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const translation = document.createElement('font');
    translation.append(document.createElement('font'));
    translation.firstElementChild!.textContent = `«${node.nodeValue}»`;
    node.parentNode!.replaceChild(translation, node);
  }
}

const button = () => document.querySelector('.hf-submit')!;
const counter = () => document.querySelector('.hf-counter')!;

async function send() {
  await userEvent.click(screen.getByRole('radio', { name: '4 stars' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Yes' }));
  translatePage();
  await userEvent.click(button());
}

describe('a page translator', () => {
  it('leaves no old name on the button, whatever its state', async () => {
    await send();
    expect(button().textContent).toBe('Sending…');

    translatePage();
    await world.answer({ kind: 'rate-limited', retryAfter: 45 });
    await vi.waitFor(() => expect(button().textContent).toBe('Try again in 45 seconds'));

    translatePage();
    world.runTimers();
    await vi.waitFor(() => expect(button().textContent).toBe('Try again in 44 seconds'));
    translatePage();
    world.model.reset();
    await vi.waitFor(() => expect(button().textContent).toBe('Send feedback'));
  });

  it('leaves no old problem', async () => {
    await send();
    await world.answer({ kind: 'rejected' });
    await vi.waitFor(() => expect(screen.getByRole('alert').textContent).toBe('Your feedback was not accepted.'));

    translatePage();
    await userEvent.click(button());
    await vi.waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('leaves no old number of characters', async () => {
    await userEvent.fill(screen.getByRole('textbox'), 'eighteen letters..');
    expect(counter().textContent).toBe('2 characters left');
    translatePage();

    await userEvent.type(screen.getByRole('textbox'), '!');

    expect(counter().textContent).toBe('1 character left');
  });

  it('leaves no text of an earlier language', async () => {
    translatePage();

    rerender(form({ ...texts.messages, ...de }, 'de'));

    expect(document.body.textContent).not.toContain('«');
    expect(document.querySelector('.hf-title')!.textContent).toBe(de.title);
    expect([...document.querySelectorAll('.hf-word')].map((word) => word.textContent)).toEqual(de.ratingWords);
    expect([...document.querySelectorAll('.hf-choice')].map((choice) => choice.textContent)).toEqual([de.yes, de.no]);
  });
});
