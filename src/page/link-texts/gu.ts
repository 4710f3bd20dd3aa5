import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['આ લિંક કામ કરતી નથી', 'તેને તમારા સંદેશમાંથી ફરી ખોલો, અથવા આખી લિંક કૉપિ કરો.'],
  expired: ['આ લિંકની મુદત પૂરી થઈ ગઈ છે', 'જો તમને હજુ મદદ જોઈતી હોય, તો અમારી સાથે નવી ચેટ શરૂ કરો.'],
  used: ['આ લિંકનો ઉપયોગ થઈ ચૂક્યો છે', 'અમને તમારો અગાઉનો પ્રતિસાદ મળી ગયો છે. આભાર!'],
};
