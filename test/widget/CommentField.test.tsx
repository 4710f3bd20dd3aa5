import { signal } from '@preact/signals';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Model } from '../../src/feedback/model.js';
import { CommentField } from '../../src/widget/CommentField.js';
import { createTestModel, texts } from './world.js';

const FAMILY = '👩‍👩‍👧';

/** Renders the field in a form, and returns its model and how often its button was pressed. */
function renderField(commentMaxLength = 20, changes: Partial<Model> = {}) {
  const model = { ...createTestModel({ commentMaxLength }).model, ...changes };
  const press = vi.fn((event: Event) => event.preventDefault());
  render(
    <form>
      <CommentField form={{ model, ...texts, commentMaxLength, id: 'hf' }} />
      <button type="submit" onClick={press}>
        Send
      </button>
    </form>,
  );
  return { model, press };
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');
const counter = () => document.querySelector('.hf-counter')!;

/** Changes the text as a browser does, and tells the field. */
function type(text: string, { caret = text.length, isComposing = false } = {}) {
  field().value = text;
  field().setSelectionRange(caret, caret);
  field().dispatchEvent(new InputEvent('input', { bubbles: true, isComposing }));
}

/** Presses a key, and returns whether the browser does what it does by default. */
const pressKey = (key: string, options: KeyboardEventInit = {}) =>
  field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));

afterEach(cleanup);

describe('the text area', () => {
  it('follows the model', () => {
    const { model } = renderField();

    model.setComment('Good', 4);

    expect(field().value).toBe('Good');
  });

  it('gives its text to the model', () => {
    const { model } = renderField();

    type('Good');

    expect(model.comment.value).toBe('Good');
  });

  it('is three lines high, takes the direction of its text, and can be changed', () => {
    renderField();

    expect([field().name, field().rows, field().dir, field().readOnly]).toEqual(['comment', 3, 'auto', false]);
  });

  it('puts the caret after what it has taken of a paste', () => {
    renderField(5);
    type('[]');

    type('[abcdef]', { caret: 7 });

    expect([field().value, field().selectionStart, field().selectionEnd]).toEqual(['[abc]', 4, 4]);
  });

  it('leaves the caret where it is when everything fits', () => {
    renderField();

    type('Good', { caret: 2 });

    expect(field().selectionStart).toBe(2);
  });
});

describe('an input method', () => {
  it('may exceed the limit until its composition ends', () => {
    const { model } = renderField(5);
    type('namas', { isComposing: true });
    type('namaste', { isComposing: true });

    expect([field().value, model.comment.value]).toEqual(['namaste', 'namas']);

    field().dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));

    expect([field().value, model.comment.value]).toEqual(['namas', 'namas']);
  });

  it('gives a text within the limit to the model at once', () => {
    const { model } = renderField();

    type('nama', { isComposing: true });

    expect(model.comment.value).toBe('nama');
  });
});

describe('the Enter key', () => {
  it.each(['ctrlKey', 'metaKey'])('presses the button with %s, and adds no line', (modifier) => {
    const { press } = renderField();

    const isDefault = pressKey('Enter', { [modifier]: true });

    expect(press).toHaveBeenCalledOnce();
    expect(isDefault).toBe(false);
  });

  it.each([
    ['alone', 'Enter', {}],
    ['with Shift', 'Enter', { shiftKey: true }],
    ['while an input method composes', 'Enter', { ctrlKey: true, isComposing: true }],
    ['when it is another key', 'a', { ctrlKey: true }],
  ])('presses nothing %s', (_case, key, options) => {
    const { press } = renderField();

    const isDefault = pressKey(key, options);

    expect(press).not.toHaveBeenCalled();
    expect(isDefault).toBe(true);
  });

  it('does nothing outside a form', () => {
    const { model } = createTestModel();
    const onError = vi.fn();
    addEventListener('error', onError);
    render(<CommentField form={{ model, ...texts, commentMaxLength: 20, id: 'hf' }} />);

    pressKey('Enter', { ctrlKey: true });

    expect(onError).not.toHaveBeenCalled();
    removeEventListener('error', onError);
  });
});

describe('the number of characters left', () => {
  it.each([
    [1000, 'x'.repeat(899), ''],
    [1000, 'x'.repeat(900), '100 characters left'],
    [20, 'x'.repeat(15), ''],
    [20, 'x'.repeat(16), '4 characters left'],
    [20, FAMILY.repeat(16), '4 characters left'],
    [20, '👍'.repeat(16), '4 characters left'],
    [10_000, FAMILY.repeat(1240), '80 characters left'],
  ])('with a limit of %d is shown near it only', async (limit, text, shown) => {
    renderField(limit);

    type(text);

    await vi.waitFor(() => expect(counter().textContent).toBe(shown));
    expect(counter().querySelectorAll('svg')).toHaveLength(shown ? 1 : 0);
    expect(counter().getAttribute('part')).toBe(shown ? 'counter' : null);
  });

  it('is marked when none is left', async () => {
    renderField();
    type('x'.repeat(19));
    await vi.waitFor(() => expect(counter().textContent).toBe('1 character left'));

    expect(counter().className).toBe('hf-counter');

    type('x'.repeat(20));

    await vi.waitFor(() => expect(counter().className).toBe('hf-counter hf-missing'));
  });

  it.each([
    ['before it appears', 15, 'polite'],
    ['when it appears', 16, 'polite'],
    ['at two', 18, 'polite'],
    ['at one', 19, 'polite'],
    ['not between', 17, 'off'],
  ])('is announced %s', async (_when, length, live) => {
    const left = 20 - length + 1;
    renderField();
    type('x'.repeat(length - 1));
    await vi.waitFor(() => expect(counter().textContent).toBe(left > 4 ? '' : `${left} characters left`));

    type('x'.repeat(length));

    expect(counter().ariaLive).toBe(live);
  });

  it('is another text each time when input is refused, so that it is announced again', async () => {
    const refusedInputs = signal(0);
    renderField(20, { refusedInputs });
    type('x'.repeat(20));
    await vi.waitFor(() => expect(counter().textContent).toBe('0 characters left'));

    refusedInputs.value = 1;
    await vi.waitFor(() => expect(counter().textContent).toBe('0 characters left\u00a0'));

    refusedInputs.value = 2;
    await vi.waitFor(() => expect(counter().textContent).toBe('0 characters left'));
  });
});
