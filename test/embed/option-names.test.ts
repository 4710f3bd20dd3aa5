import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeElement } from '../../build/package.js';
import { attributeOf, OPTION_NAMES, readAttribute } from '../../src/embed/option-names.js';

interface Declaration {
  attributes: { name: string; fieldName: string; description: string }[];
  events: { name: string }[];
  cssParts: { name: string }[];
  cssProperties: { name: string }[];
}

const manifest = describeElement(join(import.meta.dirname, '../..')) as { modules: { declarations: Declaration[] }[] };
const declaration = manifest.modules[0]!.declarations[0]!;

test('the element takes every option, and the manifest describes each', () => {
  expect([...OPTION_NAMES].sort()).toEqual(declaration.attributes.map(({ fieldName }) => fieldName).sort());
  expect(declaration.attributes.map(({ name }) => name)).toContain('comment-max-length');
  for (const { description } of declaration.attributes) expect(description).toMatch(/^[A-Z].+\.$|^`/);
});

test('the manifest names the events, parts and variables that sites rely on', () => {
  const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
  expect(names(declaration.events)).toEqual(
    ['open', 'close', 'submit', 'success', 'error'].map((name) => `feedback-${name}`).sort(),
  );
  expect(names(declaration.cssParts)).toEqual(
    'form title rating star resolved comment counter submit notice launcher panel'.split(' ').sort(),
  );
  expect(names(declaration.cssProperties)).toEqual(
    'accent on-accent surface text muted border star star-empty error success focus radius space font font-size star-size width shadow z-index'
      .split(' ')
      .map((name) => `--hf-${name}`)
      .sort(),
  );
});

describe('an attribute', () => {
  test.each([
    ['relayUrl', 'relay-url'],
    ['businessId', 'business-id'],
    ['theme', 'theme'],
  ])('of %s is %s', (option, attribute) => {
    expect(attributeOf(option)).toBe(attribute);
  });

  test.each([
    ['business-id', '343', 343],
    ['remember', 'false', false],
    ['messages', '{"yes":"Aye"}', { yes: 'Aye' }],
    ['messages', '{yes:}', '{yes:}'],
    ['relay-url', '/feedback', '/feedback'],
    ['auth-id', '0042', '0042'],
    ['auth-id', '42', '42'],
    ['identity-token', '7', '7'],
    ['theme', null, null],
  ])('%s with %j reads as %j', (attribute, text, value) => {
    expect(readAttribute(attribute, text)).toEqual(value);
  });
});
