import { inSeconds, signToken } from './sign-token.js';

export const ORIGIN = 'https://www.example.com';
export const SECRET = 'identity-secret-zq7-of-thirty-two-bytes';

/** A request that no well-behaved client sends. */
export interface HostileRequest {
  name: string;
  /** The bytes to send. */
  bytes: string | Uint8Array;
  /** Sent again and again after `bytes`. */
  endless?: string;
  /** The expected statuses. 0 means that the connection was closed before an answer could be read. */
  statuses: number[];
  /** The body that reaches Haptik; none by default. */
  reaches?: object;
  /** The outcome in its log line. */
  logged?: string;
  /** True when it goes to the relay that requires identity tokens. */
  guarded?: boolean;
}

let people = 0;

/** Makes feedback with a visitor and a comment that a search in all output would find. */
export function good(more: object = {}): Record<string, unknown> {
  people += 1;
  return {
    auth_id: `visitor-zq7-${people}`,
    business_id: 343,
    query_resolved: true,
    query_rating: 5,
    feedback: `comment-zq7-${people}`,
    ...more,
  };
}

/** Makes a request from a request line, headers and a body. A header that is `null` is left out. */
export function http(
  body: string | Uint8Array,
  headers: Record<string, string | null> = {},
  line = 'POST /feedback HTTP/1.1',
): Uint8Array {
  const bytes = Buffer.from(body);
  const all: Record<string, string | null> = {
    Host: 'relay.example',
    Origin: ORIGIN,
    'Content-Type': 'application/json',
    'Content-Length': String(bytes.length),
    Connection: 'close',
    ...headers,
  };
  const head = Object.entries(all)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${line}\r\n${head.join('')}\r\n`, 'latin1'), bytes]);
}

const json = (value: unknown, headers: Record<string, string | null> = {}, line?: string) =>
  http(JSON.stringify(value), headers, line);

/** Makes a valid body and replaces one part of its text. */
function goodText(part: string, by: string): string {
  const text = JSON.stringify(good());
  if (!text.includes(part)) throw new Error(`${part} is not in ${text}`);
  return text.replace(part, by);
}

/** Makes a valid body whose comment has bytes that are not UTF-8. */
function withBytes(bytes: readonly number[]): Uint8Array {
  return Buffer.from(goodText('comment-zq7', String.fromCharCode(...bytes)), 'latin1');
}

function malformedJson(): HostileRequest[] {
  const texts: [string, string | Uint8Array][] = [
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['an open brace', '{'],
    ['a closing brace', '}'],
    ['a lone quote', '"'],
    ['a word', 'feedback'],
    ['a trailing comma', goodText('}', ',}')],
    ['single quotes', "{'auth_id': 'zq7'}"],
    ['a bare key', '{auth_id: "zq7"}'],
    ['NaN', goodText(':5', ':NaN')],
    ['Infinity', goodText(':5', ':Infinity')],
    ['a hexadecimal number', goodText(':5', ':0x5')],
    ['a number with a plus', goodText(':5', ':+5')],
    ['a number with a leading zero', goodText(':5', ':05')],
    ['undefined', goodText(':true', ':undefined')],
    ['a comment', `/* zq7 */ ${JSON.stringify(good())}`],
    ['two values', `${JSON.stringify(good())}${JSON.stringify(good())}`],
    ['a raw line break in text', goodText('comment-zq7', 'comment\nzq7')],
    ['a raw NUL in text', goodText('comment-zq7', 'comment\u0000zq7')],
    ['an unknown escape', goodText('comment-zq7', '\\x41')],
    ['half an escape', goodText('comment-zq7', '\\u12')],
    ['a form', 'auth_id=zq7&business_id=343&query_rating=5&query_resolved=true'],
    ['XML', '<feedback rating="5"/>'],
    ['arrays without end', '['.repeat(60_000)],
    ['objects without end', '{"a":'.repeat(12_000)],
    ['a NUL', '\u0000'],
    ['UTF-16', Buffer.from(`\ufeff${JSON.stringify(good())}`, 'utf16le')],
    ['a cut UTF-8 sequence', withBytes([0xe2, 0x82])],
    ['an overlong UTF-8 slash', withBytes([0xc0, 0xaf])],
    ['a surrogate in UTF-8', withBytes([0xed, 0xa0, 0x80])],
    ['a lone 0xff', Buffer.from([0xff])],
    ['gzip without saying so', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])],
  ];
  return texts.map(([name, body]) => ({ name: `JSON: ${name}`, bytes: http(body), statuses: [400] }));
}

function wrongFields(): HostileRequest[] {
  const wrong: Record<string, unknown[]> = {
    auth_id: [
      null,
      '',
      0,
      1,
      true,
      [],
      ['zq7'],
      {},
      { $ne: null },
      'a'.repeat(257),
      'zq7\u0000',
      'zq7\r\nX: y',
      '\u0085',
    ],
    business_id: [null, 0, -1, 1.5, '343', true, [], [343], {}, 2 ** 53, 1e300, -343],
    query_resolved: [null, 0, 1, 'true', '', [], {}],
    query_rating: [null, 0, 6, -1, 2.5, '5', true, [5], {}, 1e9],
    feedback: [null, 0, false, [], {}, ['zq7'], 'a'.repeat(10_001), '☆'.repeat(10_001)],
  };
  const requests = Object.entries(wrong).flatMap(([field, values]) =>
    values.map((value) => ({
      name: `fields: ${field} ${JSON.stringify(value).slice(0, 30)}`,
      bytes: json(good({ [field]: value })),
      statuses: [400],
    })),
  );
  const bodies = ['null', 'true', '5', '"zq7"', '[]', `[${JSON.stringify(good())}]`, '{}'];
  return [
    ...requests,
    ...bodies.map((body) => ({ name: `fields: the body ${body.slice(0, 20)}`, bytes: http(body), statuses: [400] })),
    { name: 'fields: a business id of 1e999', bytes: http(goodText(':343', ':1e999')), statuses: [400] },
  ];
}

function prototypes(): HostileRequest[] {
  const inherited = JSON.stringify(good());
  const plain = good();
  const text = JSON.stringify(plain);
  return [
    { name: 'prototype: fields by __proto__', bytes: http(`{"__proto__":${inherited}}`), statuses: [400] },
    {
      name: 'prototype: fields by constructor',
      bytes: http(`{"constructor":{"prototype":${inherited}}}`),
      statuses: [400],
    },
    {
      name: 'prototype: auth_id by __proto__',
      bytes: http('{"__proto__":{"auth_id":"zq7"},"business_id":1,"query_resolved":true,"query_rating":5}'),
      statuses: [400],
    },
    {
      name: 'prototype: more than five fields',
      bytes: http(
        text.replace('}', ',"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"admin":true}'),
      ),
      statuses: [201],
      reaches: plain,
    },
    ...['toString', 'hasOwnProperty', 'valueOf', 'toJSON'].map((name) => {
      const body = good();
      return {
        name: `prototype: a field called ${name}`,
        bytes: json({ ...body, [name]: 1 }),
        statuses: [201],
        reaches: body,
      };
    }),
  ];
}

function duplicateKeys(): HostileRequest[] {
  const first = good();
  const escaped = good();
  return [
    {
      name: 'duplicate keys: only the last value reaches Haptik',
      bytes: http(JSON.stringify(first).replace('{', '{"auth_id":"someone-else","query_rating":1,')),
      statuses: [201],
      reaches: first,
    },
    { name: 'duplicate keys: the last is wrong', bytes: http(goodText('}', ',"query_rating":9}')), statuses: [400] },
    { name: 'duplicate keys: the last is null', bytes: http(goodText('}', ',"auth_id":null}')), statuses: [400] },
    {
      name: 'duplicate keys: one of them escaped',
      bytes: http(JSON.stringify(escaped).replace('{', '{"\\u0061uth_id":"someone-else",')),
      statuses: [201],
      reaches: escaped,
    },
  ];
}

function contentTypes(): HostileRequest[] {
  const types = [
    null,
    '',
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=zq7',
    'application/jsonp',
    'application/json-patch+json',
    'application/ld+json',
    'application/xml',
    'text/json',
    'json',
    '*/*',
    'application/json, text/plain',
    'text/plain, application/json',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json; charset="utf-7"',
    'application/json; charset=utf-8; charset=utf-16',
    'application /json',
    'application/json\u00a0',
  ];
  const encodings = ['gzip', 'br', 'deflate', 'compress', 'gzip, identity', 'zq7'];
  return [
    ...types.map((type) => ({
      name: `type: ${JSON.stringify(type)}`,
      bytes: json(good(), { 'Content-Type': type }),
      statuses: [415],
    })),
    ...encodings.map((encoding) => ({
      name: `type: encoded as ${encoding}`,
      bytes: json(good(), { 'Content-Encoding': encoding }),
      statuses: [415],
    })),
  ];
}

function sizes(): HostileRequest[] {
  const chunked = { 'Content-Length': null, 'Transfer-Encoding': 'chunked' };
  const chunk = `ffff\r\n${'a'.repeat(0xffff)}\r\n`;
  const full = good();
  const room = 65_536 - JSON.stringify({ ...full, more: '' }).length;
  return [
    {
      name: 'size: exactly 64 KiB',
      bytes: json({ ...full, more: 'a'.repeat(room) }),
      statuses: [201],
      reaches: full,
    },
    {
      name: 'size: one byte more than 64 KiB',
      bytes: json({ ...good({ auth_id: full.auth_id }), more: 'a'.repeat(room + 1) }),
      statuses: [413],
    },
    { name: 'size: ten times as much', bytes: json({ ...good(), more: 'a'.repeat(655_360) }), statuses: [413] },
    { name: 'size: white space', bytes: http(' '.repeat(70_000) + JSON.stringify(good())), statuses: [413] },
    {
      name: 'size: a Content-Length of one gigabyte',
      bytes: http('', { 'Content-Length': '1073741824' }),
      statuses: [413],
    },
    {
      name: 'size: a Content-Length beyond the range of numbers',
      bytes: http('', { 'Content-Length': '9'.repeat(30) }),
      statuses: [400, 413],
    },
    {
      name: 'size: endless with a length',
      bytes: http('', { 'Content-Length': '9007199254740991' }),
      endless: 'a'.repeat(65_536),
      statuses: [413, 0],
    },
    { name: 'size: endless in chunks', bytes: http('', chunked), endless: chunk, statuses: [413, 0] },
    {
      name: 'size: endless in small chunks',
      bytes: http('', chunked),
      endless: '1\r\na\r\n'.repeat(4096),
      statuses: [413, 0],
    },
    {
      name: 'size: an endless chunk extension',
      bytes: http('', chunked),
      endless: `1;${'a'.repeat(65_536)}`,
      statuses: [413, 400, 0],
    },
    {
      name: 'size: an endless header',
      bytes: 'POST /feedback HTTP/1.1\r\nHost: a\r\nX: ',
      endless: 'a'.repeat(65_536),
      statuses: [431, 0],
    },
    {
      name: 'size: endless headers',
      bytes: 'POST /feedback HTTP/1.1\r\nHost: a\r\n',
      endless: 'X: a\r\n'.repeat(1000),
      statuses: [431, 0],
    },
    { name: 'size: an endless path', bytes: 'POST /feedback', endless: 'a'.repeat(65_536), statuses: [431, 0] },
    { name: 'size: an endless method', bytes: 'P', endless: 'O'.repeat(65_536), statuses: [400, 0] },
    { name: 'size: a cookie of 20 KB', bytes: json(good(), { Cookie: 'a'.repeat(20_000) }), statuses: [431] },
    {
      name: 'size: a thousand headers',
      bytes: json(
        good(),
        Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`X-${n}`, 'zq7 and some more'.repeat(2)])),
      ),
      statuses: [431],
    },
  ];
}

function smuggling(): HostileRequest[] {
  const inner = Buffer.from(http(JSON.stringify(good({ auth_id: 'smuggled-zq7' })))).toString('latin1');
  const body = () => JSON.stringify(good());
  const raw = (headers: string, rest = '') =>
    `POST /feedback HTTP/1.1\r\nHost: a\r\nOrigin: ${ORIGIN}\r\nContent-Type: application/json\r\nConnection: close\r\n${headers}\r\n\r\n${rest}`;
  const bad: [string, string | Uint8Array, number[]?][] = [
    [
      'a length and chunks',
      raw(`Content-Length: ${inner.length + 5}\r\nTransfer-Encoding: chunked`, `0\r\n\r\n${inner}`),
    ],
    ['chunks and a length', raw(`Transfer-Encoding: chunked\r\nContent-Length: 5`, `0\r\n\r\n${inner}`)],
    ['two lengths', raw(`Content-Length: 2\r\nContent-Length: 3`, `{}${inner}`)],
    ['a list of lengths', raw(`Content-Length: 2, 3`, `{}${inner}`)],
    ['a negative length', raw('Content-Length: -1', inner)],
    ['a length with a plus', raw('Content-Length: +2', `{}${inner}`)],
    ['a hexadecimal length', raw('Content-Length: 0x2', `{}${inner}`)],
    ['a length in words', raw('Content-Length: two', `{}${inner}`)],
    ['a length with a fraction', raw('Content-Length: 2.0', `{}${inner}`)],
    ['an unknown encoding', raw('Transfer-Encoding: zq7', `0\r\n\r\n${inner}`)],
    ['chunked, but not last', raw('Transfer-Encoding: chunked, identity', `0\r\n\r\n${inner}`)],
    ['chunked with a tab', raw('Transfer-Encoding:\tchunked\t, identity', `0\r\n\r\n${inner}`)],
    ['almost chunked', raw('Transfer-Encoding: xchunked', `0\r\n\r\n${inner}`)],
    ['a space before the colon', raw('Content-Length : 2', `{}${inner}`)],
    ['a folded header', raw('X: a\r\n b\r\nContent-Length: 2', `{}${inner}`)],
    ['a header without a name', raw(': zq7\r\nContent-Length: 2', `{}${inner}`)],
    ['a header without a colon', raw('zq7\r\nContent-Length: 2', `{}${inner}`)],
    ['a NUL in a header', raw('X: a\u0000b\r\nContent-Length: 2', `{}${inner}`)],
    ['a NUL in a name', raw('X\u0000: a\r\nContent-Length: 2', `{}${inner}`)],
    ['a bare CR in a header', raw('X: a\rContent-Length: 2', `{}${inner}`)],
    ['a bare LF before a length', raw('X: a\nContent-Length: 2', `{}${inner}`), [400]],
    ['a chunk whose size is not a number', raw('Transfer-Encoding: chunked', `zz\r\n{}\r\n0\r\n\r\n${inner}`)],
    ['a negative chunk', raw('Transfer-Encoding: chunked', `-1\r\n{}\r\n0\r\n\r\n${inner}`)],
    ['a chunk longer than it says', raw('Transfer-Encoding: chunked', `1\r\n{}\r\n0\r\n\r\n${inner}`)],
    ['a chunk beyond all numbers', raw('Transfer-Encoding: chunked', `${'f'.repeat(40)}\r\n{}\r\n0\r\n\r\n${inner}`)],
    ['a chunk that ends in LF', raw('Transfer-Encoding: chunked', `2\n{}\n0\n\n${inner}`)],
    [
      'no host',
      `POST /feedback HTTP/1.1\r\nOrigin: ${ORIGIN}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    ],
    ['two hosts', raw('Host: b\r\nContent-Length: 2', `{}`)],
    ['an impossible host', Buffer.from(http(body(), { Host: 'a b' }))],
    ['a host with a path', Buffer.from(http(body(), { Host: 'a/b' }))],
    ['a host with a user', Buffer.from(http(body(), { Host: 'a@b' }))],
    ['HTTP/0.9', 'POST /feedback\r\n\r\n'],
    ['HTTP/2 over plain text', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['HTTP/3.0', 'POST /feedback HTTP/3.0\r\nHost: a\r\n\r\n'],
    ['TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])],
    ['an SMTP greeting', 'EHLO zq7\r\n'],
    ['binary noise', Buffer.from(Array.from({ length: 512 }, (_, n) => (n * 131 + 7) & 255))],
    ['an expectation of its own', Buffer.from(http(body(), { Expect: 'zq7' })), [417]],
  ];
  return bad.map(([name, bytes, statuses = [400]]) => ({ name: `smuggling: ${name}`, bytes, statuses }));
}

