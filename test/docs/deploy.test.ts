import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/relay/config/read-config.js';
import { createRelay } from '../../src/relay/create-relay.js';
import { ACCOUNT } from '../relay/account.js';

const DEPLOY = resolve(import.meta.dirname, '../../docs/deploy');
const SECRETS: Record<string, string> = {
  'haptik-token': 'token',
  'haptik-client-id': 'client',
  'identity-secret': 'a-secret-of-more-than-thirty-two-bytes',
  'metrics-token': 'a-token-that-nobody-guesses',
  'redis-url': 'redis://redis.example:6379',
};
const folder = mkdtempSync(join(tmpdir(), 'deploy-'));
const read = (name: string) => readFileSync(join(DEPLOY, name), 'utf8');
const hasProgram = (name: string, ...args: string[]) => spawnSync(name, args).error === undefined;

afterAll(() => rmSync(folder, { recursive: true }));

/** Reads the relay's configuration; also returns the names of variables that the relay does not know. */
function configure(environment: Record<string, string>) {
  const asked = new Set<string>();
  const recorder = new Proxy(environment, {
    get(target, name) {
      asked.add(String(name));
      return Reflect.get(target, name);
    },
  });
  const config = readConfig(recorder, (path) => SECRETS[path.slice(path.lastIndexOf('/') + 1)]!);
  return { config, unknown: Object.keys(environment).filter((name) => !asked.has(name)) };
}

describe('compose.yaml', () => {
  const { services, secrets } = parse(read('compose.yaml'));
  const environment: Record<string, string> = Object.fromEntries(
    Object.entries<string>(services.relay.environment).map(([name, value]) => [
      name,
      value.replace(/^\$\{(\w+):\?.*\}$/, (_, variable: keyof typeof ACCOUNT) => ACCOUNT[variable]),
    ]),
  );

  test('sets only variables that the relay knows, to valid values', () => {
    expect(configure(environment).unknown).toEqual([]);
  });

  test('builds the version that .env names, and needs it', () => {
    expect(services.relay.build.args.VERSION).toMatch(/^\$\{VERSION:\?/);
    expect(read('Dockerfile')).toMatch(/^ARG VERSION/m);
  });

  test('passes every secret that a variable names', () => {
    const named = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));

    expect(named.map(([, path]) => path.replace('/run/secrets/', ''))).toEqual(services.relay.secrets);
    expect(Object.keys(secrets)).toEqual(services.relay.secrets);
  });
});

describe('kubernetes.yaml', () => {
  const documents = parseAllDocuments(read('kubernetes.yaml')).map((document) => document.toJS());
  const find = (kind: string) => documents.find((document) => document.kind === kind);
  const { spec } = find('Deployment').spec.template;
  const environment: Record<string, string> = find('ConfigMap').data;

  test('sets only variables that the relay knows, to valid values', () => {
    expect(configure(environment).unknown).toEqual([]);
  });

  test('mounts every secret that a variable names', () => {
    const { mountPath } = spec.containers[0].volumeMounts[0];
    const named = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));

    expect(named.map(([, path]) => path).sort()).toEqual(
      Object.keys(find('Secret').stringData)
        .map((key) => `${mountPath}/${key}`)
        .sort(),
    );
  });

  test('has placeholders that the relay refuses, all of them', () => {
    const placeholders: Record<string, string> = find('Secret').stringData;
    const readPlaceholder = (path: string) => placeholders[path.slice(path.lastIndexOf('/') + 1)]!;

    expect(() => readConfig(environment, readPlaceholder)).toThrow(
      expect.objectContaining({
        mistakes: ['IDENTITY_SECRET', 'HAPTIK_TOKEN', 'HAPTIK_CLIENT_ID', 'METRICS_TOKEN'].map((name) =>
          expect.stringMatching(new RegExp(`^${name} must`)),
        ),
      }),
    );
  });

  test('probes endpoints that answer 200', async () => {
    const relay = createRelay(configure(environment).config);
    const { livenessProbe, readinessProbe } = spec.containers[0];

    for (const { httpGet } of [livenessProbe, readinessProbe]) {
      expect((await relay.fetch(new Request(`http://relay.example${httpGet.path}`))).status).toBe(200);
    }
  });

  test('waits longer than the relay needs to stop', () => {
    const { shutdownDelayMs = 0 } = configure(environment).config;

    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(shutdownDelayMs / 1000 + 13);
  });

  test('selects its own pods', () => {
    const labels = find('Deployment').spec.template.metadata.labels;

    expect(find('Deployment').spec.selector.matchLabels).toEqual(labels);
    expect(find('Service').spec.selector).toEqual(labels);
    expect(find('PodDisruptionBudget').spec.selector.matchLabels).toEqual(labels);
  });
});

describe('haptik-feedback-relay.service', () => {
  const unit = read('haptik-feedback-relay.service');

  test('sets only variables that the relay knows, to valid values', () => {
    const lines = [...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)];
    const environment = Object.fromEntries(lines.map(([, name, value]) => [name!, value!]));

    expect(configure(environment).unknown).toEqual([]);
  });

  test('installs one version, and says which systemd it needs', () => {
    expect(unit).toMatch(/ haptik-feedback-widget@\d+\.\d+\.\d+$/m);
    // `%d` came with systemd 251.
    expect(unit).toContain('systemd 251 or later');
  });

  test('passes every credential that a variable names', () => {
    const named = [...unit.matchAll(/_FILE=%d\/(.*)$/gm)].map(([, name]) => name);
    const loaded = [...unit.matchAll(/^LoadCredential=([^:]*):/gm)].map(([, name]) => name);

    expect(loaded).toEqual(named);
  });

  test.skipIf(!hasProgram('systemd-analyze', '--version'))('is a valid unit for systemd', () => {
    const path = join(folder, 'haptik-feedback-relay.service');
    writeFileSync(path, unit.replace('/usr/bin/node', process.execPath));

    const { status, stderr } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' });

    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('Dockerfile', () => {
  test('sets only variables that the relay knows, and runs the relay as an unprivileged user', () => {
    const dockerfile = read('Dockerfile');
    const environment = Object.fromEntries(
      [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, line]) => line!.split(' ').map((pair) => pair.split('='))),
    );
    const { NODE_ENV, ...variables } = environment;

    expect(NODE_ENV).toBe('production');
    expect(configure({ ...ACCOUNT, ...variables }).unknown).toEqual([]);
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

test.skipIf(!hasProgram('nginx', '-v') || !hasProgram('openssl', 'version'))('nginx accepts nginx.conf', () => {
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=test', '-days', '2'];
  execFileSync('openssl', [...args, '-keyout', 'test.key', '-out', 'test.pem'], { cwd: folder, stdio: 'pipe' });
  const host = read('nginx.conf').replace(/\/etc\/ssl\/feedback\.example\.com\.(\w+)/g, `${folder}/test.$1`);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `pid ${folder}/nginx.pid; error_log ${folder}/error.log; events {} http { access_log off; ${host} }`,
  );

  const { status, stderr } = spawnSync('nginx', ['-t', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    encoding: 'utf8',
  });

  expect(stderr).toContain('syntax is ok');
  expect(status).toBe(0);
});

test.skipIf(!hasProgram('caddy', 'version'))('Caddy accepts Caddyfile', () => {
  const args = ['validate', '--adapter', 'caddyfile', '--config', join(DEPLOY, 'Caddyfile')];
  const { status, stderr } = spawnSync('caddy', args, { encoding: 'utf8' });

  expect(status, stderr).toBe(0);
});
