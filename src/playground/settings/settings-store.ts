import { effect, signal } from '@preact/signals';
import { recordChange, redo, undo, withDefaults } from './history.js';
import { readLink, writeLink } from './link.js';
import type { Settings } from './settings.js';
import { type Theme, withoutDefaults } from './theme.js';

/** The current settings; at first those in the page's URL. */
export const settings = signal<Settings>(readLink(location.hash));

/** Changes some settings and keeps the others. */
export function updateSettings(change: Partial<Settings>): void {
  const before = settings.peek();
  settings.value = { ...before, ...change };
  recordChange(before, settings.peek());
}

/** Undoes the last change of the theme or of an option. */
export function undoChange(): void {
  settings.value = undo(settings.peek());
}

/** Restores the change that was undone last. */
export function redoChange(): void {
  settings.value = redo(settings.peek());
}

/** Sets the theme and all options to their defaults. This can be undone. */
export function resetSettings(): void {
  updateSettings(withDefaults(settings.peek()));
}

/** Changes some parts of the theme and keeps the others. */
export function updateTheme(change: Partial<Theme>): void {
  updateSettings({ theme: withoutDefaults({ ...settings.peek().theme, ...change }) });
}

/** Returns a relative URL that opens the playground with these settings. */
export function urlOf(wanted: Settings): string {
  const fragment = writeLink(wanted);
  return fragment ? `#${fragment}` : location.pathname + location.search;
}

const WRITE_DELAY_MS = 200;

/** Writes each change of the settings to the page's URL, and each change of the URL's fragment to the settings. */
export function syncWithUrl(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The fragment that the settings were last read from or written to. */
  let known = location.hash;
  addEventListener('hashchange', () => {
    clearTimeout(timer);
    known = location.hash;
    settings.value = readLink(location.hash);
  });
  effect(() => {
    const url = urlOf(settings.value);
    clearTimeout(timer);
    // A moving slider changes the settings often; browsers limit the rate of history.replaceState.
    timer = setTimeout(() => {
      // The visitor has followed a link, and the `hashchange` event is still to come.
      if (location.hash !== known) return;
      if (writeLink(readLink(location.hash)) !== writeLink(settings.peek())) history.replaceState(null, '', url);
      known = location.hash;
    }, WRITE_DELAY_MS);
  });
}
