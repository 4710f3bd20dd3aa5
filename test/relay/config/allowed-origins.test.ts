import { expect, test } from 'vitest';
import { describeWildcards, isAllowedOrigin, readAllowedOrigins } from '../../../src/relay/config/allowed-origins.js';
import { EnvironmentReader } from '../../../src/relay/config/environment-reader.js';

function mistakesOf(origins: string): readonly string[] {
  const reader = new EnvironmentReader({ ALLOWED_ORIGINS: origins }, undefined);
  readAllowedOrigins(reader);
  return reader.mistakes;
}

test.each([
  'https://*.example.com',
  'https://*.shop.example.co.uk',
  'http://*.example.com:8080',
  'https://*.acme.github.io',
  'https://*.city.kawasaki.jp',
  'https://www.github.io',
  'http://shop.example.com:8080',
])('accepts %s', (origin) => {
  expect(mistakesOf(origin)).toEqual([]);
});

test.each([
  'https://*.com',
  'https://*.co.uk',
  'https://*.github.io',
  'https://*.vercel.app',
  'https://*.myshopify.com',
  'https://*.compute.amazonaws.com',
  'https://*.kawasaki.jp',
  'https://*.xn--p1ai',
  'https://*.intranet',
])('rejects %s, because other people own names below it', (origin) => {
  expect(mistakesOf(origin)).toEqual([expect.stringContaining('would allow the pages of others')]);
});

test.each([
  '*',
  'https://*',
  'https://*/',
  'https://*.',
  'https://*.*.example.com',
  'https://www.*.example.com',
  'https://*example.com',
  'https://shop*.example.com',
  '*.example.com',
  'https://*.127.0.0.1',
  'https://*.example.com/',
  'https://*.Example.com',
  'https://*.example.com:443',
  'https://*.example.com:*',
])('rejects %s', (origin) => {
  expect(mistakesOf(origin)).toHaveLength(1);
});

test.each(['ftp://a.example', 'xhttps://a.example', 'httpsx://a.example', 'https://a.example.', 'https://*'])(
  'says how an origin is written, for %s',
  (origin) => {
    expect(mistakesOf(origin)).toEqual([
      `ALLOWED_ORIGINS: "${origin}" is not an origin, as in https://www.example.com or https://*.example.com`,
    ]);
  },
);

test('names each wrong origin', () => {
  expect(mistakesOf('https://a.example,x,y')).toHaveLength(2);
});

test.each([
  ['https://*.Example.com', 'https://*.example.com'],
  ['https://*.example.com/', 'https://*.example.com'],
])('suggests for %s the origin %s', (origin, suggestion) => {
  expect(mistakesOf(origin)).toEqual([expect.stringContaining(`did you mean ${suggestion}?`)]);
});

test.each(['https://shop.example.com', 'https://a-1.example.com', 'https://xn--bcher-kva.example.com'])(
  'a wildcard allows %s',
  (origin) => {
    expect(isAllowedOrigin(['https://*.example.com'], origin)).toBe(true);
  },
);

test.each([
  'https://example.com',
  'https://a.b.example.com',
  'http://shop.example.com',
  'https://shop.example.com:8443',
  'https://shop.example.com.evil.example',
  'https://evil.example/.example.com',
  'https://evil@shop.example.com',
  'https://evil.example#.example.com',
  'https://.example.com',
  'https://shopexample.com',
  'null',
])('a wildcard does not allow %s', (origin) => {
  expect(isAllowedOrigin(['https://*.example.com'], origin)).toBe(false);
});

test('a wildcard of http allows an origin of http', () => {
  expect(isAllowedOrigin(['http://*.example.com'], 'http://shop_1.example.com')).toBe(true);
});

test('an exact origin allows only itself', () => {
  const allowed = ['https://www.example.com'];

  expect(isAllowedOrigin(allowed, 'https://www.example.com')).toBe(true);
  expect(isAllowedOrigin(allowed, 'https://shop.example.com')).toBe(false);
});

test('says what a wildcard allows', () => {
  expect(describeWildcards(['https://www.example.com', 'https://*.example.com'])).toEqual([
    'https://*.example.com allows every origin with one label in place of *, as https://shop.example.com, ' +
      'but neither https://example.com nor https://a.b.example.com.',
  ]);
});
