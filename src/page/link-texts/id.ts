import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['Tautan ini tidak berfungsi', 'Buka lagi dari pesan Anda, atau salin seluruh tautan.'],
  expired: ['Tautan ini sudah kedaluwarsa', 'Jika masih memerlukan bantuan, silakan mulai obrolan baru dengan kami.'],
  used: ['Tautan ini sudah digunakan', 'Kami sudah menerima masukan Anda sebelumnya. Terima kasih!'],
};
