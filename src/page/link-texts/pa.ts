import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['ਇਹ ਲਿੰਕ ਕੰਮ ਨਹੀਂ ਕਰਦਾ', 'ਇਸਨੂੰ ਆਪਣੇ ਸੁਨੇਹੇ ਤੋਂ ਦੁਬਾਰਾ ਖੋਲ੍ਹੋ, ਜਾਂ ਪੂਰਾ ਲਿੰਕ ਕਾਪੀ ਕਰੋ।'],
  expired: ['ਇਸ ਲਿੰਕ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ', 'ਜੇ ਤੁਹਾਨੂੰ ਹਾਲੇ ਵੀ ਮਦਦ ਚਾਹੀਦੀ ਹੈ, ਤਾਂ ਸਾਡੇ ਨਾਲ ਨਵੀਂ ਚੈਟ ਸ਼ੁਰੂ ਕਰੋ।'],
  used: ['ਇਹ ਲਿੰਕ ਪਹਿਲਾਂ ਹੀ ਵਰਤਿਆ ਜਾ ਚੁੱਕਾ ਹੈ', 'ਸਾਨੂੰ ਤੁਹਾਡਾ ਪਿਛਲਾ ਫੀਡਬੈਕ ਮਿਲ ਗਿਆ ਹੈ। ਧੰਨਵਾਦ!'],
};
