import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type RelayProcess, runRelay, runToEnd, watchProcess } from '../relay-process.js';
import { setUpRelay } from '../set-up-relay.js';

const setup = setUpRelay({ 'playground/index.html': '<h1>The playground</h1>' });
const running: RelayProcess[] = [];

const run = async (environment: Record<string, string>, args: string[] = []) => {
  const relay = await runRelay(setup.built, environment, args);
  running.push(relay);
  return relay;
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((relay) => relay.stop()));
});

const post = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 4 }),
  });

test('prints help and version', async () => {
  const help = await runToEnd(setup.built, {}, ['--help']);

  expect(help).toMatchObject({ exitCode: 0, stderr: '' });
  for (const word of ['--check', '--demo', '--playground', 'HAPTIK_TOKEN', 'IDENTITY_SECRET', 'METRICS_TOKEN']) {
    expect(help.stdout).toContain(word);
  }
  expect(await runToEnd(setup.built, {}, ['--version'])).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' });
});

test('names an unknown option in one line', async () => {
  const { exitCode, stderr } = await runToEnd(setup.built, {}, ['--port']);

  expect([exitCode, stderr.split('\n').length]).toEqual([1, 2]);
  expect(stderr).toContain("'--port'");
});

test('--check exits with 0 for a usable configuration, otherwise with 1 and every mistake', async () => {
  expect(await runToEnd(setup.built, setup.account, ['--check'])).toMatchObject({ exitCode: 0, stderr: '' });

  const { exitCode, stderr } = await runToEnd(setup.built, { ...setup.account, PORT: 'x', ALLOWED_ORIGINS: '' }, [
    '--check',
  ]);

  expect(exitCode).toBe(1);
  expect(stderr).toContain('PORT must be');
  expect(stderr).toContain('ALLOWED_ORIGINS is missing');
});

test('--check says what a wildcard allows, and that no identity is checked', async () => {
  const { stdout } = await runToEnd(setup.built, { ...setup.account, ALLOWED_ORIGINS: 'https://*.a.example' }, [
    '--check',
  ]);

  expect(stdout).toContain('https://*.a.example allows every origin with one label in place of *');
  expect(stdout).toContain("anyone can give feedback in anyone's name");
  expect(stdout).toContain('The configuration is usable.');
});

test('does not start without an account, with or without the playground', async () => {
  for (const args of [[], ['--playground']]) {
    const { exitCode, stdout, stderr } = await runToEnd(setup.built, {}, args);
    expect([exitCode, stdout]).toEqual([1, '']);
    for (const name of ['HAPTIK_BASE_URL', 'HAPTIK_TOKEN', 'HAPTIK_CLIENT_ID', 'ALLOWED_ORIGINS']) {
      expect(stderr).toContain(`${name} is missing`);
    }
  }
});

test('explains a port in use in one line', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };

  const { exitCode, stderr } = await runToEnd(setup.built, { PORT: String(port) }, ['--demo']);
  other.close();

  expect([exitCode, stderr]).toEqual([1, `Port ${port} is in use; set PORT to another one, as in PORT=8081.\n`]);
});

test('warns without an identity secret, and prints its address last', async () => {
  const relay = await run({ ...setup.account, LOG_LEVEL: 'silent' });

  expect(relay.output()).toMatch(/IDENTITY_SECRET and IDENTITY_JWKS_URL are not set/);
  expect(relay.output().trim().split('\n').at(-1)).toBe(relay.url);

  const guarded = await run({ ...setup.account, IDENTITY_SECRET: 'a'.repeat(32) });

  expect(guarded.output()).not.toContain('IDENTITY_SECRET');
});

test('serves no playground and does not allow its own origin by default', async () => {
  const { url } = await run(setup.account);

  expect((await fetch(url)).status).toBe(404);
  expect((await post(url, { origin: url.slice(0, -1) })).status).toBe(403);
  expect((await post(url)).status).toBe(403);
});

