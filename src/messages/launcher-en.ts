import type { Messages } from './messages.js';

/** The English texts that are needed before the form is fetched. */
export const launcherEn = {
  unavailable: 'Feedback is not available right now.',
  retry: 'Try again',
  open: 'Give feedback',
} satisfies Partial<Messages>;
