import type { PluralMap } from './messages.js';

/** Puts a number, in the locale's digits, into the text for its plural category. */
export function plural(texts: PluralMap, count: number, locale: string): string {
  // A browser's first rules and formatter of numbers take a slow phone 50 ms, and English needs neither.
  const isEnglish = /^en\b/.test(locale);
  const category = isEnglish ? (count === 1 ? 'one' : 'other') : new Intl.PluralRules(locale).select(count);
  const text = texts[category] ?? texts.other;
  return text.replace('{count}', isEnglish ? String(count) : new Intl.NumberFormat(locale).format(count));
}

/** Puts a time of day, as the locale writes it, into a text. */
export function withTime(text: string, time: number, locale: string): string {
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time);
  // Canadian English writes “2:30 p.m.”, whose full stop also ends the sentence.
  return text.replace(timeOfDay.endsWith('.') ? /{time}\.?/ : '{time}', timeOfDay);
}
