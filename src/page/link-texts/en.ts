import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['This link does not work', 'Open it again from your message, or copy the whole link.'],
  expired: ['This link has expired', 'If you still need help, please start a new chat with us.'],
  used: ['This link was already used', 'We have your earlier feedback. Thank you!'],
};
