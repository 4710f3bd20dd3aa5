import { describe, expect, it } from 'vitest';
import type { ConfigError } from '../../../src/relay/config/config-error.js';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { ACCOUNT } from '../account.js';

const LINKS = { PUBLIC_URL: 'https://feedback.example.com/', LINK_SECRET: 'a'.repeat(32) };

function mistakesOf(variables: Record<string, string>, readFile?: (path: string) => string): readonly string[] {
  try {
    readConfig({ ...ACCOUNT, ...variables }, readFile);
    return [];
  } catch (error) {
    return (error as ConfigError).mistakes;
  }
}

describe('the variables of links', () => {
  it('turn links off when none is set', () => {
    expect(readConfig(ACCOUNT).links).toBeUndefined();
  });

  it('turn links on with their defaults', () => {
    expect(readConfig({ ...ACCOUNT, ...LINKS }).links).toEqual({
      publicUrl: 'https://feedback.example.com',
      secrets: [LINKS.LINK_SECRET],
      maxDays: 7,
      page: { title: undefined, logoUrl: undefined, css: undefined, frameAncestors: [], closeMessage: undefined },
    });
  });

  it('can be read from files', () => {
    const files: Record<string, string> = { '/secret': `${'b'.repeat(32)}\n`, '/page.css': ':root{--hf-accent:red}\n' };
    const variables = { PUBLIC_URL: LINKS.PUBLIC_URL, LINK_SECRET_FILE: '/secret', PAGE_CSS_FILE: '/page.css' };

    const { links } = readConfig({ ...ACCOUNT, ...variables }, (path) => files[path]!);

    expect(links).toMatchObject({ secrets: ['b'.repeat(32)], page: { css: ':root{--hf-accent:red}' } });
  });

  it.each([
    ['PUBLIC_URL alone', { PUBLIC_URL: LINKS.PUBLIC_URL }, /^PUBLIC_URL needs LINK_SECRET/],
    ['LINK_SECRET alone', { LINK_SECRET: LINKS.LINK_SECRET }, /^LINK_SECRET needs PUBLIC_URL/],
    ['a page without links', { PAGE_TITLE: 'Shop' }, /^PAGE_TITLE needs PUBLIC_URL and LINK_SECRET/],
    ['a short secret', { ...LINKS, LINK_SECRET: 'short' }, /^LINK_SECRET must have at least 32 bytes/],
    [
      'the identity secret',
      { ...LINKS, IDENTITY_SECRET: LINKS.LINK_SECRET },
      /^LINK_SECRET must differ from IDENTITY_SECRET/,
    ],
    ['an address without encryption', { ...LINKS, PUBLIC_URL: 'http://example.com' }, /^PUBLIC_URL must be an https/],
    ['an address with a query', { ...LINKS, PUBLIC_URL: 'https://example.com/?a' }, /^PUBLIC_URL must be an https/],
    ['more than 30 days', { ...LINKS, LINK_MAX_DAYS: '31' }, /^LINK_MAX_DAYS must be an integer from 1 to 30/],
    ['a logo without encryption', { ...LINKS, PAGE_LOGO_URL: 'http://example.com/a.png' }, /^PAGE_LOGO_URL must be/],
    ['a frame that is not an origin', { ...LINKS, PAGE_FRAME_ANCESTORS: "'self'; x" }, /^PAGE_FRAME_ANCESTORS: /],
    ['a message that is not JSON', { ...LINKS, PAGE_CLOSE_MESSAGE: 'close' }, /^PAGE_CLOSE_MESSAGE must be JSON/],
    ['a stylesheet in a runtime without files', { ...LINKS, PAGE_CSS_FILE: '/a.css' }, /^PAGE_CSS_FILE cannot be used/],
  ] as [string, Record<string, string>, RegExp][])('are a mistake with %s', (_case, variables, mistake) => {
    expect(mistakesOf(variables)).toEqual([expect.stringMatching(mistake)]);
  });

  it.each([
    ['https://feedback.example.com/x//', 'https://feedback.example.com/x'],
    ['http://localhost:8080', 'http://localhost:8080'],
  ])('read PUBLIC_URL %s as %s', (given, publicUrl) => {
    expect(readConfig({ ...ACCOUNT, ...LINKS, PUBLIC_URL: given }).links).toMatchObject({ publicUrl });
  });

  it.each([
    'example.com',
    'ftp://localhost',
    'https://user@example.com',
    'https://:pass@example.com',
    'https://example.com/#a',
  ])('refuse PUBLIC_URL %s', (given) => {
    expect(mistakesOf({ ...LINKS, PUBLIC_URL: given })).toEqual([expect.stringMatching(/^PUBLIC_URL must be/)]);
  });

  it.each([
    ['two secrets', `${'a'.repeat(32)},${'b'.repeat(32)}`, 2],
    ['a secret of 32 bytes', 'ä'.repeat(16), 1],
  ])('accept %s', (_case, secret, count) => {
    expect(readConfig({ ...ACCOUNT, ...LINKS, LINK_SECRET: secret }).links?.secrets).toHaveLength(count);
  });

  it.each([
    ['three secrets', Array(3).fill('a'.repeat(32)).join(), /^LINK_SECRET must be one secret, or two/],
    ['a comma alone', ',', /^LINK_SECRET must be one secret, or two/],
    ['31 bytes', 'a'.repeat(31), /^LINK_SECRET must have at least 32 bytes/],
    ['a short second secret', `${'a'.repeat(32)},b`, /^LINK_SECRET must have at least 32 bytes/],
  ])('refuse a LINK_SECRET of %s', (_case, secret, mistake) => {
    expect(mistakesOf({ ...LINKS, LINK_SECRET: secret })).toEqual([expect.stringMatching(mistake)]);
  });

  it('refuse a second LINK_SECRET that is also an identity secret', () => {
    const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];

    expect(mistakesOf({ ...LINKS, LINK_SECRET: `${first},${second}`, IDENTITY_SECRET: second })).toEqual([
      'LINK_SECRET must differ from IDENTITY_SECRET',
    ]);
  });

  it('accept a secret that is not an identity secret', () => {
    expect(mistakesOf({ ...LINKS, IDENTITY_SECRET: 'b'.repeat(32) })).toEqual([]);
  });

  it('read the look of the page', () => {
    const page = {
      PAGE_TITLE: 'x'.repeat(100),
      PAGE_LOGO_URL: 'https://example.com/a.png',
      PAGE_CLOSE_MESSAGE: '{"action":"close"}',
    };

    expect(readConfig({ ...ACCOUNT, ...LINKS, ...page }).links?.page).toMatchObject({
      title: page.PAGE_TITLE,
      logoUrl: page.PAGE_LOGO_URL,
      closeMessage: page.PAGE_CLOSE_MESSAGE,
    });
  });

  it('refuse a title of 101 characters', () => {
    expect(mistakesOf({ ...LINKS, PAGE_TITLE: 'x'.repeat(101) })).toEqual([
      'PAGE_TITLE must have at most 100 characters',
    ]);
  });

  it.each([1, 30])('accept %d days', (days) => {
    expect(readConfig({ ...ACCOUNT, ...LINKS, LINK_MAX_DAYS: String(days) }).links?.maxDays).toBe(days);
  });

  it.each(['https://www.example.com', 'https://*.example.com:8443', 'http://localhost', 'http://127.0.0.1:3000'])(
    'accept the frame %s',
    (source) => {
      expect(readConfig({ ...ACCOUNT, ...LINKS, PAGE_FRAME_ANCESTORS: source }).links?.page.frameAncestors).toEqual([
        source,
      ]);
    },
  );

  it.each([
    'http://www.example.com',
    'https://www.example.com/x',
    'https://www.example.com:x',
    'https://www.example.com:8443x',
    'xhttps://www.example.com',
    'http://localhost.example.com',
    'http://localhost:3000/x',
    'xhttp://localhost',
  ])('refuse the frame %s', (source) => {
    expect(mistakesOf({ ...LINKS, PAGE_FRAME_ANCESTORS: source })).toEqual([
      `PAGE_FRAME_ANCESTORS: "${source}" is not an origin, as in https://www.example.com`,
    ]);
  });

  it('refuse a stylesheet that closes its element', () => {
    const mistakes = mistakesOf({ ...LINKS, PAGE_CSS_FILE: '/a.css' }, () => '</style><script>');

    expect(mistakes).toEqual(['PAGE_CSS_FILE must not contain </style']);
  });

  it('refuse a stylesheet that closes its element in capitals', () => {
    expect(mistakesOf({ ...LINKS, PAGE_CSS_FILE: '/a.css' }, () => '</STYLE>')).toHaveLength(1);
  });
});
