import { describe, expect, it } from 'vitest';
import { leanKy, shortenPrivateNames, withoutProgress } from '../../../build/plugins/lean-ky.js';
import { buildModules } from './build-modules.js';

describe('withoutProgress', () => {
  it('keeps two functions that return what they get', async () => {
    const code = withoutProgress(
      'export const streamResponse = (response, listener) => {};\nexport const streamRequest = (request) => {};',
    );

    const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const message = {};
    expect([module.streamRequest(message), module.streamResponse(message)]).toEqual([message, message]);
  });

  it('names the function that the module has lost', () => {
    const code = 'export const streamRequest = (request) => {};';

    expect(() => withoutProgress(code)).toThrow('no longer exports streamResponse');
  });
});

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
  it('bundles the installed ky without progress reports and private names', async () => {
    const code = await buildModules(leanKy(), { '/transport.ts': "export { default } from 'ky';" });

    expect(code).toContain('class Ky');
    expect(code).not.toMatch(/transferredBytes|this\.#/);
  });

  it('fails the build when ky is not part of it', async () => {
    const building = buildModules(leanKy(), { '/transport.ts': 'export const transport = fetch;' });

    await expect(building).rejects.toThrow(
      "lean-ky did not find /ky/distribution/utils/body.js, ky's private names. Adapt build/plugins/lean-ky.ts",
    );
  });
});
