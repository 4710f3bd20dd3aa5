import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Feedback } from '../../src/feedback/feedback.js';
import { COMMENT_MAX_UNITS, isAuthId, isBusinessId, isRating } from '../../src/feedback/limits.js';
import { isWireMistake, parseWire } from '../../src/feedback/parse-wire.js';
import { toWire, type WireFeedback } from '../../src/feedback/wire.js';

const FEEDBACK = { authId: 'demo-user', businessId: 343, rating: 4, resolved: true } as const;
const WIRE = { auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 4 };

describe('toWire', () => {
  it('keeps a comment as it was typed', () => {
    const comment = '  two\nlines, नमस्ते 👩‍👩‍👧  ';
    expect(JSON.parse(JSON.stringify(toWire({ ...FEEDBACK, comment })))).toEqual({ ...WIRE, feedback: comment });
  });

  test.each([undefined, '', ' \n\t '])('omits the comment %j', (comment) => {
    expect(Object.keys(JSON.parse(JSON.stringify(toWire({ ...FEEDBACK, comment }))))).toEqual(Object.keys(WIRE));
  });

  it('omits the user when an identity token carries it', () => {
    const { auth_id, ...rest } = WIRE;
    expect(JSON.parse(JSON.stringify(toWire({ ...FEEDBACK, authId: undefined })))).toEqual(rest);
  });
});

