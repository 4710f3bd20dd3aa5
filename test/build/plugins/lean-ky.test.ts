import { describe, expect, it } from 'vitest';
import { leanKy, shortenPrivateNames } from '../../../build/plugins/lean-ky.js';
import { buildModules } from './build-modules.js';

describe('shortenPrivateNames', () => {
  it('gives each private name one plain name', () => {
    const code = 'class Ky {\n    #options;\n    #input;\n    read() { return this.#options ?? this.#input; }\n}';

    expect(shortenPrivateNames(code)).toBe(
      'class Ky {\n    _0;\n    _1;\n    read() { return this._0 ?? this._1; }\n}',
    );
  });

  it('leaves fragments of URLs alone', () => {
    const code = "url.replace(/(?:\\?.*?)?(?=#|$)/, '#top')";

    expect(shortenPrivateNames(code)).toBe(code);
  });
});

describe('leanKy', () => {
  it('bundles the installed ky without what the transport does not use', async () => {
    const code = await buildModules(leanKy(), { '/transport.ts': "export { default } from 'ky';" });

    expect(code).toContain('class Ky');
    expect(code).not.toMatch(
      /transferredBytes|appendSearchParameters|stringifyJson|hooks\.beforeRe|userProvided\w+ \?|this\.#/,
    );
  });

  it('fails the build when ky is not part of it', async () => {
    const building = buildModules(leanKy(), { '/transport.ts': 'export const transport = fetch;' });

    await expect(building).rejects.toThrow(
      /lean-ky did not find index\.js, core\/constants\.js, .*hooks.*private names/,
    );
  });

  it('fails the build when another version of ky is installed', () => {
    expect(() => leanKy('1.15.0')).toThrow('ky 1.15.0 is installed: compare it with PARTS and UNUSED');
  });
});
