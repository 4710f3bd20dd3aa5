import type { PluralMap } from './messages.js';

/**
 * Tags of languages whose numbers from 1 are `one`, then `other`, in digits that are the same in every country.
 *
 * A browser's first formatter of numbers takes a slow phone 200 ms, and its first rules 20: these need neither.
 */
const PLAIN = /^(?!pa-PK|ur-IN)(bn|de|en|es|fr|gu|hi|id|kn|ml|mr|pa|pt|ta|te|ur)(-[A-Z]{2})?$/;

/** The zeros of those that do not have ours; the other digits follow it. */
const ZEROS: Record<string, number> = { bn: 0x9e6, mr: 0x966 };

/** Puts a whole number, in the locale's digits, into the text for its plural category. */
export function plural(texts: PluralMap, count: number, locale: string): string {
  const isPlain = PLAIN.test(locale) && count > 0 && count < 1000;
  const category = isPlain ? (count > 1 ? 'other' : 'one') : new Intl.PluralRules(locale).select(count);
  const zero = ZEROS[locale.slice(0, 2)] ?? 48;
  const digits = isPlain
    ? String(count).replace(/./g, (digit) => String.fromCharCode(zero + +digit))
    : new Intl.NumberFormat(locale).format(count);
  return (texts[category] ?? texts.other).replace('{count}', digits);
}

/** Puts a time of day, as the locale writes it, into a text. */
export function withTime(text: string, time: number, locale: string): string {
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time);
  // Canadian English writes “2:30 p.m.”, whose full stop also ends the sentence.
  return text.replace(timeOfDay.endsWith('.') ? /{time}\.?/ : '{time}', timeOfDay);
}