function methods(): HostileRequest[] {
  const known = ['PUT', 'DELETE', 'PATCH', 'PROPFIND', 'MKCOL', 'SEARCH', 'LOCK', 'PURGE', 'REPORT', 'QUERY'];
  const unknown = ['post', 'Post', 'FOO', 'POST\t', 'P\u0000ST', '"POST"', 'POSTPOST'];
  return [
    ...known.map((method) => ({
      name: `method: ${method}`,
      bytes: json(good(), {}, `${method} /feedback HTTP/1.1`),
      statuses: [405],
    })),
    { name: 'method: GET', bytes: json(good(), {}, 'GET /feedback HTTP/1.1'), statuses: [204] },
    { name: 'method: HEAD', bytes: http('', { 'Content-Length': null }, 'HEAD /feedback HTTP/1.1'), statuses: [204] },
    { name: 'method: TRACE', bytes: http('', { 'Content-Length': null }, 'TRACE /feedback HTTP/1.1'), statuses: [405] },
    {
      name: 'method: CONNECT',
      bytes: http('', { 'Content-Length': null }, 'CONNECT /feedback HTTP/1.1'),
      statuses: [0],
    },
    {
      name: 'method: OPTIONS without an origin',
      bytes: json(good(), { Origin: null }, 'OPTIONS /feedback HTTP/1.1'),
      statuses: [403],
    },
    {
      name: 'method: an override',
      bytes: json(good(), { 'X-HTTP-Method-Override': 'POST' }, 'GET /feedback HTTP/1.1'),
      statuses: [204],
    },
    ...unknown.map((method) => ({
      name: `method: ${JSON.stringify(method)}`,
      bytes: json(good(), {}, `${method} /feedback HTTP/1.1`),
      statuses: [400],
    })),
  ];
}

