import { describe, expect, it } from 'vitest';
import { attributeOf, OPTION_NAMES, optionOf, parseAttribute } from '../../../src/embed/options/option-names.js';
import { ASK_OPTION_RULES, OPTION_RULES } from '../../../src/embed/options/option-rules.js';

describe('OPTION_NAMES', () => {
  it('names every option that has a rule', () => {
    expect([...OPTION_NAMES].sort()).toEqual(Object.keys({ ...OPTION_RULES, ...ASK_OPTION_RULES }).sort());
  });
});

describe('attributeOf', () => {
  it.each([
    ['relayUrl', 'relay-url'],
    ['commentMaxLength', 'comment-max-length'],
    ['theme', 'theme'],
  ] as const)('converts the option %s to the attribute %s', (option, attribute) => {
    expect(attributeOf(option)).toBe(attribute);
  });
});

describe('optionOf', () => {
  it.each(OPTION_NAMES)('finds %s by its attribute, in kebab case and in lower case', (option) => {
    expect(optionOf(attributeOf(option))).toBe(option);
    expect(optionOf(option.toLowerCase())).toBe(option);
  });
});

describe('parseAttribute', () => {
  it.each([
    ['businessId', '343', 343],
    ['remember', 'false', false],
    ['messages', '{"yes":"Aye"}', { yes: 'Aye' }],
    ['retries', '0', 0],
  ] as const)('parses the JSON of %s="%s"', (option, text, value) => {
    expect(parseAttribute(option, text)).toEqual(value);
  });

  it.each([
    ['relayUrl', '/feedback'],
    ['authId', '0042'],
    ['authId', '42'],
    ['authId', 'null'],
    ['identityToken', '7'],
  ] as const)('keeps the text of %s="%s"', (option, text) => {
    expect(parseAttribute(option, text)).toBe(text);
  });

  it.each([
    ['messages', '{yes:}'],
    ['retries', 'many'],
    ['remember', ''],
  ] as const)('keeps the text of %s="%s", which is not JSON', (option, text) => {
    expect(parseAttribute(option, text)).toBe(text);
  });

  it.each(OPTION_NAMES)('returns null for %s when the attribute was removed', (option) => {
    expect(parseAttribute(option, null)).toBeNull();
  });
});
