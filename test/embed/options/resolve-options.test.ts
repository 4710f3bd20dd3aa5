import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { OPTION_RULES } from '../../../src/embed/options/option-rules.js';
import type { Options } from '../../../src/embed/options/options.js';
import { resolveOptions } from '../../../src/embed/options/resolve-options.js';

const signIn = () => 'a.b.c';
const REQUIRED = { relayUrl: '/feedback', businessId: 343, authId: 'visitor-1' };

/** Resolves options of any type, as a page may set them. */
function resolve(options: Record<string, unknown>) {
  const reported: string[] = [];
  const resolution = resolveOptions(options as Options, (name) => reported.push(name));
  return { resolution, reported };
}

afterEach(() => vi.unstubAllGlobals());

describe('resolveOptions', () => {
  it('adds defaults', () => {
    const { resolution, reported } = resolve(REQUIRED);

    expect(resolution).toEqual({
      ...REQUIRED,
      headingLevel: 2,
      theme: 'auto',
      messages: {},
      commentMaxLength: 1000,
      timeoutMs: 10_000,
      retries: 2,
      remember: true,
    });
    expect(reported).toEqual([]);
  });

  it.each([
    ['relayUrl', 'https://relay.example/feedback', 'https://relay.example/feedback'],
    ['relayUrl', 'http://localhost:8080/feedback', 'http://localhost:8080/feedback'],
    ['relayUrl', 'http://127.0.0.1/feedback', 'http://127.0.0.1/feedback'],
    ['relayUrl', 'HTTPS://Relay.example:8443?a=b@c', 'HTTPS://Relay.example:8443?a=b@c'],
    ['relayUrl', 'https://मंच.example/feedback', 'https://मंच.example/feedback'],
    ['relayUrl', 'http://[::1]/feedback', 'http://[::1]/feedback'],
    ['businessId', '343', 343],
    ['identityToken', 'a.b.c', 'a.b.c'],
    ['identityToken', signIn, signIn],
    ['display', 'popover', 'popover'],
    ['position', 'top-left', 'top-left'],
    ['launcher', 'tab', 'tab'],
    ['headingLevel', '6', 6],
    ['theme', 'dark', 'dark'],
    ['locale', 'EN-gb', 'en-GB'],
    ['messages', '{"yes":"Aye"}', { yes: 'Aye' }],
    ['messages', { yes: undefined }, {}],
    ['messages', { star: { other: '{count}' } }, { star: { other: '{count}' } }],
    ['messages', { ratingWords: [] }, { ratingWords: [] }],
    ['messages', { ratingWords: [...'abcde'] }, { ratingWords: [...'abcde'] }],
    ['commentMaxLength', '10000', 10_000],
    ['timeoutMs', 1, 1],
    ['retries', 0, 0],
    ['remember', 'false', false],
    ['remember', false, false],
    ['remember', '', true],
    ['dataLayer', 'dataLayer', 'dataLayer'],
    ['debug', '', true],
    ['debug', 'true', true],
  ])('reads %s: %j', (name, value, read) => {
    const { resolution, reported } = resolve({ ...REQUIRED, [name]: value });

    expect(resolution).toMatchObject({ [name]: read });
    expect(reported).toEqual([]);
  });

  it.each([
    ['display', 'modal'],
    ['position', 'middle'],
    ['position', 'top'],
    ['launcher', 'bubble'],
    ['headingLevel', 7],
    ['headingLevel', true],
    ['theme', 'blue'],
    ['locale', 'not a tag'],
    ['locale', ['en']],
    ['messages', '{title:}'],
    ['messages', ['Title']],
    ['messages', '7'],
    ['messages', { title: 1 }],
    ['messages', { star: 'star' }],
    ['messages', { star: { one: 'star' } }],
    ['messages', { star: { other: '{count}', one: 1 } }],
    ['messages', { ratingWords: 'Good' }],
    ['messages', { ratingWords: ['Good'] }],
    ['messages', { ratingWords: ['a', 'b', 'c', 'd', 5] }],
    ['commentMaxLength', 0],
    ['commentMaxLength', 10_001],
    ['timeoutMs', 'soon'],
    ['timeoutMs', 600_001],
    ['retries', -1],
    ['retries', 1.5],
    ['retries', '1e1'],
    ['remember', 'maybe'],
    ['identityToken', 'two words'],
    ['identityToken', 7],
    ['dataLayer', 'window.dataLayer'],
    ['dataLayer', 7],
    ['debug', 'yes'],
  ])('reports a malformed %s and uses the default: %j', (name, value) => {
    const { resolution, reported } = resolve({ ...REQUIRED, [name]: value });

    expect(resolution).toEqual(resolve(REQUIRED).resolution);
    expect(reported).toEqual([name]);
  });

  it.each([
    ['relayUrl', undefined],
    ['relayUrl', 'http://relay.example/feedback'],
    ['relayUrl', '//relay.example/feedback'],
    ['relayUrl', '/\\relay.example'],
    ['relayUrl', 'https://user:secret@relay.example'],
    ['relayUrl', 'https://user@relay.example'],
    ['relayUrl', 'https://'],
    ['relayUrl', 'https://re lay.example'],
    ['relayUrl', 'http://localhost.example/feedback'],
    ['relayUrl', 'http://localhost:pw@relay.example'],
    ['relayUrl', 'ftp://localhost/feedback'],
    ['relayUrl', 'javascript:alert(1)'],
    ['relayUrl', 'feedback'],
    ['relayUrl', ['/feedback']],
    ['businessId', undefined],
    ['businessId', true],
    ['businessId', 12.5],
    ['businessId', 'abc'],
    ['authId', 'a'.repeat(257)],
    ['authId', 'a\nb'],
  ])('is unusable with %s: %j', (name, value) => {
    const { resolution, reported } = resolve({ ...REQUIRED, [name]: value });

    expect(resolution).toBe('unusable');
    expect(reported).toEqual([name]);
  });

  it('is absent, and reports nothing, while no visitor is known', () => {
    const { resolution, reported } = resolve({ theme: 'blue' });

    expect(resolution).toBe('absent');
    expect(reported).toEqual([]);
  });

  it('accepts an identity token in place of authId', () => {
    const { resolution } = resolve({ relayUrl: '/feedback', businessId: 343, identityToken: 'a.b.c' });

    expect(resolution).toMatchObject({ identityToken: 'a.b.c' });
  });

  it("takes businessId from Haptik's settings", () => {
    vi.stubGlobal('window', { haptikInitSettings: { 'business-id': '343' } });

    const { resolution } = resolve({ relayUrl: '/feedback', authId: 'visitor-1' });

    expect(resolution).toMatchObject({ businessId: 343 });
  });

  it("is unusable without a business, on a page without Haptik's settings", () => {
    vi.stubGlobal('window', {});

    const { resolution, reported } = resolve({ relayUrl: '/feedback', authId: 'visitor-1' });

    expect(resolution).toBe('unusable');
    expect(reported).toEqual(['businessId']);
  });

  it('uses the default of an option that is null', () => {
    expect(resolve({ ...REQUIRED, theme: null })).toEqual(resolve(REQUIRED));
  });

  it('is absent while the page that may name the business is still parsed', () => {
    vi.stubGlobal('document', { readyState: 'loading' });

    const { resolution, reported } = resolve({ relayUrl: '/feedback', authId: 'visitor-1' });

    expect(resolution).toBe('absent');
    expect(reported).toEqual([]);
  });
});