function paths(): HostileRequest[] {
  const elsewhere = [
    '/',
    '//feedback',
    '/feedback/',
    '/Feedback',
    '/feedback;a=b',
    '/feedback%20',
    '/feedback%00',
    '/feedback%2f',
    '/feedback.json',
    '/x/../../feedback/x',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/../../etc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/.env',
    '/.git/config',
    '/node.js',
    '/relay/node.js',
    '/package.json',
    '/demo/reset',
    '/demo/received',
    '/__proto__',
    '/constructor',
    '/v1.0/log_feedback_from_user/',
    '/%',
    '/%zz',
  ];
  return [
    ...elsewhere.map((path) => ({
      name: `path: ${path}`,
      bytes: json(good(), {}, `POST ${path} HTTP/1.1`),
      statuses: [404, 400],
    })),
    ...['/feedbac%6b', '/%66eedback', '/%2e%2e/feedback', '/./feedback', '/x/../feedback', '/feedback#x'].map(
      (path) => ({
        name: `path: another spelling, ${path}`,
        bytes: json(good(), {}, `POST ${path} HTTP/1.1`),
        statuses: [404],
        logged: 'not-found',
      }),
    ),
    {
      name: 'path: absolute, with another spelling',
      bytes: json(good(), {}, 'POST http://relay.example/%2e/feedback HTTP/1.1'),
      statuses: [404],
      logged: 'not-found',
    },
    { name: 'path: a star', bytes: json(good(), {}, 'POST * HTTP/1.1'), statuses: [400] },
    { name: 'path: none', bytes: json(good(), {}, 'POST  HTTP/1.1'), statuses: [400] },
    { name: 'path: a backslash', bytes: json(good(), {}, 'POST \\feedback HTTP/1.1'), statuses: [400] },
    { name: 'path: another scheme', bytes: json(good(), {}, 'POST file:///etc/passwd HTTP/1.1'), statuses: [400, 404] },
    { name: 'path: metrics by post', bytes: json(good(), {}, 'POST /metrics HTTP/1.1'), statuses: [405] },
    { name: 'path: healthz by delete', bytes: json(good(), {}, 'DELETE /healthz HTTP/1.1'), statuses: [405] },
    { name: 'path: metrics without a token', bytes: http('', {}, 'GET /metrics HTTP/1.1'), statuses: [401] },
    {
      name: 'path: metrics with a wrong token',
      bytes: http('', { Authorization: 'Bearer zq7' }, 'GET /metrics HTTP/1.1'),
      statuses: [401],
    },
    {
      name: 'path: metrics with an empty token',
      bytes: http('', { Authorization: 'Bearer ' }, 'GET /metrics HTTP/1.1'),
      statuses: [401],
    },
  ];
}

