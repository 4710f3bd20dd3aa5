import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { startRelay as StartRelay } from '../../../src/relay/node/index.js';
import { type RelayProcess, runRelay } from '../relay-process.js';
import { setUpRelay } from '../set-up-relay.js';
import { inSeconds, signToken } from '../sign-token.js';

const FIRST = 'the-first-secret-of-more-than-32-bytes';
const SECOND = 'the-second-secret-of-more-than-32-bytes';
const setup = setUpRelay();
let folder: string;
let environment: Record<string, string>;
let relay: RelayProcess;

beforeEach(async () => {
  setup.haptik.reset();
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  writeSecrets('one', FIRST, 'first-token');
  environment = {
    HAPTIK_BASE_URL: setup.haptik.origin,
    HAPTIK_CLIENT_ID: 'client',
    HAPTIK_TOKEN_FILE: join(folder, 'current/haptik-token'),
    IDENTITY_SECRET_FILE: join(folder, 'current/identity'),
    ALLOWED_ORIGINS: 'https://a.example',
    LOG_LEVEL: 'info',
  };
  relay = await runRelay(setup.built, environment);
});

afterEach(async () => {
  vi.useRealTimers();
  await relay.stop();
  rmSync(folder, { recursive: true });
});

/** Replaces all secrets at once through a link, as Kubernetes does. */
function writeSecrets(version: string, identity: string, haptikToken: string): void {
  mkdirSync(join(folder, version));
  writeFileSync(join(folder, version, 'identity'), identity);
  writeFileSync(join(folder, version, 'haptik-token'), `${haptikToken}\n`);
  symlinkSync(version, join(folder, 'next'));
  renameSync(join(folder, 'next'), join(folder, 'current'));
}

let visitors = 0;
const post = async (secret: string, { url }: { url: string } = relay) => {
  const token = signToken({ auth_id: `visitor-${++visitors}`, exp: inSeconds(300) }, secret);
  const response = await fetch(`${url}feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://a.example', authorization: `Bearer ${token}` },
    body: JSON.stringify({ business_id: 1, query_resolved: true, query_rating: 5 }),
  });
  return response.status;
};

test('reads secrets again at SIGHUP, and uses them for the next request', async () => {
  expect([await post(FIRST), await post(SECOND)]).toEqual([201, 401]);

  writeSecrets('two', SECOND, 'second-token');
  relay.process.kill('SIGHUP');
  await relay.waitForOutput('were read again');

  expect([await post(FIRST), await post(SECOND)]).toEqual([401, 201]);
  expect(setup.haptik.seen.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer first-token',
    'Bearer second-token',
  ]);
  expect(relay.output()).toContain('current/haptik-token');
  expect(relay.output()).not.toMatch(/(first|second)-(token|secret)/);
});

test('reads secrets again within five seconds when the files change', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { startRelay }: { startRelay: typeof StartRelay } = await import(
    pathToFileURL(join(setup.built.folder, 'node.js')).href
  );
  const here = await startRelay({ environment: { ...environment, PORT: '0', LOG_LEVEL: 'silent' } });
  onTestFinished(() => here.stop());
  writeSecrets('two', SECOND, 'second-token');

  expect([await post(FIRST, here), await post(SECOND, here)]).toEqual([201, 401]);

  vi.advanceTimersByTime(5000);

  expect([await post(FIRST, here), await post(SECOND, here)]).toEqual([401, 201]);
});

test('keeps the earlier secrets when the new ones have mistakes, and the log says so', async () => {
  writeSecrets('two', 'too-short-a-secret', 'second-token');
  relay.process.kill('SIGHUP');
  await relay.waitForOutput('the earlier secrets stay in use');

  expect(relay.output()).toContain('IDENTITY_SECRET must have at least 32 bytes');
  expect(relay.output()).not.toContain('too-short-a-secret');
  expect(await post(FIRST)).toBe(201);
  expect(setup.haptik.seen[0]!.headers.authorization).toBe('Bearer first-token');

  rmSync(join(folder, 'two/identity'));
  relay.process.kill('SIGHUP');
  await relay.waitForOutput('ENOENT');

  expect(await post(FIRST)).toBe(201);
});
