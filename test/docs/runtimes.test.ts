import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeHaptik, startFakeHaptik } from '../relay/fake-haptik.js';
import { pageOf, ROOT } from './pages.js';

const FOLDER = join(ROOT, 'dist/docs-runtimes');
const ORIGIN = 'https://www.example.com';
const BODY = '{"auth_id":"visitor-1","business_id":343,"query_resolved":true,"query_rating":5}';

/** The modules that the blocks import, and their replacements in this test. */
const MODULES: Record<string, string> = {
  'npm:haptik-feedback-widget/relay': pathToFileURL(join(ROOT, 'src/relay/index.ts')).href,
  'haptik-feedback-widget/relay': pathToFileURL(join(ROOT, 'src/relay/index.ts')).href,
  '@vercel/functions': './vercel-functions.js',
};

let haptik: FakeHaptik;
beforeAll(async () => {
  haptik = await startFakeHaptik();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'vercel-functions.js'), 'export const waitUntil = () => {};');
  vi.stubEnv('HAPTIK_BASE_URL', haptik.origin);
  vi.stubEnv('HAPTIK_TOKEN', 'token-of-the-account');
  vi.stubEnv('HAPTIK_CLIENT_ID', 'client');
  vi.stubEnv('ALLOWED_ORIGINS', ORIGIN);
});
/** The lines on the console. */
let lines: string[];
beforeEach(() => {
  haptik.reset();
  lines = [];
  vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await haptik.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** Runs the block below a heading of docs/deployment.md; returns what it exports. */
async function runBlock(heading: string) {
  const section = pageOf('docs/deployment.md').text.split(`### ${heading}\n`)[1]!;
  const code = /```js\n(.*?)```/s.exec(section)![1]!;
  const path = join(FOLDER, `${heading.replace(/\W/g, '')}.js`);
  writeFileSync(
    path,
    code.replace(/from '([^']+)'/g, (all, name) => (MODULES[name] ? `from '${MODULES[name]}'` : all)),
  );
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}

function post(path = '/feedback'): Request {
  const headers = { origin: ORIGIN, 'content-type': 'application/json' };
  return new Request(`https://feedback.example.com${path}`, { method: 'POST', headers, body: BODY });
}

/** Expects that a request was answered with success and logged, and that Haptik got the feedback. */
function expectDelivered(answer: { status: number; body: unknown }) {
  expect(answer).toEqual({ status: 201, body: { success: true } });
  expect(haptik.seen.map(({ body }) => JSON.parse(body))).toEqual([JSON.parse(BODY)]);
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ level: 'info', outcome: 'recorded', msg: 'feedback' }),
  );
}

async function read(response: Response) {
  return { status: response.status, body: await response.json() };
}

describe('the code in docs/deployment.md delivers feedback', () => {
  it('on Deno', async () => {
    const serve = vi.fn();
    vi.stubGlobal('Deno', { env: { toObject: () => process.env }, readTextFileSync: () => '', serve });
    await runBlock('Deno');

    const response = await serve.mock.calls[0]![0](post(), { remoteAddr: { hostname: '192.0.2.1' } });

    expectDelivered(await read(response));
  });

  it('on Bun', async () => {
    const serve = vi.fn();
    vi.stubGlobal('Bun', { serve });
    await runBlock('Bun');

    const { fetch } = serve.mock.calls[0]![0];
    const response = await fetch(post(), { requestIP: () => ({ address: '192.0.2.1' }) });

    expectDelivered(await read(response));
  });

  it('on Vercel, for the function and its preflight', async () => {
    const { POST, OPTIONS } = await runBlock('Vercel');

    const response = await POST(post('/api/feedback'));
    const preflight = await OPTIONS(
      new Request('https://feedback.example.com/api/feedback', { method: 'OPTIONS', headers: { origin: ORIGIN } }),
    );

    expectDelivered(await read(response));
    expect(preflight.status).toBe(204);
  });

  it('on AWS Lambda with a function URL', async () => {
    const { handler } = await runBlock('AWS Lambda with a function URL');
    const event = {
      version: '2.0',
      rawPath: '/feedback',
      rawQueryString: '',
      headers: { origin: ORIGIN, 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.1' },
      requestContext: {
        domainName: 'feedback.example.com',
        http: { method: 'POST', path: '/feedback', sourceIp: '192.0.2.1' },
      },
      body: BODY,
      isBase64Encoded: false,
    };

    const { statusCode, body } = await handler(event, {});

    expectDelivered({ status: statusCode, body: JSON.parse(body) });
  });
});
