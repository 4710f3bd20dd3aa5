import { describe, expect, it } from 'vitest';
import en from '../../src/messages/en.js';
import es from '../../src/messages/es.js';
import { plural, withTime } from '../../src/messages/format.js';
import { LOCALES, type LocaleModule } from '../../src/messages/locale.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** The regions that `Intl` knows. All others are like the language without a region. */
const REGIONS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter((region) =>
  regionNames.of(region),
);
const COUNTS = [1, 2, 3, 5, 10, 11, 21, 100, 999];
/** Counts that are always formatted by `Intl`. */
const OTHER_COUNTS = [0, 1000, 1234];

describe('plural', () => {
  it('chooses the English text for the number and inserts it', () => {
    expect([0, 1, 5, 100].map((count) => plural(en.star, count, 'en-GB'))).toEqual([
      '0 stars',
      '1 star',
      '5 stars',
      '100 stars',
    ]);
  });

  it.each(LOCALES)('agrees with Intl on plural categories and digits: %s, in every region', async (language) => {
    const { default: messages } = (await import(`../../src/messages/${language}.ts`)) as LocaleModule;
    const tags = [language, `${language}-u-nu-fullwide`, `${language}-ZZ`];
    const counts = [...COUNTS, ...OTHER_COUNTS];
    const told = (tag: string, numbers: number[]) => numbers.map((count) => plural(messages.star, count, tag));
    const expected = (tag: string, numbers: number[]) => {
      const rules = new Intl.PluralRules(tag);
      const digits = new Intl.NumberFormat(tag);
      return numbers.map((count) =>
        (messages.star[rules.select(count)] ?? messages.star.other).replace('{count}', digits.format(count)),
      );
    };

    for (const tag of tags) expect(told(tag, counts)).toEqual(expected(tag, counts));
    for (const region of REGIONS) {
      const tag = `${language}-${region}`;
      expect(told(tag, COUNTS), tag).toEqual(expected(tag, COUNTS));
    }
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
