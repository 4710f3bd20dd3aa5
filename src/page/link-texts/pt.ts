import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['Este link não funciona', 'Abra-o novamente pela sua mensagem ou copie o link inteiro.'],
  expired: ['Este link expirou', 'Se ainda precisar de ajuda, inicie um novo chat conosco.'],
  used: ['Este link já foi usado', 'Recebemos sua avaliação anterior. Obrigado!'],
};
