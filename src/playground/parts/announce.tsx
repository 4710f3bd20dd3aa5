import { signal } from '@preact/signals';

const announcement = signal('');

/** Says something to those who cannot see what has changed. */
export function announce(text: string): void {
  // The same words again would not be read out, so that the region is emptied in between.
  announcement.value = '';
  setTimeout(() => {
    announcement.value = text;
  }, 50);
}

/** The one live region that announcements are read out from. */
export function Announcer() {
  return (
    <p class="visually-hidden" role="status">
      {announcement.value}
    </p>
  );
}
