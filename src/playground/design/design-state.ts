import { effect, signal } from '@preact/signals';
import type { Design } from './design.js';
import { readLink, writeLink } from './link.js';
import { simplify, type Theme } from './theme.js';

/** The design that the page's address carries. */
export const design = signal<Design>(readLink(location.hash));

export function update(change: Partial<Design>): void {
  design.value = { ...design.peek(), ...change };
}

export function updateTheme(change: Partial<Theme>): void {
  update({ theme: simplify({ ...design.peek().theme, ...change }) });
}

/** The address of a design. */
export function addressOf(wanted: Design): string {
  const fragment = writeLink(wanted);
  return fragment ? `#${fragment}` : location.pathname + location.search;
}

const WRITE_AFTER_MS = 200;

/** Keeps the page's address and the design the same, both ways. */
export function bindAddress(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  addEventListener('hashchange', () => {
    clearTimeout(timer);
    design.value = readLink(location.hash);
  });
  effect(() => {
    const address = addressOf(design.value);
    clearTimeout(timer);
    // Browsers allow only so many changes of the address while a slider moves.
    timer = setTimeout(() => {
      if (writeLink(readLink(location.hash)) !== writeLink(design.peek())) history.replaceState(null, '', address);
    }, WRITE_AFTER_MS);
  });
}
