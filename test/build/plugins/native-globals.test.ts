import { describe, expect, it } from 'vitest';
import { exportedNames, importNatives } from '../../../build/plugins/native-globals.js';

const NAMES = ['Request', 'URL'];
const convert = (code: string) => importNatives(code, NAMES, '/natives.ts');

describe('importNatives', () => {
  it.each([
    ['new URL(text)', 'import { URL } from "/natives.ts";new URL(text)'],
    ['new globalThis.Request(url)', 'import { Request } from "/natives.ts";new Request(url)'],
    [
      'typeof globalThis.Request === a; new URL(b)',
      'import { Request, URL } from "/natives.ts";typeof Request === a; new URL(b)',
    ],
  ])('imports the globals that a module uses: %s', (code, converted) => {
    expect(convert(code)).toBe(converted);
  });

  it.each(['page.URL.revoke()', 'const relayURL = 1', '"URL (text)"', 'onRequest(x)', '{ URL: 1 }'])(
    'does not change code that uses no such global: %s',
    (code) => {
      expect(convert(code)).toBe(code);
    },
  );
});

describe('exportedNames', () => {
  it('reads the names that the module exports', () => {
    expect(exportedNames('/** Doc */\nexport const { Request, URL } = find();')).toEqual(NAMES);
  });

  it('throws when the module exports them in another way', () => {
    expect(() => exportedNames('export const URL = 1;')).toThrow('no longer exports');
  });
});
