import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeElement } from '../../../build/package.js';
import { OPTION_ATTRIBUTES, OPTION_NAMES, optionOf, readOption } from '../../../src/embed/options/option-names.js';

interface Declaration {
  attributes: { name: string; fieldName: string; description: string }[];
  events: { name: string }[];
  cssParts: { name: string }[];
  cssProperties: { name: string }[];
}

const manifest = describeElement(join(import.meta.dirname, '../../..')) as {
  modules: { declarations: Declaration[] }[];
};
const declaration = manifest.modules[0]!.declarations[0]!;

test('the element takes every option, and the manifest describes each', () => {
  expect([...OPTION_NAMES].sort()).toEqual(declaration.attributes.map(({ fieldName }) => fieldName).sort());
  expect([...OPTION_ATTRIBUTES].sort()).toEqual(declaration.attributes.map(({ name }) => name).sort());
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

test.each([
  ['relay-url', 'relayUrl'],
  ['comment-max-length', 'commentMaxLength'],
  ['theme', 'theme'],
])('the attribute %s is the option %s', (attribute, option) => {
  expect(optionOf(attribute)).toBe(option);
});

const token = () => 'a token';
test.each([
  ['businessId', '343', 343],
  ['remember', 'false', false],
  ['messages', '{"yes":"Aye"}', { yes: 'Aye' }],
  ['messages', '{yes:}', '{yes:}'],
  ['messages', { yes: 'Aye' }, { yes: 'Aye' }],
  ['relayUrl', '/feedback', '/feedback'],
  ['authId', '0042', '0042'],
  ['authId', '42', '42'],
  ['identityToken', '7', '7'],
  ['identityToken', token, token],
  ['retries', 0, 0],
  ['theme', null, null],
  ['theme', undefined, undefined],
] as const)('as %s, %j is %j', (option, text, value) => {
  expect(readOption(option, text)).toEqual(value);
});
