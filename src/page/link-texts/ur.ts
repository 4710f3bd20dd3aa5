import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['یہ لنک کام نہیں کرتا', 'اسے اپنے پیغام سے دوبارہ کھولیں، یا پورا لنک کاپی کریں۔'],
  expired: ['اس لنک کی میعاد ختم ہو گئی ہے', 'اگر آپ کو اب بھی مدد چاہیے تو ہمارے ساتھ نئی چیٹ شروع کریں۔'],
  used: ['یہ لنک پہلے ہی استعمال ہو چکا ہے', 'ہمیں آپ کی پچھلی رائے مل گئی ہے۔ شکریہ!'],
};
