import type { LinkTexts } from './link-texts.js';

/** The texts about links that cannot be used. */
export const linkTexts: LinkTexts = {
  invalid: ['هذا الرابط لا يعمل', 'افتحه مجددًا من رسالتك، أو انسخ الرابط كاملًا.'],
  expired: ['انتهت صلاحية هذا الرابط', 'إذا كنت لا تزال بحاجة إلى مساعدة، فابدأ محادثة جديدة معنا.'],
  used: ['سبق استخدام هذا الرابط', 'وصلتنا ملاحظاتك السابقة. شكرًا لك!'],
};
