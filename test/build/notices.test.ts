import { describe, expect, it } from 'vitest';
import { ACCEPTED_LICENCES, formatNotices, isForeignModule, noticesComment } from '../../build/notices.js';

const PACKAGE = { name: 'left-pad', version: '1.3.0', identifier: 'MIT', text: 'Permission is hereby granted …' };

describe('formatNotices', () => {
  it('names each package with its version, its licence and its text', () => {
    const text = formatNotices([PACKAGE, { ...PACKAGE, name: 'right-pad', identifier: 'ISC' }]);

    expect(text).toContain('left-pad 1.3.0 (MIT)\n\nPermission is hereby granted …\n');
    expect(text).toContain('right-pad 1.3.0 (ISC)');
  });

  it.each(ACCEPTED_LICENCES)('accepts %s', (identifier) => {
    expect(() => formatNotices([{ ...PACKAGE, identifier }])).not.toThrow();
  });

  it.each(['GPL-3.0-only', 'MPL-2.0', 'LGPL-2.1', 'UNLICENSED', 'MIT OR GPL-3.0'])('refuses %s', (identifier) => {
    expect(() => formatNotices([{ ...PACKAGE, identifier }])).toThrow(
      `left-pad 1.3.0 has the licence ${identifier}, not one of`,
    );
  });

  it('refuses a package that names no licence', () => {
    const { identifier: _, ...unnamed } = PACKAGE;

    expect(() => formatNotices([unnamed])).toThrow('left-pad 1.3.0 has the licence (none)');
  });

  it('refuses a package without a licence text', () => {
    const { text: _, ...textless } = PACKAGE;

    expect(() => formatNotices([textless])).toThrow('left-pad 1.3.0 (MIT) has no licence file');
  });
});

describe('isForeignModule', () => {
  it('is true for packages and for the helpers of the build tools', () => {
    const ids = ['/site/node_modules/preact/dist/preact.mjs', '\0rolldown/runtime.js', '\0@oxc-project+runtime@1/x.js'];

    expect(ids.map(isForeignModule)).toEqual([true, true, true]);
  });

  it('is false for our own modules', () => {
    expect(['/site/src/index.ts', '\0lean-jsx-runtime'].map(isForeignModule)).toEqual([false, false]);
  });

  it('refuses a helper whose licence is not known', () => {
    expect(() => isForeignModule('\0other-tool/helper.js')).toThrow('Add its licence to HELPERS');
  });
});

describe('noticesComment', () => {
  it('names the notices file in at most 40 bytes', () => {
    const comment = noticesComment(['/site/src/a.ts', '/site/node_modules/ky/index.js']);

    expect(comment).toMatch(/^\/\*! [\w.-]+ \*\/$/);
    expect(comment!.length).toBeLessThanOrEqual(40);
  });

  it('is undefined if all code is ours', () => {
    expect(noticesComment(['/site/src/a.ts'])).toBeUndefined();
  });
});
