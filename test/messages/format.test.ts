import { describe, expect, it } from 'vitest';
import en from '../../src/messages/en.js';
import es from '../../src/messages/es.js';
import { withTime } from '../../src/messages/format.js';

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
