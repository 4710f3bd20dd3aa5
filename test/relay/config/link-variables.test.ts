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

  it('can name files', () => {
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
      'the secret of identity',
      { ...LINKS, IDENTITY_SECRET: LINKS.LINK_SECRET },
      /^LINK_SECRET must differ from IDENTITY_SECRET/,
    ],
    ['an address without encryption', { ...LINKS, PUBLIC_URL: 'http://example.com' }, /^PUBLIC_URL must be an https/],
    ['an address with a query', { ...LINKS, PUBLIC_URL: 'https://example.com/?a' }, /^PUBLIC_URL must be an https/],
    ['more than 30 days', { ...LINKS, LINK_MAX_DAYS: '31' }, /^LINK_MAX_DAYS must be an integer from 1 to 30/],
    ['a logo without encryption', { ...LINKS, PAGE_LOGO_URL: 'http://example.com/a.png' }, /^PAGE_LOGO_URL must be/],
    ['a frame that is no origin', { ...LINKS, PAGE_FRAME_ANCESTORS: "'self'; x" }, /^PAGE_FRAME_ANCESTORS: /],
    ['a message that is no JSON', { ...LINKS, PAGE_CLOSE_MESSAGE: 'close' }, /^PAGE_CLOSE_MESSAGE must be JSON/],
    ['a stylesheet where there are no files', { ...LINKS, PAGE_CSS_FILE: '/a.css' }, /^PAGE_CSS_FILE cannot be used/],
  ] as [string, Record<string, string>, RegExp][])('are a mistake with %s', (_case, variables, mistake) => {
    expect(mistakesOf(variables)).toEqual([expect.stringMatching(mistake)]);
  });

  it('are a mistake with a stylesheet that ends its element', () => {
    const mistakes = mistakesOf({ ...LINKS, PAGE_CSS_FILE: '/a.css' }, () => '</style><script>');

    expect(mistakes).toEqual(['PAGE_CSS_FILE must not contain </style']);
  });
});