function origins(): HostileRequest[] {
  const foreign = [
    null,
    '',
    'null',
    '*',
    'https://evil.example',
    'http://www.example.com',
    'https://www.example.com.',
    'https://www.example.com/',
    'https://www.example.com:443',
    'https://www.example.com:8443',
    'https://www.example.com.evil.example',
    'https://evil-www.example.com',
    'https://www.example.com@evil.example',
    'https://evil.example/https://www.example.com',
    'https://evil.example#https://www.example.com',
    'https://example.com',
    'https://WWW.EXAMPLE.COM',
    'HTTPS://www.example.com',
    'https://www.example.co',
    'https://www.example.comm',
    'https://wwwXexample.com',
    'https://www.example.com, https://evil.example',
    'https://evil.example, https://www.example.com',
    'https://www.example.com https://evil.example',
    'https://www.ex\u00e4mple.com',
    'https://xn--www-example-com.evil.example',
    'file://',
    'chrome-extension://abcdefgh',
    'about:blank',
    '__proto__',
    'constructor',
    '.*',
  ];
  return [
    ...foreign.map((origin) => ({
      name: `origin: ${JSON.stringify(origin)}`,
      bytes: json(good(), { Origin: origin }),
      statuses: [403],
    })),
    ...['https://evil.example', 'null', 'https://www.example.com.evil.example'].map((origin) => ({
      name: `origin: a preflight from ${origin}`,
      bytes: http('', { Origin: origin, 'Access-Control-Request-Method': 'POST' }, 'OPTIONS /feedback HTTP/1.1'),
      statuses: [403],
    })),
    {
      name: 'origin: a referer in its place',
      bytes: json(good(), { Origin: null, Referer: `${ORIGIN}/` }),
      statuses: [403],
    },
    {
      name: 'origin: two of them',
      bytes: json(good(), { 'X-A': `b\r\nOrigin: https://evil.example` }),
      statuses: [403],
    },
  ];
}