describe('any value', () => {
  it.each([
    ['headingLevel', 1, 6],
    ['commentMaxLength', 1, 10_000],
    ['timeoutMs', 1, 600_000],
    ['retries', 0, 10],
  ])('of %s is accepted as a number or text from %i to %i, and reported otherwise', (name, least, most) => {
    const numbers = fc.oneof(fc.integer({ min: least - 3, max: most + 3 }), fc.integer(), fc.double());
    fc.assert(
      fc.property(numbers, fc.boolean(), (number, isText) => {
        const { resolution, reported } = resolve({ ...REQUIRED, [name]: isText ? String(number) : number });
        const isGood = Number.isInteger(number) && number >= least && number <= most;

        expect(reported).toEqual(isGood ? [] : [name]);
        // -0 is 0.
        if (isGood) expect(Number(Object(resolution)[name]) + 0).toBe(number + 0);
      }),
    );
  });

  it('of any option is resolved without an exception', () => {
    const names = Object.keys(OPTION_RULES);
    const values = fc.oneof(fc.anything(), fc.json(), fc.string());
    fc.assert(
      fc.property(fc.constantFrom(...names), values, (name, value) => {
        expect(() => resolve({ ...REQUIRED, [name]: value })).not.toThrow();
      }),
    );
  });
});
