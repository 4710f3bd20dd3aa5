/** Why a link cannot be used. */
export type LinkProblem = 'invalid' | 'expired' | 'used';

/** What the page says about each problem: what is wrong, and what to do. */
type LinkTexts = Record<LinkProblem, readonly [title: string, detail: string]>;

/** The texts about links that cannot be used, by language. */
export const LINK_TEXTS: Record<string, LinkTexts> & { en: LinkTexts } = {
  en: {
    invalid: ['This link does not work', 'Open it again from your message, or copy the whole link.'],
    expired: ['This link has expired', 'If you still need help, please start a new chat with us.'],
    used: ['This link was already used', 'We have your feedback. Thank you!'],
  },
  hi: {
    invalid: ['यह लिंक काम नहीं करता', 'इसे अपने संदेश से फिर से खोलें, या पूरा लिंक कॉपी करें।'],
    expired: ['इस लिंक की समय-सीमा समाप्त हो गई है', 'अगर आपको अब भी मदद चाहिए, तो हमारे साथ नई चैट शुरू करें।'],
    used: ['यह लिंक पहले ही इस्तेमाल हो चुका है', 'हमें आपका फ़ीडबैक मिल गया है। धन्यवाद!'],
  },
  bn: {
    invalid: ['এই লিংকটি কাজ করে না', 'আপনার বার্তা থেকে এটি আবার খুলুন, অথবা পুরো লিংকটি কপি করুন।'],
    expired: ['এই লিংকের মেয়াদ শেষ হয়ে গেছে', 'আপনার এখনও সাহায্য দরকার হলে আমাদের সাথে নতুন চ্যাট শুরু করুন।'],
    used: ['এই লিংকটি আগেই ব্যবহার করা হয়েছে', 'আমরা আপনার মতামত পেয়েছি। ধন্যবাদ!'],
  },
  ta: {
    invalid: ['இந்த இணைப்பு வேலை செய்யவில்லை', 'உங்கள் செய்தியிலிருந்து மீண்டும் திறக்கவும், அல்லது முழு இணைப்பையும் நகலெடுக்கவும்.'],
    expired: ['இந்த இணைப்பு காலாவதியாகிவிட்டது', 'இன்னும் உதவி தேவையெனில், எங்களுடன் புதிய உரையாடலைத் தொடங்கவும்.'],
    used: ['இந்த இணைப்பு ஏற்கெனவே பயன்படுத்தப்பட்டது', 'உங்கள் கருத்து எங்களுக்குக் கிடைத்தது. நன்றி!'],
  },
  te: {
    invalid: ['ఈ లింక్ పనిచేయడం లేదు', 'మీ సందేశం నుండి దాన్ని మళ్లీ తెరవండి, లేదా పూర్తి లింక్‌ను కాపీ చేయండి.'],
    expired: ['ఈ లింక్ గడువు ముగిసింది', 'మీకు ఇంకా సహాయం కావాలంటే, మాతో కొత్త చాట్ ప్రారంభించండి.'],
    used: ['ఈ లింక్ ఇప్పటికే ఉపయోగించబడింది', 'మీ అభిప్రాయం మాకు అందింది. ధన్యవాదాలు!'],
  },
  mr: {
    invalid: ['ही लिंक चालत नाही', 'ती तुमच्या संदेशातून पुन्हा उघडा, किंवा पूर्ण लिंक कॉपी करा.'],
    expired: ['या लिंकची मुदत संपली आहे', 'तुम्हाला अजूनही मदत हवी असल्यास आमच्याशी नवीन चॅट सुरू करा.'],
    used: ['ही लिंक आधीच वापरली गेली आहे', 'तुमचा अभिप्राय आम्हाला मिळाला आहे. धन्यवाद!'],
  },
  gu: {
    invalid: ['આ લિંક કામ કરતી નથી', 'તેને તમારા સંદેશમાંથી ફરી ખોલો, અથવા આખી લિંક કૉપિ કરો.'],
    expired: ['આ લિંકની મુદત પૂરી થઈ ગઈ છે', 'જો તમને હજુ મદદ જોઈતી હોય, તો અમારી સાથે નવી ચેટ શરૂ કરો.'],
    used: ['આ લિંકનો ઉપયોગ થઈ ચૂક્યો છે', 'અમને તમારો પ્રતિસાદ મળી ગયો છે. આભાર!'],
  },
  kn: {
    invalid: ['ಈ ಲಿಂಕ್ ಕೆಲಸ ಮಾಡುತ್ತಿಲ್ಲ', 'ನಿಮ್ಮ ಸಂದೇಶದಿಂದ ಅದನ್ನು ಮತ್ತೆ ತೆರೆಯಿರಿ, ಅಥವಾ ಪೂರ್ಣ ಲಿಂಕ್ ನಕಲಿಸಿ.'],
    expired: ['ಈ ಲಿಂಕ್‌ನ ಅವಧಿ ಮುಗಿದಿದೆ', 'ನಿಮಗೆ ಇನ್ನೂ ಸಹಾಯ ಬೇಕಿದ್ದರೆ, ನಮ್ಮೊಂದಿಗೆ ಹೊಸ ಚಾಟ್ ಪ್ರಾರಂಭಿಸಿ.'],
    used: ['ಈ ಲಿಂಕ್ ಅನ್ನು ಈಗಾಗಲೇ ಬಳಸಲಾಗಿದೆ', 'ನಿಮ್ಮ ಪ್ರತಿಕ್ರಿಯೆ ನಮಗೆ ತಲುಪಿದೆ. ಧನ್ಯವಾದಗಳು!'],
  },
  ml: {
    invalid: ['ഈ ലിങ്ക് പ്രവർത്തിക്കുന്നില്ല', 'നിങ്ങളുടെ സന്ദേശത്തിൽ നിന്ന് വീണ്ടും തുറക്കുക, അല്ലെങ്കിൽ മുഴുവൻ ലിങ്കും പകർത്തുക.'],
    expired: ['ഈ ലിങ്കിന്റെ കാലാവധി കഴിഞ്ഞു', 'ഇനിയും സഹായം വേണമെങ്കിൽ ഞങ്ങളുമായി പുതിയ ചാറ്റ് ആരംഭിക്കുക.'],
    used: ['ഈ ലിങ്ക് ഇതിനകം ഉപയോഗിച്ചു', 'നിങ്ങളുടെ അഭിപ്രായം ഞങ്ങൾക്ക് ലഭിച്ചു. നന്ദി!'],
  },
  pa: {
    invalid: ['ਇਹ ਲਿੰਕ ਕੰਮ ਨਹੀਂ ਕਰਦਾ', 'ਇਸਨੂੰ ਆਪਣੇ ਸੁਨੇਹੇ ਤੋਂ ਦੁਬਾਰਾ ਖੋਲ੍ਹੋ, ਜਾਂ ਪੂਰਾ ਲਿੰਕ ਕਾਪੀ ਕਰੋ।'],
    expired: ['ਇਸ ਲਿੰਕ ਦੀ ਮਿਆਦ ਪੁੱਗ ਗਈ ਹੈ', 'ਜੇ ਤੁਹਾਨੂੰ ਹਾਲੇ ਵੀ ਮਦਦ ਚਾਹੀਦੀ ਹੈ, ਤਾਂ ਸਾਡੇ ਨਾਲ ਨਵੀਂ ਚੈਟ ਸ਼ੁਰੂ ਕਰੋ।'],
    used: ['ਇਹ ਲਿੰਕ ਪਹਿਲਾਂ ਹੀ ਵਰਤਿਆ ਜਾ ਚੁੱਕਾ ਹੈ', 'ਸਾਨੂੰ ਤੁਹਾਡਾ ਫੀਡਬੈਕ ਮਿਲ ਗਿਆ ਹੈ। ਧੰਨਵਾਦ!'],
  },
  ur: {
    invalid: ['یہ لنک کام نہیں کرتا', 'اسے اپنے پیغام سے دوبارہ کھولیں، یا پورا لنک کاپی کریں۔'],
    expired: ['اس لنک کی میعاد ختم ہو گئی ہے', 'اگر آپ کو اب بھی مدد چاہیے تو ہمارے ساتھ نئی چیٹ شروع کریں۔'],
    used: ['یہ لنک پہلے ہی استعمال ہو چکا ہے', 'ہمیں آپ کی رائے مل گئی ہے۔ شکریہ!'],
  },
  ar: {
    invalid: ['هذا الرابط لا يعمل', 'افتحه مجددًا من رسالتك، أو انسخ الرابط كاملًا.'],
    expired: ['انتهت صلاحية هذا الرابط', 'إذا كنت لا تزال بحاجة إلى مساعدة، فابدأ محادثة جديدة معنا.'],
    used: ['سبق استخدام هذا الرابط', 'وصلتنا ملاحظاتك. شكرًا لك!'],
  },
  id: {
    invalid: ['Tautan ini tidak berfungsi', 'Buka lagi dari pesan Anda, atau salin seluruh tautan.'],
    expired: ['Tautan ini sudah kedaluwarsa', 'Jika masih memerlukan bantuan, silakan mulai obrolan baru dengan kami.'],
    used: ['Tautan ini sudah digunakan', 'Kami sudah menerima masukan Anda. Terima kasih!'],
  },
  es: {
    invalid: ['Este enlace no funciona', 'Ábrelo de nuevo desde tu mensaje o copia el enlace completo.'],
    expired: ['Este enlace ha caducado', 'Si todavía necesitas ayuda, inicia un nuevo chat con nosotros.'],
    used: ['Este enlace ya se ha usado', 'Hemos recibido tu opinión. ¡Gracias!'],
  },
  pt: {
    invalid: ['Este link não funciona', 'Abra-o novamente pela sua mensagem ou copie o link inteiro.'],
    expired: ['Este link expirou', 'Se ainda precisar de ajuda, inicie um novo chat conosco.'],
    used: ['Este link já foi usado', 'Recebemos sua avaliação. Obrigado!'],
  },
  fr: {
    invalid: ['Ce lien ne fonctionne pas', 'Ouvrez-le à nouveau depuis votre message, ou copiez le lien en entier.'],
    expired: ['Ce lien a expiré', 'Si vous avez encore besoin d’aide, démarrez une nouvelle discussion avec nous.'],
    used: ['Ce lien a déjà été utilisé', 'Nous avons bien reçu votre avis. Merci !'],
  },
  de: {
    invalid: [
      'Dieser Link funktioniert nicht',
      'Öffnen Sie ihn noch einmal aus Ihrer Nachricht, oder kopieren Sie den ganzen Link.',
    ],
    expired: [
      'Dieser Link ist abgelaufen',
      'Wenn Sie noch Hilfe brauchen, beginnen Sie bitte einen neuen Chat mit uns.',
    ],
    used: ['Dieser Link wurde schon verwendet', 'Wir haben Ihr Feedback erhalten. Vielen Dank!'],
  },
  nl: {
    invalid: ['Deze link werkt niet', 'Open hem opnieuw vanuit je bericht, of kopieer de hele link.'],
    expired: ['Deze link is verlopen', 'Heb je nog hulp nodig? Start dan een nieuwe chat met ons.'],
    used: ['Deze link is al gebruikt', 'We hebben je feedback ontvangen. Bedankt!'],
  },
};
