import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['ಈ ಲಿಂಕ್ ಕೆಲಸ ಮಾಡುತ್ತಿಲ್ಲ', 'ನಿಮ್ಮ ಸಂದೇಶದಿಂದ ಅದನ್ನು ಮತ್ತೆ ತೆರೆಯಿರಿ, ಅಥವಾ ಪೂರ್ಣ ಲಿಂಕ್ ನಕಲಿಸಿ.'],
  expired: ['ಈ ಲಿಂಕ್‌ನ ಅವಧಿ ಮುಗಿದಿದೆ', 'ನಿಮಗೆ ಇನ್ನೂ ಸಹಾಯ ಬೇಕಿದ್ದರೆ, ನಮ್ಮೊಂದಿಗೆ ಹೊಸ ಚಾಟ್ ಪ್ರಾರಂಭಿಸಿ.'],
  used: ['ಈ ಲಿಂಕ್ ಅನ್ನು ಈಗಾಗಲೇ ಬಳಸಲಾಗಿದೆ', 'ನಿಮ್ಮ ಹಿಂದಿನ ಪ್ರತಿಕ್ರಿಯೆ ನಮಗೆ ತಲುಪಿದೆ. ಧನ್ಯವಾದಗಳು!'],
};
