import { signal } from '@preact/signals';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refWithCleanup } from '../../src/widget/ref-with-cleanup.js';
import { createSignalComponent } from '../../src/widget/signal-component.js';

describe('a component that follows signals', () => {
  const count = signal(1);
  let renders = 0;
  const Counter = createSignalComponent(({ unit }: { unit: string }) => {
    renders++;
    return `${count.value} ${unit}`;
  });

  beforeEach(() => {
    count.value = 1;
    renders = 0;
  });
  afterEach(cleanup);

  it('renders again when a signal changes', async () => {
    const { container } = render(<Counter unit="stars" />);

    count.value = 2;

    await vi.waitFor(() => expect(container.textContent).toBe('2 stars'));
  });

  it('renders again for other properties only', () => {
    const { container, rerender } = render(<Counter unit="stars" />);

    rerender(<Counter unit="stars" />);
    expect(renders).toBe(1);

    rerender(<Counter unit="points" />);
    expect(container.textContent).toBe('1 points');
  });

  it('follows no signal when it has left the page', () => {
    const { unmount } = render(<Counter unit="stars" />);
    unmount();

    const update = vi.spyOn(Counter.prototype, 'forceUpdate');
    count.value = 2;

    expect(update).not.toHaveBeenCalled();
    update.mockRestore();
  });
});

describe('a ref with a clean-up', () => {
  it('cleans up when it is called with null, as Preact 10.19 does', () => {
    const cleanUp = vi.fn();
    const onMount = vi.fn(() => cleanUp);
    const ref = refWithCleanup(onMount);

    ref('node');
    expect(cleanUp).not.toHaveBeenCalled();

    ref(null);
    expect(cleanUp).toHaveBeenCalledOnce();
    expect(onMount).toHaveBeenCalledOnce();
  });

  it('returns what Preact 11 calls', () => {
    const cleanUp = () => {};

    expect(refWithCleanup(() => cleanUp)('node')).toBe(cleanUp);
  });

  it('does nothing for an element that never was on the page', () => {
    const onMount = vi.fn();

    refWithCleanup(onMount)(null);

    expect(onMount).not.toHaveBeenCalled();
  });
});
