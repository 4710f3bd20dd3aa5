import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['ఈ లింక్ పనిచేయడం లేదు', 'మీ సందేశం నుండి దాన్ని మళ్లీ తెరవండి, లేదా పూర్తి లింక్‌ను కాపీ చేయండి.'],
  expired: ['ఈ లింక్ గడువు ముగిసింది', 'మీకు ఇంకా సహాయం కావాలంటే, మాతో కొత్త చాట్ ప్రారంభించండి.'],
  used: ['ఈ లింక్ ఇప్పటికే ఉపయోగించబడింది', 'మీ మునుపటి అభిప్రాయం మాకు అందింది. ధన్యవాదాలు!'],
};
