import { cleanup, render, screen } from '@testing-library/preact';
import { options } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FeedbackForm } from '../../src/widget/FeedbackForm.js';
import { createTestModel, texts } from './world.js';

/** The parts of the form that were rendered since this array was emptied. */
let rendered: string[];
const { diffed } = options;

beforeEach(() => {
  const { model } = createTestModel({ commentMaxLength: 1000 });
  rendered = [];
  options.diffed = (vnode) => {
    const { part } = vnode.props as { part?: string };
    if (part && part !== 'star') rendered.push(part);
    diffed?.(vnode);
  };
  render(<FeedbackForm form={{ model, ...texts, commentMaxLength: 1000, id: 'hf' }} />);
});
afterEach(() => {
  cleanup();
  if (diffed) options.diffed = diffed;
  else delete options.diffed;
});

it('renders nothing again when a question is answered, and only the comment when text is typed', async () => {
  expect(rendered.toSorted()).toEqual(['comment', 'form', 'rating', 'resolved', 'submit', 'title']);

  rendered = [];
  await userEvent.click(screen.getByRole('radio', { name: '4 stars' }));
  expect(rendered).toEqual([]);

  rendered = [];
  await userEvent.click(screen.getByRole('radio', { name: '2 stars' }));
  expect(rendered).toEqual([]);

  rendered = [];
  await userEvent.click(screen.getByRole('radio', { name: 'Yes' }));
  expect(rendered).toEqual([]);

  rendered = [];
  await userEvent.type(screen.getByRole('textbox'), 'Hm');
  expect(rendered).toEqual(['comment', 'comment']);
});
