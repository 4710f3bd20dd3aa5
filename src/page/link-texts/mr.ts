import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['ही लिंक चालत नाही', 'ती तुमच्या संदेशातून पुन्हा उघडा, किंवा पूर्ण लिंक कॉपी करा.'],
  expired: ['या लिंकची मुदत संपली आहे', 'तुम्हाला अजूनही मदत हवी असल्यास आमच्याशी नवीन चॅट सुरू करा.'],
  used: ['ही लिंक आधीच वापरली गेली आहे', 'तुमचा आधीचा अभिप्राय आम्हाला मिळाला आहे. धन्यवाद!'],
};
