import type { PluralMap } from './messages.js';

/**
 * Tags of languages with the plural categories `one` (for 1) and `other`, and with the same digits in every country.
 *
 * They need no `Intl`: on a slow phone the first NumberFormat takes 200 ms, and the first PluralRules 20 ms.
 */
const SIMPLE_TAGS = /^(?!pa-PK|ur-IN)(bn|de|en|es|fr|gu|hi|id|kn|ml|mr|pa|pt|ta|te|ur)(-[A-Z]{2})?$/;

/** The code point of the digit zero, for the simple tags whose digits are not 0 to 9. */
const ZERO_CODES: Record<string, number> = { bn: 0x9e6, mr: 0x966 };

/** Inserts a whole number, in the locale's digits, into the text for its plural category. */
export function plural(texts: PluralMap, count: number, locale: string): string {
  const isSimple = SIMPLE_TAGS.test(locale) && count > 0 && count < 1000;
  const category = isSimple ? (count > 1 ? 'other' : 'one') : new Intl.PluralRules(locale).select(count);
  const zero = ZERO_CODES[locale.slice(0, 2)] ?? 48;
  const digits = isSimple
    ? String(count).replace(/./g, (digit) => String.fromCharCode(zero + +digit))
    : new Intl.NumberFormat(locale).format(count);
  return (texts[category] ?? texts.other).replace('{count}', digits);
}

/** Inserts a time of day, as the locale writes it, into a text. */
export function withTime(text: string, time: number, locale: string): string {
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time);
  // Canadian English writes “2:30 p.m.”; its full stop also ends the sentence.
  return text.replace(timeOfDay.endsWith('.') ? /{time}\.?/ : '{time}', timeOfDay);
}
