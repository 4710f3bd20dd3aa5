import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: [
    'Dieser Link funktioniert nicht',
    'Öffnen Sie ihn noch einmal aus Ihrer Nachricht, oder kopieren Sie den ganzen Link.',
  ],
  expired: ['Dieser Link ist abgelaufen', 'Wenn Sie noch Hilfe brauchen, beginnen Sie bitte einen neuen Chat mit uns.'],
  used: ['Dieser Link wurde schon verwendet', 'Wir haben Ihr früheres Feedback erhalten. Vielen Dank!'],
};
