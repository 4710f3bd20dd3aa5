import { hydrate, render } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FeedbackWidget, type FeedbackWidgetProps } from '../../src/embed/package/FeedbackWidget.js';
import { keysOf } from '../../src/memory/memory.js';
import { scopeOf } from '../../src/memory/scope.js';
import '../../src/widget/style.css';

const OPTIONS = { relayUrl: 'https://relay.invalid/feedback', businessId: 343, authId: 'demo-user', locale: 'en' };
const draftKey = (authId = OPTIONS.authId) => keysOf(scopeOf(OPTIONS.relayUrl, authId)).draft;

let container: HTMLElement;

beforeEach(() => {
  container = document.createElement('div');
  container.innerHTML = renderToString(<FeedbackWidget {...OPTIONS} />);
  document.body.append(container);
});

afterEach(() => {
  render(null, container);
  container.remove();
  sessionStorage.clear();
  localStorage.clear();
});

const radio = (value: string) => container.querySelector<HTMLInputElement>(`input[value="${value}"]`)!;
const comment = () => container.querySelector('textarea')!;
const show = (options: Partial<FeedbackWidgetProps> = {}) =>
  hydrate(<FeedbackWidget {...OPTIONS} {...options} />, container);
const readDraft = (authId?: string) => JSON.parse(sessionStorage.getItem(draftKey(authId)) ?? 'null') as unknown;
const litStars = () => container.querySelectorAll('.hf-lit').length;

describe('a form that a server has rendered', () => {
  it('keeps what was answered before hydration, and stores it as the draft', async () => {
    await userEvent.click(radio('4'));
    await userEvent.click(radio('false'));
    await userEvent.fill(comment(), 'Too slow');

    show();

    expect([radio('4').checked, radio('false').checked, comment().value]).toEqual([true, true, 'Too slow']);
    expect(litStars()).toBe(4);
    expect(readDraft()).toEqual({ rating: 4, resolved: false, comment: 'Too slow' });
  });

  it('sends what was answered before hydration', async () => {
    const onSubmit = vi.fn((_detail: object) => false);
    await userEvent.click(radio('2'));
    await userEvent.click(radio('true'));
    await userEvent.fill(comment(), 'Early');
    show({ onSubmit });

    await userEvent.click(container.querySelector('[type=submit]')!);

    expect(onSubmit).toHaveBeenCalledWith({
      feedback: { authId: 'demo-user', businessId: 343, rating: 2, resolved: true, comment: 'Early' },
    });
  });

  it('keeps its elements, the focus, the caret and the selection', async () => {
    const nodes = [...container.querySelectorAll('*')];
    await userEvent.fill(comment(), 'one two three');
    comment().setSelectionRange(4, 7, 'backward');
    const focus = vi.spyOn(HTMLElement.prototype, 'focus');

    show();

    const { selectionStart, selectionEnd, selectionDirection } = comment();
    expect([...container.querySelectorAll('*')]).toEqual(nodes);
    expect(document.activeElement).toBe(comment());
    expect([selectionStart, selectionEnd, selectionDirection]).toEqual([4, 7, 'backward']);
    expect(focus).not.toHaveBeenCalled();
    focus.mockRestore();
  });

  it('writes nothing into the text area, which would restart the composition of an input method', async () => {
    await userEvent.fill(comment(), 'नम');
    const write = vi.spyOn(HTMLTextAreaElement.prototype, 'value', 'set');

    show();

    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });

  it('fills in from the draft what was not answered before hydration', async () => {
    sessionStorage.setItem(draftKey(), JSON.stringify({ rating: 1, resolved: true, comment: 'Draft' }));
    await userEvent.click(radio('5'));

    show();

    expect([radio('5').checked, radio('true').checked, comment().value]).toEqual([true, true, 'Draft']);
    expect(readDraft()).toEqual({ rating: 5, resolved: true, comment: 'Draft' });
  });

  it('shortens a long comment to the limit', async () => {
    await userEvent.fill(comment(), 'x'.repeat(30));

    show({ commentMaxLength: 20 });

    expect(comment().value).toBe('x'.repeat(20));
  });

  it('keeps the answers when the texts change to the language of the page', async () => {
    await userEvent.click(radio('3'));

    show({ locale: 'de' });

    await vi.waitFor(() => expect(container.querySelector('.hf')?.getAttribute('lang')).toBe('de'));
    expect(radio('3').checked).toBe(true);
  });

  it('shows and stores none of the answers for the next visitor', async () => {
    await userEvent.click(radio('4'));
    await userEvent.fill(comment(), 'Of the first visitor');
    show();

    render(<FeedbackWidget {...OPTIONS} authId="other-user" />, container);

    await vi.waitFor(() => expect(comment().value).toBe(''));
    expect(radio('4').checked).toBe(false);
    expect(readDraft('other-user')).toBeNull();
  });

  it('does not reload the page when Send is pressed before hydration', async () => {
    const address = location.href;
    await userEvent.click(radio('4'));

    await userEvent.click(container.querySelector('[type=submit]')!);

    show();
    expect(location.href).toBe(address);
    expect(radio('4').checked).toBe(true);
  });
});
