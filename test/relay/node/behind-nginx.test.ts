import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { findFreePort } from '../redis-server.js';
import { type RelayProcess, runRelay } from '../relay-process.js';

const SNIPPET = resolve(import.meta.dirname, '../../../docs/deploy/nginx-shared-host.conf');

describe.skipIf(spawnSync('nginx', ['-v']).error)('behind nginx, below a path of a shared host', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  let origin: string;
  let built: BuiltRelay;
  let relays: RelayProcess[];
  let nginx: ChildProcess;

  beforeAll(async () => {
    built = await buildRelay({
      'playground/index.html': '<h1>The playground</h1>',
      'embed/haptik-feedback.js': '/* the loader */',
    });
    const port = await findFreePort();
    origin = `http://127.0.0.1:${port}`;
    const environment = { ALLOWED_ORIGINS: origin, TRUST_PROXY: '1', RATE_LIMIT_PER_MINUTE: '50' };
    relays = await Promise.all([
      runRelay(built, { ...environment, BASE_PATH: '/feedback-widget' }, ['--demo']),
      runRelay(built, environment, ['--demo']),
    ]);
    const [whole, stripped] = relays.map(({ url }) => new URL(url).host);
    const snippet = readFileSync(SNIPPET, 'utf8');
    const second = snippet
      .replace('\tproxy_pass', '\t# proxy_pass')
      .replace('# proxy_pass http://127.0.0.1:8080/;', 'proxy_pass http://127.0.0.1:8080/;')
      .replace('/feedback-widget/', '/feedback-stripped/');
    const locations = [snippet.replaceAll('127.0.0.1:8080', whole!), second.replaceAll('127.0.0.1:8080', stripped!)];
    for (const name of ['body', 'proxy']) mkdirSync(join(folder, name));
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; events {}
http {
  access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; ${locations.join('\n')} }
}`,
    );
    nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
    for (;;) {
      if (await fetch(origin).catch(() => undefined)) break;
    }
  }, 60_000);

  afterAll(async () => {
    const ended = once(nginx, 'close');
    nginx.kill();
    await Promise.all([ended, ...relays.map((relay) => relay.stop())]);
    built.remove();
    rmSync(folder, { recursive: true });
  });

  test.each(['/feedback-widget/', '/feedback-stripped/'])('serves everything below %s', async (base) => {
    const get = async (path: string) => (await fetch(`${origin}${base}${path}`)).text();

    expect(await get('')).toBe('<h1>The playground</h1>');
    expect(await get('haptik-feedback.js')).toBe('/* the loader */');
    expect(await get('healthz')).toBe('{"status":"ok"}');
    expect(JSON.parse(await get('demo/config'))).toMatchObject({ demo: true, businessId: 343 });
  });

  test.each(['/feedback-widget/', '/feedback-stripped/'])(
    'lets the playground at %s post, control the demo and receive its events',
    async (base) => {
      const headers = { 'content-type': 'application/json', origin };
      const events = await fetch(`${origin}${base}demo/events`);
      const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
      const posted = await fetch(`${origin}${base}feedback`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ auth_id: 'demo-user', business_id: 343, query_resolved: true, query_rating: 5 }),
      });
      const controlled = await fetch(`${origin}${base}demo/fault`, {
        method: 'PUT',
        headers,
        body: '{"fault":"slow"}',
      });
      let followed = '';
      while (!followed.includes('"fault":"slow"')) followed += (await reader.read()).value;
      await reader.cancel();

      expect([posted.status, controlled.status]).toEqual([201, 200]);
      expect(followed).toContain('event: received');
    },
  );

  test('limits visitors by the address that nginx saw', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const response = await fetch(`${origin}/feedback-widget/feedback`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': `203.0.113.${index}` },
          body: '{}',
        });
        return response.status;
      }),
    );

    expect(statuses).toContain(429);
  });
});
