import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['यह लिंक काम नहीं करता', 'इसे अपने संदेश से फिर से खोलें, या पूरा लिंक कॉपी करें।'],
  expired: ['इस लिंक की समय-सीमा समाप्त हो गई है', 'अगर आपको अब भी मदद चाहिए, तो हमारे साथ नई चैट शुरू करें।'],
  used: ['यह लिंक पहले ही इस्तेमाल हो चुका है', 'हमें आपका पिछला फ़ीडबैक मिल गया है। धन्यवाद!'],
};
