import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['Ce lien ne fonctionne pas', 'Ouvrez-le à nouveau depuis votre message, ou copiez le lien en entier.'],
  expired: ['Ce lien a expiré', 'Si vous avez encore besoin d’aide, démarrez une nouvelle discussion avec nous.'],
  used: ['Ce lien a déjà été utilisé', 'Nous avons bien reçu votre avis précédent. Merci !'],
};
