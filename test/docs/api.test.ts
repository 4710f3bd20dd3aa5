import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeApi, readApi } from '../../build/api/describe-api.js';
import { describeElement } from '../../build/package.js';
import { ROOT } from './pages.js';

const api = readApi();
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Gives the names in code font in the first cell of each row of a page's tables. */
function namesInTables(page: string, pattern: RegExp): string[] {
  const rows = read(page)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const names = rows.flatMap((row) => [...row.split(' | ')[0]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  return names.filter((name) => pattern.test(name));
}

describe('docs/api.md', () => {
  it('is what `npm run api` writes', () => {
    expect(describeApi(), 'docs/api.md is stale: run `npm run api` and commit it').toBe(read('docs/api.md'));
  }, 60_000);

  it('changes when an option is added', () => {
    const copy = mkdtempSync(join(tmpdir(), 'api-'));
    const file = join(copy, 'src/embed/options/options.ts');
    cpSync(join(ROOT, 'src/embed'), join(copy, 'src/embed'), { recursive: true });
    const source = readFileSync(file, 'utf8');
    const added = '\n  /** Says hello. */\n  newOption?: string | undefined;\n}';
    writeFileSync(file, source.replace(/(export interface Options \{.+?)\n\}/s, `$1${added}`));

    const [declaration] = describeElement(copy).modules[0]!.declarations;
    rmSync(copy, { recursive: true });

    // docs/api.md lists the attributes of this declaration.
    const names = declaration!.attributes.map(({ name }) => name);
    expect(names).toEqual([...api.options.map(({ attribute }) => attribute), 'new-option']);
  });
});

describe('the tables of the documents', () => {
  it('have every option with its attribute', () => {
    const rows = read('docs/options.md');

    for (const { name, attribute } of api.options) expect(rows).toContain(`| \`${name}\` | \`${attribute}\` |`);
    expect(namesInTables('docs/options.md', /^[a-z]+([A-Z][a-z]+)*$/)).toEqual(
      expect.arrayContaining(api.options.map(({ name }) => name)),
    );
  });

  it('have the defaults of the options', () => {
    for (const [name, value] of Object.entries(api.optionDefaults)) {
      const row = read('docs/options.md')
        .split('\n')
        .find((line) => line.startsWith(`| \`${name}\` `));
      expect(row?.split(' | ').at(-1), name).toContain(String(value));
    }
  });

  it('have every event and no other', () => {
    const names = api.events.map((event) => event.split(':')[0]!);

    expect(namesInTables('docs/embedding.md', /^feedback-/).sort()).toEqual([...names].sort());
  });

  it('have every CSS variable and no other', () => {
    expect(namesInTables('docs/theming.md', /^--hf-/).sort()).toEqual([...api.cssVariables].sort());
  });

  it('have every part', () => {
    const listed = /with `::part\(\)`: `([^`]+)`/.exec(read('docs/theming.md'))?.[1]?.split(' ') ?? [];

    expect([...listed].sort()).toEqual([...api.parts].sort());
  });

  it('have every variable of the relay and no other', () => {
    // Each secret has a second variable for a file's path, such as HAPTIK_TOKEN_FILE. The page describes all of these in
    // one sentence.
    const names = api.relayVariables.filter(
      (name) => !api.relayVariables.includes(name.replace(/_FILE$/, '')) || !name.endsWith('_FILE'),
    );

    expect([...new Set(namesInTables('docs/relay.md', /^[A-Z][A-Z_]+$/))].sort()).toEqual(names);
  });

  it('have every endpoint of the relay', () => {
    const shown = namesInTables('docs/relay.md', /^(GET|POST|OPTIONS) /);

    expect(shown).toEqual(expect.arrayContaining(api.endpoints.filter((endpoint) => !endpoint.includes('*'))));
  });

  it('have every metric and no other', () => {
    const names = api.metrics.filter((line) => line.includes('.')).map((line) => line.split(' ')[0]!);

    expect(namesInTables('docs/relay.md', /^haptik_/).map((name) => name.split('{')[0])).toEqual(names);
  });

  it('have every language', () => {
    for (const locale of api.locales) expect(read('docs/embedding.md')).toMatch(new RegExp(`texts: .*\\b${locale}\\b`));
  });
});
