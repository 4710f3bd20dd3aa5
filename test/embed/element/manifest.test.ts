import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeElement } from '../../../build/package.js';
import { attributeOf, OPTION_NAMES } from '../../../src/embed/options/option-names.js';

interface Named {
  name: string;
  description: string;
}

interface Declaration {
  attributes: (Named & { fieldName: string })[];
  members: (Named & { kind: string })[];
  events: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

const ROOT = join(import.meta.dirname, '../../..');
const manifest = describeElement(ROOT) as { modules: { declarations: Declaration[] }[] };
const declaration = manifest.modules[0]!.declarations[0]!;

const namesOf = (list: { name: string }[]) => list.map(({ name }) => name).sort();
const prefixed = (prefix: string, names: string) =>
  names
    .split(' ')
    .map((name) => prefix + name)
    .sort();

/** Reads the source files in which the element's parts and CSS properties are used. */
function readSources(extension: string): string {
  return ['src/widget', 'src/embed/element']
    .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
    .filter((path) => path.endsWith(extension))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

describe('custom-elements.json', () => {
  it('describes every option', () => {
    expect(declaration.attributes.map(({ fieldName }) => fieldName).sort()).toEqual([...OPTION_NAMES].sort());
    expect(namesOf(declaration.attributes)).toEqual(OPTION_NAMES.map(attributeOf).sort());
    for (const { description } of declaration.attributes) expect(description).toMatch(/^[A-Z].+\.$|^`/);
  });

  it('describes the methods', () => {
    const methods = declaration.members.filter(({ kind }) => kind === 'method');

    expect(namesOf(methods)).toEqual(['close', 'forget', 'open', 'reset']);
  });

  it('names the events that sites rely on', () => {
    expect(namesOf(declaration.events)).toEqual(
      prefixed('feedback-', 'open close ask shown dismiss submit success error'),
    );
  });

  it('names the CSS parts that sites rely on; the form uses each of them', () => {
    const sources = readSources('.ts') + readSources('.tsx');

    expect(namesOf(declaration.cssParts)).toEqual(
      prefixed('', 'form title rating star resolved comment counter submit notice launcher panel'),
    );
    // A question's part is named after the question.
    for (const { name } of declaration.cssParts.filter(({ name }) => !/^(rating|resolved)$/.test(name))) {
      expect(sources).toMatch(new RegExp(`part(="|', '|=\\{.*')${name}`));
    }
  });

  it('names the CSS properties that sites rely on; the stylesheets use exactly these', () => {
    // `launcher.ts` also writes CSS.
    const used = new Set((readSources('.css') + readSources('launcher.ts')).match(/--hf-[\w-]+/g));

    expect(namesOf(declaration.cssProperties)).toEqual([...used].sort());
    expect(namesOf(declaration.cssProperties)).toEqual(
      prefixed(
        '--hf-',
        'accent on-accent surface text muted border star star-empty error success focus radius space font font-size star-size width shadow z-index inset info',
      ),
    );
  });
});
