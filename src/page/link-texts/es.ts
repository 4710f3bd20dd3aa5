import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['Este enlace no funciona', 'Ábrelo de nuevo desde tu mensaje o copia el enlace completo.'],
  expired: ['Este enlace ha caducado', 'Si todavía necesitas ayuda, inicia un nuevo chat con nosotros.'],
  used: ['Este enlace ya se ha usado', 'Hemos recibido tu opinión anterior. ¡Gracias!'],
};
