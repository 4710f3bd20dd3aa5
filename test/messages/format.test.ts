import { describe, expect, it } from 'vitest';
import en from '../../src/messages/en.js';
import es from '../../src/messages/es.js';
import { plural, withTime } from '../../src/messages/format.js';
import { LOCALES, type LocaleModule } from '../../src/messages/locale.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const COUNTRIES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
const COUNTS = [0, 1, 2, 3, 5, 10, 11, 21, 100, 999, 1000, 1234];

describe('plural', () => {
  it('chooses the English text for the number and inserts it', () => {
    expect([0, 1, 5, 100].map((count) => plural(en.star, count, 'en-GB'))).toEqual([
      '0 stars',
      '1 star',
      '5 stars',
      '100 stars',
    ]);
  });

  it.each(LOCALES)('agrees with Intl on plural categories and digits: %s, in every country', async (language) => {
    const { default: messages } = (await import(`../../src/messages/${language}.ts`)) as LocaleModule;
    const tags = [language, `${language}-u-nu-fullwide`, ...COUNTRIES.map((country) => `${language}-${country}`)];
    const told = (tag: string) => COUNTS.map((count) => plural(messages.star, count, tag));
    const expected = (tag: string) => {
      const rules = new Intl.PluralRules(tag);
      const digits = new Intl.NumberFormat(tag);
      return COUNTS.map((count) =>
        (messages.star[rules.select(count)] ?? messages.star.other).replace('{count}', digits.format(count)),
      );
    };
    expect(tags.map(told)).toEqual(tags.map(expected));
  });
});

const HALF_PAST_TWO = new Date(2026, 0, 1, 14, 30).getTime();

describe('withTime', () => {
  it('ends the sentence with one full stop when the time ends with one', () => {
    expect(withTime(en.shared, HALF_PAST_TWO, 'en-CA')).toMatch(/after 2:30\sp\.m\.$/);
  });

  it('keeps the full stop of the sentence after any other time', () => {
    expect(withTime(en.shared, HALF_PAST_TWO, 'en-US')).toMatch(/after 2:30\sPM\.$/);
    expect(withTime(en.shared, HALF_PAST_TWO, 'en-GB')).toMatch(/after 14:30\.$/);
  });

  it('keeps the text that follows the time', () => {
    expect(withTime(es.shared, HALF_PAST_TWO, 'es-MX')).toMatch(/\(2:30\sp\.m\.\)\.$/);
  });
});