function forgedTokens(): HostileRequest[] {
  const claims = { auth_id: 'visitor-zq7-token', exp: inSeconds(600) };
  const [head = '', payload = '', signature = ''] = signToken(claims, SECRET).split('.');
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokens: Record<string, string | null> = {
    'no header': null,
    'an empty header': '',
    'no scheme': signToken(claims, SECRET),
    'another scheme': `Basic ${signToken(claims, SECRET)}`,
    'an empty token': 'Bearer ',
    'two tokens': `Bearer ${signToken(claims, SECRET)} ${signToken(claims, SECRET)}`,
    'a list of tokens': `Bearer ${signToken(claims, SECRET)}, Bearer zq7`,
    'another secret': `Bearer ${signToken(claims, `${SECRET}!`)}`,
    'an empty secret': `Bearer ${signToken(claims, '')}`,
    'the secret in another case': `Bearer ${signToken(claims, SECRET.toUpperCase())}`,
    'alg none': `Bearer ${signToken(claims, SECRET, { alg: 'none' }).replace(/[^.]*$/, '')}`,
    'alg NONE': `Bearer ${signToken(claims, SECRET, { alg: 'NONE' })}`,
    'alg nOnE, unsigned': `Bearer ${encode({ alg: 'nOnE' })}.${payload}.`,
    'no alg': `Bearer ${signToken(claims, SECRET, { typ: 'JWT' })}`,
    'alg null': `Bearer ${signToken(claims, SECRET, { alg: null })}`,
    'a list of algs': `Bearer ${signToken(claims, SECRET, { alg: ['HS256'] })}`,
    'alg hs256': `Bearer ${signToken(claims, SECRET, { alg: 'hs256' })}`,
    HS384: `Bearer ${signToken(claims, SECRET, { alg: 'HS384' }, 'sha384')}`,
    HS512: `Bearer ${signToken(claims, SECRET, { alg: 'HS512' }, 'sha512')}`,
    'HS384 signed as HS256': `Bearer ${signToken(claims, SECRET, { alg: 'HS384' })}`,
    RS256: `Bearer ${signToken(claims, SECRET, { alg: 'RS256' })}`,
    ES256: `Bearer ${signToken(claims, SECRET, { alg: 'ES256' })}`,
    PS256: `Bearer ${signToken(claims, SECRET, { alg: 'PS256' })}`,
    EdDSA: `Bearer ${signToken(claims, SECRET, { alg: 'EdDSA' })}`,
    'a key of its own': `Bearer ${signToken(claims, 'zq7', { alg: 'HS256', jwk: { kty: 'oct', k: encode('zq7') } })}`,
    'a key from elsewhere': `Bearer ${signToken(claims, 'zq7', { alg: 'HS256', jku: 'https://evil.example/keys' })}`,
    'a key id that is a path': `Bearer ${signToken(claims, '', { alg: 'HS256', kid: '/dev/null' })}`,
    'a payload that is not encoded': `Bearer ${signToken(claims, SECRET, { alg: 'HS256', b64: false, crit: ['b64'] })}`,
    'a changed payload': `Bearer ${head}.${encode({ ...claims, auth_id: 'someone-else' })}.${signature}`,
    'a changed header': `Bearer ${encode({ alg: 'HS256', typ: 'jwt' })}.${payload}.${signature}`,
    'a cut signature': `Bearer ${head}.${payload}.${signature.slice(0, -4)}`,
    'a longer signature': `Bearer ${head}.${payload}.${signature}AAAA`,
    'no signature': `Bearer ${head}.${payload}`,
    'no payload': `Bearer ${head}..${signature}`,
    'four parts': `Bearer ${head}.${payload}.${signature}.${signature}`,
    'five parts': `Bearer ${head}....${signature}`,
    'only dots': 'Bearer ..',
    expired: `Bearer ${signToken({ ...claims, exp: inSeconds(-120) }, SECRET)}`,
    'expired at the epoch': `Bearer ${signToken({ ...claims, exp: 0 }, SECRET)}`,
    'no expiry': `Bearer ${signToken({ auth_id: claims.auth_id }, SECRET)}`,
    'expiry null': `Bearer ${signToken({ ...claims, exp: null }, SECRET)}`,
    'expiry as text': `Bearer ${signToken({ ...claims, exp: '9999999999' }, SECRET)}`,
    'expiry beyond numbers': `Bearer ${signToken(`{"auth_id":"zq7","exp":1e999}`, SECRET)}`,
    'not yet valid': `Bearer ${signToken({ ...claims, nbf: inSeconds(120) }, SECRET)}`,
    'nbf as text': `Bearer ${signToken({ ...claims, nbf: 'now' }, SECRET)}`,
    'no auth_id': `Bearer ${signToken({ sub: 'zq7', exp: claims.exp }, SECRET)}`,
    'auth_id null': `Bearer ${signToken({ ...claims, auth_id: null }, SECRET)}`,
    'auth_id a number': `Bearer ${signToken({ ...claims, auth_id: 7 }, SECRET)}`,
    'auth_id a list': `Bearer ${signToken({ ...claims, auth_id: ['zq7'] }, SECRET)}`,
    'auth_id empty': `Bearer ${signToken({ ...claims, auth_id: '' }, SECRET)}`,
    'auth_id too long': `Bearer ${signToken({ ...claims, auth_id: 'a'.repeat(257) }, SECRET)}`,
    'auth_id with a line break': `Bearer ${signToken({ ...claims, auth_id: 'a\nb' }, SECRET)}`,
    'auth_id by __proto__': `Bearer ${signToken(`{"__proto__":{"auth_id":"zq7"},"exp":${claims.exp}}`, SECRET)}`,
    'a payload that is a list': `Bearer ${signToken([claims], SECRET)}`,
    'a payload that is null': `Bearer ${signToken('null', SECRET)}`,
    'a payload that is not JSON': `Bearer ${signToken('zq7', SECRET)}`,
    'an encrypted token': `Bearer ${encode({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`,
    'plain base64': `Bearer ${Buffer.from(`${head}.${payload}`).toString('base64')}`,
    'a token of 9 KB': `Bearer ${head}.${'a'.repeat(9000)}.${signature}`,
  };
  return [
    ...Object.entries(tokens).map(([name, authorization]) => ({
      name: `token: ${name}`,
      bytes: json(good({ auth_id: undefined }), { Authorization: authorization }),
      statuses: [401],
      guarded: true,
    })),
    {
      name: 'token: for one visitor, feedback for another',
      bytes: json(good(), { Authorization: `Bearer ${signToken(claims, SECRET)}` }),
      statuses: [403],
      guarded: true,
    },
    {
      name: 'token: in the body',
      bytes: json(good({ identity_token: signToken(claims, SECRET) })),
      statuses: [401],
      guarded: true,
    },
    {
      name: 'token: in the query',
      bytes: json(good(), {}, `POST /feedback?access_token=${signToken(claims, SECRET)} HTTP/1.1`),
      statuses: [401],
      guarded: true,
    },
    {
      name: 'token: good, but from a foreign origin',
      bytes: json(good({ auth_id: claims.auth_id }), {
        Authorization: `Bearer ${signToken(claims, SECRET)}`,
        Origin: 'https://evil.example',
      }),
      statuses: [403],
      guarded: true,
    },
  ];
}

