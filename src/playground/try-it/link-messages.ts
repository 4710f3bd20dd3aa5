import en from '../../messages/en.js';
import type { LocaleModule } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';

const LOCALE_FILES = import.meta.glob<LocaleModule>(['../../messages/??.ts', '!../../messages/en.ts']);

/** Loads the widget's texts in a locale; English when there are none. */
export async function loadMessages(locale: string): Promise<Messages> {
  const load = LOCALE_FILES[`../../messages/${locale}.ts`];
  return load ? (await load()).default : en;
}

/** Writes a WhatsApp message that asks for feedback; the asterisks make its first line bold. */
export function writeWhatsApp({ title, ratingLabel }: Messages, link: string): string {
  return `*${title}*\n${ratingLabel}:\n${link}`;
}

/** Writes an e-mail that asks for feedback, for mail programs that show no HTML. */
export function writePlainMail({ title, ratingLabel }: Messages, link: string): string {
  return `${title}\n\n${ratingLabel}:\n${link}\n`;
}
