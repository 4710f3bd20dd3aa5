import { describe, expect, it } from 'vitest';
import { fileVersions, fillIn } from '../../../build/plugins/file-versions.js';
import { buildModules } from './build-modules.js';

const SOURCE = `
declare const FORM_VERSION: string;
declare const LOCALES: readonly string[];

export const url = \`form.js?v=\${FORM_VERSION}\`;
export const hasLocale = (name: string) => LOCALES.includes(name);
`;

describe('fillIn', () => {
  it('replaces declared constants with their values', () => {
    const code = fillIn(SOURCE, { FORM_VERSION: 'abc', LOCALES: ['hi', 'bn'] });

    expect(code).toContain('{"abc"}`');
    expect(code).toContain('["hi","bn"].includes(name)');
    expect(code).not.toContain('declare');
  });

  it.each([
    ['has no value', { FORM_VERSION: 'abc' }, 'LOCALES'],
    ['is not declared', { FORM_VERSION: 'abc', LOCALES: [], PANEL_VERSION: 'def' }, 'PANEL_VERSION'],
  ])('names a constant that %s', (_fault, constants, name) => {
    expect(() => fillIn(SOURCE, constants)).toThrow(new RegExp(`check ${name}\\.$`));
  });
});

describe('fileVersions', () => {
  const plugin = () => fileVersions('/script/fetched-files.ts', () => ({ FORM_VERSION: 'abc', LOCALES: ['hi', 'bn'] }));

  it('fills in the constants of fetched-files.ts', async () => {
    const code = await buildModules(plugin(), { '/script/fetched-files.ts': SOURCE });

    expect(code).toContain('`form.js?v=abc`');
    expect(code).toMatch(/\["hi", "bn"\]\.includes/);
  });

  it('fails the build when fetched-files.ts is not part of it', async () => {
    const building = buildModules(plugin(), { '/script/renamed.ts': SOURCE });

    await expect(building).rejects.toThrow('file-versions did not find /script/fetched-files.ts');
  });
});
