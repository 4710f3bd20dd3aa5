import { signal } from '@preact/signals';

const announcement = signal('');

/** Announces a text to screen readers. */
export function announce(text: string): void {
  // A screen reader ignores a live region whose text stays the same, so the region is emptied first.
  announcement.value = '';
  setTimeout(() => {
    announcement.value = text;
  }, 50);
}

/** Renders the live region that `announce` writes to. */
export function Announcer() {
  return (
    <p class="visually-hidden" role="status">
      {announcement.value}
    </p>
  );
}