test('serves the page against the account with --playground', async () => {
  const { url } = await run(setup.account, ['--playground']);

  expect(await (await fetch(url)).text()).toContain('The playground');
  expect(await (await fetch(`${url}demo/config`)).json()).toEqual({ demo: false });
  expect((await fetch(`${url}demo/received`)).status).toBe(404);
  expect((await post(url, { origin: url.slice(0, -1) })).status).toBe(201);
  expect((await post(url)).status).toBe(403);
  expect(setup.haptik.seen).toHaveLength(1);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'exits with 0 at %s, also while a page listens for events',
  async (signal) => {
    const relay = await run({}, ['--demo']);
    const events = await fetch(`${relay.url}demo/events`);

    expect(await relay.stop(signal)).toBe(0);

    await events.body?.cancel();
  },
);

test('stops when it was started by npx and npx gets SIGTERM', async () => {
  const project = mkdtempSync(join(tmpdir(), 'npx-'));
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"name":"site"}');
  chmodSync(join(setup.built.folder, 'node.js'), 0o755);
  symlinkSync(join(setup.built.folder, 'node.js'), join(project, 'node_modules/.bin/haptik-feedback-relay'));
  const npx = spawn('npx', ['--no', '--offline', 'haptik-feedback-relay', '--demo'], {
    cwd: project,
    env: { ...process.env, PORT: '0' },
  });
  const { url } = await watchProcess(npx, /^(http:\/\/\S+\/)$/m);

  npx.kill('SIGTERM');

  await expect
    .poll(
      () =>
        fetch(`${url}healthz`).then(
          ({ status }) => status,
          () => 'gone',
        ),
      { timeout: 15_000 },
    )
    .toBe('gone');
  rmSync(project, { recursive: true });
}, 40_000);

test('warns of a misspelt variable, also with --check', async () => {
  const misspelt = { ...setup.account, ALOWED_BUSINESS_IDS: '1' };
  const warning = 'ALOWED_BUSINESS_IDS is not a variable of the relay; did you mean ALLOWED_BUSINESS_IDS?';

  expect((await runToEnd(setup.built, misspelt, ['--check'])).stdout).toContain(warning);
  expect((await run(misspelt)).output()).toContain(`Warning: ${warning}`);
});

test('warns once about a forwarded header while no proxy is trusted', async () => {
  const relay = await run(setup.account);
  await post(relay.url, { 'x-forwarded-for': '203.0.113.7' });
  await post(relay.url, { 'x-forwarded-for': '203.0.113.8' });
  await relay.waitForOutput('TRUST_PROXY is 0');

  expect(relay.output().split('TRUST_PROXY is 0')).toHaveLength(2);
});

test('limits the visitors behind a trusted proxy, not the proxy', async () => {
  const { url } = await run({ ...setup.account, TRUST_PROXY: '1', RATE_LIMIT_PER_MINUTE: '1' });
  let forged = 0;
  const from = async (address: string) =>
    (await post(url, { origin: 'https://a.example', 'x-forwarded-for': `192.0.2.${++forged}, ${address}` })).status;

  expect(await from('203.0.113.7')).not.toBe(429);
  expect(await from('203.0.113.7')).toBe(429);
  expect(await from('2001:db8::1')).not.toBe(429);
  expect(await from('2001:db8::2')).toBe(429);
});

test('logs each feedback in one line without the visitor, the comment and the full address', async () => {
  const relay = await run(setup.account);
  await post(relay.url, { origin: 'https://a.example' });
  await relay.waitForOutput('"msg":"feedback"');
  const line = JSON.parse(
    relay
      .output()
      .split('\n')
      .find((text) => text.includes('"msg":"feedback"'))!,
  );

  expect(line).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-/),
    id: expect.any(String),
    outcome: 'recorded',
    status: 201,
    ms: expect.any(Number),
    haptikMs: expect.any(Number),
    client: '127.0.0.0/24',
    msg: 'feedback',
  });
});
