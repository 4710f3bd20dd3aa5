import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { type RelayProcess, runRelay } from '../relay-process.js';

const SCRIPT = `// ${'the form '.repeat(200)}`;
const HASH = createHash('sha256').update(SCRIPT).digest('base64url');
const FILE = { bytes: SCRIPT.length, integrity: 'sha384-abc' };
const INTEGRITY = { version: '9.9.9', commit: 'c0ffee', files: { 'haptik-feedback.js': { ...FILE, tag: '<script>' } } };
let built: BuiltRelay;
let relay: RelayProcess;

beforeAll(async () => {
  built = await buildRelay({
    'embed/haptik-feedback.js': SCRIPT,
    'embed/haptik-feedback.js.map': '{}',
    'embed/integrity.json': JSON.stringify(INTEGRITY),
    'embed/locales/de.js': 'export {}',
    'playground/index.html': '<h1>The playground</h1>',
    'playground/examples/index.html': '<h1>Examples</h1>',
    'playground/examples/inline.html': '<h1>Inline</h1>',
    'relay/secret.txt': 'not to be served',
  });
  relay = await runRelay(built, { LOG_LEVEL: 'silent' }, ['--demo']);
});

afterAll(async () => {
  await relay.stop();
  built.remove();
});

/** Sends a request without normalising its path or decoding the answer. */
function ask(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    get(relay.url.slice(0, -1), { path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

test('serves the script to any site, in the best encoding that the client accepts', async () => {
  const plain = await ask('/haptik-feedback.js');

  expect(plain.body.toString()).toBe(SCRIPT);
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  });

  const brotli = await ask('/haptik-feedback.js', { 'accept-encoding': 'gzip, deflate, br' });

  expect(brotli.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);

  const gzip = await ask('/haptik-feedback.js', { 'accept-encoding': 'gzip, br;q=0' });

  expect(gzip.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);

  const tags = [plain, brotli, gzip].map(({ headers }) => headers.etag);

  expect(new Set(tags).size).toBe(3);
});

test('answers 304 for content that the browser has', async () => {
  const { headers } = await ask('/haptik-feedback.js', { 'accept-encoding': 'br' });
  const again = await ask('/haptik-feedback.js', { 'accept-encoding': 'br', 'if-none-match': `W/${headers.etag}` });

  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, headers.etag]);
});

test('lets browsers keep a file for a year only when its URL has the hash of the content', async () => {
  const cacheOf = async (query: string) => (await ask(`/haptik-feedback.js${query}`)).headers['cache-control'];

  expect(await cacheOf(`?v=${HASH.slice(0, 8)}`)).toBe('public, max-age=31536000, immutable');
  for (const query of ['', '?v=', `?v=${HASH.slice(0, 4)}`, '?v=00000000']) {
    expect(await cacheOf(query)).toBe('public, max-age=3600, stale-while-revalidate=86400');
  }
});

test('serves files in folders, answers HEAD without a body and refuses POST', async () => {
  expect((await ask('/locales/de.js')).status).toBe(200);
  expect((await ask('/examples/inline.html')).body.toString()).toBe('<h1>Inline</h1>');

  const head = await fetch(`${relay.url}haptik-feedback.js`, { method: 'HEAD' });

  expect([head.status, await head.text()]).toEqual([200, '']);
  expect((await fetch(`${relay.url}haptik-feedback.js`, { method: 'POST' })).status).toBe(405);
});

test('a file that has a source map names it, and another file names none', async () => {
  const script = await ask('/haptik-feedback.js?v=1');
  const locale = await ask('/locales/de.js');

  expect(script.headers.sourcemap).toBe('haptik-feedback.js.map');
  expect(locale.headers.sourcemap).toBeUndefined();
  expect((await ask('/haptik-feedback.js.map')).status).toBe(200);
});

test('/version.json names the version of the relay, the commit and the browser files', async () => {
  const answer = await ask('/version.json');

  expect(JSON.parse(answer.body.toString())).toEqual({
    version: '1.2.3',
    commit: 'c0ffee',
    files: { 'haptik-feedback.js': FILE },
  });
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' });
});

test('redirects to a folder that has a page, and keeps the query', async () => {
  const answer = await ask('/examples?a=b');

  expect([answer.status, answer.headers.location]).toEqual([302, 'examples/?a=b']);
});

test.each([
  '/relay/secret.txt',
  '/../relay/secret.txt',
  '/examples/../../relay/secret.txt',
  '/%2e%2e/relay/secret.txt',
  '/..%2frelay%2fsecret.txt',
  '/..\\relay\\secret.txt',
  '//relay/secret.txt',
  '/locales',
  '/locales/',
  '/haptik-feedback.js/',
  '/haptik-feedback.js%00',
])('serves nothing at %s', async (path) => {
  const { status, body } = await ask(path);

  expect([400, 404]).toContain(status);
  expect(body.toString()).not.toContain('not to be served');
});