const MALFORMED_KEYS = ['../../zq7', 'a'.repeat(4000)];

/** Makes valid feedback with headers that try to change what the relay sends, answers or believes. */
function strangeHeaders(): HostileRequest[] {
  const headers: Record<string, string>[] = [
    { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'gopher' },
    { 'X-Forwarded-For': "127.0.0.1, '; DROP TABLE--", Forwarded: 'for=_zq7' },
    { 'X-Original-URL': '/metrics', 'X-Rewrite-URL': '/metrics' },
    { Authorization: 'Bearer zq7-of-the-visitor', 'Client-Id': 'zq7' },
    { 'X-Request-Id': 'zq7-of-the-visitor' },
    ...MALFORMED_KEYS.map((key) => ({ 'Idempotency-Key': key })),
    { 'Idempotency-Key': '__proto__' },
    { Cookie: 'session=zq7-of-the-visitor' },
    { Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' },
    { 'Accept-Encoding': 'zq7, *;q=0' },
    { TE: 'trailers, deflate', Trailer: 'X-Zq7' },
    { Host: '127.0.0.1:1' },
    { Host: '[::1]:99' },
    { Expect: '100-continue' },
    { Range: 'bytes=0-1' },
    { 'Transfer-Encoding': 'identity' },
  ];
  return headers.flatMap((more) => {
    const body = good();
    const name = `headers: ${Object.entries(more).join(' ').slice(0, 60)}`;
    // Node refuses a request with both an encoding and a length as ambiguous.
    if ('Transfer-Encoding' in more) return [{ name, bytes: json(body, more), statuses: [400] }];
    if (MALFORMED_KEYS.includes(more['Idempotency-Key']!)) return [{ name, bytes: json(body, more), statuses: [400] }];
    return [{ name, bytes: json(body, more), statuses: [201], reaches: body }];
  });
}

/** Makes every hostile request. */
export function hostileRequests(): HostileRequest[] {
  return [
    ...malformedJson(),
    ...wrongFields(),
    ...prototypes(),
    ...duplicateKeys(),
    ...contentTypes(),
    ...sizes(),
    ...smuggling(),
    ...methods(),
    ...paths(),
    ...origins(),
    ...forgedTokens(),
    ...strangeHeaders(),
  ];
}
