import { signal } from '@preact/signals';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { Model } from '../../src/feedback/model.js';
import { Thanks, type ThanksProps } from '../../src/widget/Thanks.js';
import { texts } from './world.js';

const HALF_PAST_TWO = new Date(2026, 0, 1, 14, 30).getTime();

/** Renders the thanks, and returns their notice. */
function renderThanks(
  status: 'sent' | 'shared',
  { isSharedEarlier = false, takesFocus = false, height, closePanel }: Partial<ThanksProps> & Options = {},
) {
  const model = {
    status: signal(status),
    sharedUntil: signal(HALF_PAST_TWO),
    isSharedEarlier: signal(isSharedEarlier),
  } as unknown as Model;
  const form = { model, ...texts, commentMaxLength: 1000, id: 'hf', closePanel };
  render(<Thanks form={form} takesFocus={takesFocus} height={height} />);
  return document.querySelector<HTMLElement>('.hf-thanks')!;
}

interface Options {
  isSharedEarlier?: boolean;
  closePanel?: () => void;
}

const liveOf = (notice: Element) => [notice.getAttribute('role'), notice.getAttribute('aria-live')];

afterEach(cleanup);

describe('the thanks', () => {
  it('are an alert, also without the focus', () => {
    const notice = renderThanks('sent');

    expect(liveOf(notice)).toEqual(['alert', null]);
    expect(document.activeElement).toBe(document.body);
  });

  it('take the focus from the form, but are no stop of the Tab key', () => {
    const notice = renderThanks('sent', { takesFocus: true });

    expect(document.activeElement).toBe(notice);
    expect(notice.tabIndex).toBe(-1);
  });

  it('keep the height of the form on the page', () => {
    expect(renderThanks('sent', { height: 321 }).style.minBlockSize).toBe('321px');
  });

  it('keep no height in a panel', () => {
    expect(renderThanks('sent', { height: 321, closePanel: () => {} }).style.minBlockSize).toBe('');
  });
});

describe('feedback that was shared elsewhere', () => {
  it('is announced without an interruption, with the time until which it counts', () => {
    const notice = renderThanks('shared');

    expect(notice.textContent).toMatch(/after 2:30\sPM\.$/);
    expect(liveOf(notice)).toEqual([null, 'polite']);
  });

  it('keeps no height', () => {
    expect(renderThanks('shared', { height: 321 }).style.minBlockSize).toBe('');
  });

  it('is read with the page when it was shared before the page was opened', () => {
    expect(liveOf(renderThanks('shared', { isSharedEarlier: true }))).toEqual([null, null]);
  });

  it('is an alert when the form had the focus', () => {
    expect(liveOf(renderThanks('shared', { takesFocus: true }))).toEqual(['alert', null]);
  });
});
