import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['Deze link werkt niet', 'Open hem opnieuw vanuit je bericht, of kopieer de hele link.'],
  expired: ['Deze link is verlopen', 'Heb je nog hulp nodig? Start dan een nieuwe chat met ons.'],
  used: ['Deze link is al gebruikt', 'We hebben je eerdere feedback ontvangen. Bedankt!'],
};