describe('parseWire', () => {
  it('reads the five fields and ignores others', () => {
    expect(parseWire({ ...WIRE, feedback: 'Good', custom: 1 })).toEqual({ ...WIRE, feedback: 'Good' });
  });

  it('accepts a body without the user when it is not required', () => {
    const { auth_id, ...rest } = WIRE;
    expect(parseWire(rest, false)).toEqual(rest);
  });

  test.each([
    ['body', []],
    ['body', null],
    ['body', 'text'],
    ['auth_id', { ...WIRE, auth_id: undefined }],
    ['auth_id', { ...WIRE, auth_id: '' }],
    ['auth_id', { ...WIRE, auth_id: 7 }],
    ['auth_id', { ...WIRE, auth_id: 'a\nb' }],
    ['auth_id', { ...WIRE, auth_id: 'a'.repeat(257) }],
    ['business_id', { ...WIRE, business_id: '343' }],
    ['business_id', { ...WIRE, business_id: 0 }],
    ['business_id', { ...WIRE, business_id: 1.5 }],
    ['query_resolved', { ...WIRE, query_resolved: 'true' }],
    ['query_rating', { ...WIRE, query_rating: 0 }],
    ['query_rating', { ...WIRE, query_rating: 6 }],
    ['query_rating', { ...WIRE, query_rating: 2.5 }],
    ['query_rating', { ...WIRE, query_rating: '5' }],
    ['feedback', { ...WIRE, feedback: 5 }],
    ['feedback', { ...WIRE, feedback: null }],
    ['feedback', { ...WIRE, feedback: 'x'.repeat(10_001) }],
  ])('names the wrong field %s of %j', (field, body) => {
    const result = parseWire(body);
    expect(isWireMistake(result)).toBe(true);
    expect(result).toMatchObject({ field, message: expect.stringContaining(field) });
  });

  test.each(['business_id', 'query_resolved', 'query_rating'] as const)('names the missing field %s', (field) => {
    const { [field]: _, ...rest } = WIRE;

    expect(parseWire(rest)).toMatchObject({ field });
    expect(parseWire(rest, false)).toMatchObject({ field });
  });

  test.each([
    [[], 'body must be a JSON object'],
    [
      { ...WIRE, auth_id: '' },
      'auth_id must be a string of 1 to 256 characters without control characters, and not invisible',
    ],
    [{ ...WIRE, business_id: 0 }, 'business_id must be a positive integer'],
    [{ ...WIRE, query_resolved: 1 }, 'query_resolved must be true or false'],
    [{ ...WIRE, query_rating: 6 }, 'query_rating must be an integer from 1 to 5'],
    [{ ...WIRE, feedback: 5 }, 'feedback must be a string of at most 10000 UTF-16 units'],
  ])('says what is wrong with %j', (body, message) => {
    expect(parseWire(body)).toMatchObject({ message });
  });

  it('checks a user that is given although it is not required', () => {
    expect(parseWire(WIRE, false)).toEqual(WIRE);
    expect(parseWire({ ...WIRE, auth_id: 'a\nb' }, false)).toMatchObject({ field: 'auth_id' });
  });

  it('accepts a comment of 10,000 units', () => {
    const body = { ...WIRE, feedback: 'x'.repeat(10_000) };

    expect(parseWire(body)).toEqual(body);
  });

  test.each([
    ['a lone surrogate', 'a\ud800'],
    ['a character that changes the direction', 'a\u202eb'],
    ['nothing that can be seen', '\u200b\u00ad'],
  ])('refuses a user with %s', (_, auth_id) => {
    expect(parseWire({ ...WIRE, auth_id })).toMatchObject({ field: 'auth_id' });
  });

  test.each([
    ['keeps line breaks and tabs', 'a\n\tb\r', 'a\n\tb\r'],
    ['keeps the joiners of emoji', '👩‍👩‍👧', '👩‍👩‍👧'],
    ['removes control characters', 'a\u0000\u000b\u001f\u007f\u009fb', 'ab'],
    ['removes characters that change the direction', '\u202aa\u202e\u2066b\u2069', 'ab'],
    ['replaces a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ])('%s of a comment', (_, feedback, cleaned) => {
    expect(parseWire({ ...WIRE, feedback })).toEqual({ ...WIRE, feedback: cleaned });
  });

  it('leaves out a comment in which nothing can be seen', () => {
    expect(parseWire({ ...WIRE, feedback: ' \u200b\n' })).toEqual(WIRE);
  });

  it('returns mistakes that isWireMistake recognises', () => {
    expect(isWireMistake(parseWire(WIRE))).toBe(false);
    expect(isWireMistake(parseWire({}))).toBe(true);
  });

  it('returns what toWire wrote', () => {
    const feedback = fc.record({
      authId: fc.stringMatching(/^[a-z0-9+@.-]{1,256}$/),
      businessId: fc.integer({ min: 1 }),
      rating: fc.constantFrom(1, 2, 3, 4, 5),
      resolved: fc.boolean(),
      comment: fc.option(fc.stringMatching(/^[ -~\n]{0,50}$/), { nil: undefined }),
    });
    fc.assert(
      fc.property(feedback, (given) => {
        const wire = toWire(given as Feedback);

        expect(parseWire(JSON.parse(JSON.stringify(wire)))).toEqual(wire);
      }),
    );
  });

  it('returns feedback within the limits or names the mistake, whatever the body', () => {
    const isGood = ({ auth_id, business_id, query_resolved, query_rating, feedback = '' }: WireFeedback) =>
      isAuthId(auth_id) &&
      isBusinessId(business_id) &&
      typeof query_resolved === 'boolean' &&
      isRating(query_rating) &&
      feedback.length <= COMMENT_MAX_UNITS;
    const field = fc.oneof(fc.anything(), fc.string(), fc.integer(), fc.boolean());
    const bodies = fc.oneof(
      fc.anything(),
      fc.record({ auth_id: field, business_id: field, query_resolved: field, query_rating: field, feedback: field }),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const result = parseWire(body);

        expect(isWireMistake(result) || isGood(result)).toBe(true);
      }),
    );
  });

  it('ignores fields of a prototype', () => {
    expect(parseWire(Object.create(WIRE))).toMatchObject({ field: 'auth_id' });
    expect(parseWire(JSON.parse(`{"__proto__": ${JSON.stringify(WIRE)}}`))).toMatchObject({ field: 'auth_id' });
  });
});
