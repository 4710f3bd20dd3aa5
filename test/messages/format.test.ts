import { describe, expect, it } from 'vitest';
import en from '../../src/messages/en.js';
import es from '../../src/messages/es.js';
import { plural, withTime } from '../../src/messages/format.js';
import mr from '../../src/messages/mr.js';

describe('a number in a text', () => {
  it('has the words of English for one and for many, and its digits', () => {
    expect([0, 1, 5, 100].map((count) => plural(en.star, count, 'en-GB'))).toEqual([
      '0 stars',
      '1 star',
      '5 stars',
      '100 stars',
    ]);
  });

  it('has the digits of another language', () => {
    expect(plural(mr.star, 5, 'mr')).toContain('५');
  });
});

const HALF_PAST_TWO = new Date(2026, 0, 1, 14, 30).getTime();

describe('a time of day in a text', () => {
  it('leaves one full stop at the end where the time itself ends with one', () => {
    expect(withTime(en.shared, HALF_PAST_TWO, 'en-CA')).toMatch(/after 2:30\sp\.m\.$/);
  });

  it('leaves a full stop that ends the sentence after any other time', () => {
    expect(withTime(en.shared, HALF_PAST_TWO, 'en-US')).toMatch(/after 2:30\sPM\.$/);
    expect(withTime(en.shared, HALF_PAST_TWO, 'en-GB')).toMatch(/after 14:30\.$/);
  });

  it('leaves what follows the time in the middle of a text', () => {
    expect(withTime(es.shared, HALF_PAST_TWO, 'es-MX')).toMatch(/\(2:30\sp\.m\.\)\.$/);
  });
});
