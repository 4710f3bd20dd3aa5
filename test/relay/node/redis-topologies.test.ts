import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { readRedisAddress } from '../../../src/relay/config/redis-address.js';
import { createBullQueue } from '../../../src/relay/node/bull-queue.js';
import { type Shared, shareByRedis } from '../../../src/relay/node/share-by-redis.js';
import { Metrics } from '../../../src/relay/telemetry/metrics.js';
import { createRedisServer, findFreePort, type RedisServer } from '../redis-server.js';

const PROBE_EVERY_MS = 100;

/** The commands that docs/deployment.md tells operators to allow. */
const ALLOWED_COMMANDS = [
  '+eval',
  '+evalsha',
  '+set',
  '+get',
  '+del',
  '+time',
  '+info',
  '+incrby',
  '+pexpire',
  '+pttl',
];

/** The additional rights that it tells them to allow for hand-overs. */
const ALLOWED_FOR_HANDOVERS = [
  '~{haptik-feedback}:*',
  '+@read',
  '+@write',
  '+@scripting',
  '-@dangerous',
  '+info',
  '+client|setname',
];
const folder = mkdtempSync(join(tmpdir(), 'redis-'));
const servers: RedisServer[] = [];
const open: Shared[] = [];
const warnings: string[] = [];

const start = async (options: readonly string[] = []) => {
  const server = await createRedisServer(options);
  servers.push(server);
  await server.start();
  return server;
};

/** Shares by Redis as a relay with these variables does. */
const share = async (variables: Record<string, string>) => {
  const config = readConfig(
    {
      HAPTIK_BASE_URL: 'https://haptik.example',
      HAPTIK_TOKEN: 'token',
      HAPTIK_CLIENT_ID: 'client',
      ALLOWED_ORIGINS: 'https://a.example',
      ...variables,
    },
    (path) => readFileSync(path, 'utf8'),
  );
  const warn = (fields: object, message: string) => warnings.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug() {}, info() {}, error() {}, warn };
  const shared = await shareByRedis(config.redisUrl!, config, {
    log,
    metrics: new Metrics(),
    probeEveryMs: PROBE_EVERY_MS,
  });
  open.push(shared);
  return shared;
};

const until = async (isTrue: () => boolean | Promise<boolean>) => {
  while (!(await isTrue())) await wait(20);
};

/** Records submissions at one relay. Returns the states in which the other relay finds them. */
const knownByOther = async (one: Shared, other: Shared, count: number) => {
  const keys = Array.from({ length: count }, () => crypto.randomUUID());
  for (const key of keys) {
    await one.submissionStore.claim(key, 'content');
    await one.submissionStore.markRecorded(key, 201);
  }
  const states = await Promise.all(keys.map((key) => other.submissionStore.claim(key, 'content')));
  return new Set(states.map(({ state }) => state));
};

afterEach(() => {
  for (const shared of open.splice(0)) shared.close();
  warnings.length = 0;
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  rmSync(folder, { recursive: true, force: true });
});

describe('a cluster of three', () => {
  let nodes: RedisServer[];

  beforeAll(async () => {
    nodes = await Promise.all(
      [1, 2, 3].map(async (number) =>
        start([
          ...[
            '--cluster-enabled',
            'yes',
            '--cluster-node-timeout',
            '1000',
            '--cluster-port',
            String(await findFreePort()),
          ],
          ...['--cluster-config-file', join(folder, `node-${number}.conf`), '--dir', folder],
        ]),
      ),
    );
    const ends = [0, 5461, 10_923, 16_384];
    const clients = nodes.map(({ url }) => new Redis(url));
    for (const [index, client] of clients.entries()) {
      await client.call('CLUSTER', 'ADDSLOTSRANGE', ends[index]!, ends[index + 1]! - 1);
    }
    for (const [index, client] of clients.entries()) {
      const [, busPort] = /@(\d+)/.exec(String(await client.call('CLUSTER', 'NODES')))!;
      if (index > 0) await clients[0]!.call('CLUSTER', 'MEET', '127.0.0.1', nodes[index]!.port, busPort!);
    }
    for (const client of clients) {
      await until(async () => String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
    }
    for (const client of clients) client.disconnect();
  }, 60_000);

  const urlOf = (some: RedisServer[]) => `redis://${some.map(({ port }) => `127.0.0.1:${port}`).join(',')}`;

  test('shares submissions and limits over all its nodes', async () => {
    const [one, other] = await Promise.all([share({ REDIS_URL: urlOf(nodes) }), share({ REDIS_URL: urlOf(nodes) })]);

    expect([one.isWorking(), other.isWorking()]).toEqual([true, true]);
    expect(await knownByOther(one, other, 30)).toEqual(new Set(['recorded']));

    const uses = await Promise.all(
      Array.from({ length: 10 }, (_, use) => [one, other][use % 2]!.limits.user.consume('ann')),
    );

    expect(uses.filter((seconds) => seconds === 0)).toHaveLength(6);

    const sizes = await Promise.all(
      nodes.map(async ({ url }) => {
        const client = new Redis(url);
        const size = await client.dbsize();
        client.disconnect();
        return size;
      }),
    );

    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  test('is found through one of its nodes', async () => {
    const shared = await share({ REDIS_URL: urlOf([nodes[1]!]).replace('redis:', 'redis+cluster:') });

    expect(shared.isWorking()).toBe(true);
    expect(await knownByOther(shared, shared, 10)).toEqual(new Set(['recorded']));
  });

  test('lets a relay go on alone, without a slow answer, when a node dies', async () => {
    const shared = await share({ REDIS_URL: urlOf(nodes) });
    await nodes[2]!.kill();
    await until(async () => {
      await shared.submissionStore.claim(crypto.randomUUID(), 'content');
      return !shared.isWorking();
    });

    expect(await knownByOther(shared, shared, 10)).toEqual(new Set(['recorded']));
    expect(warnings).toEqual([expect.stringContaining('until it works again')]);
  }, 30_000);
});

describe('TLS with an authority of our own', () => {
  let port: number;
  const ca = join(folder, 'ca.pem');

  beforeAll(async () => {
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=Test authority',
      '-days',
      '2',
    );
    openssl('req', ...newKey, '-keyout', 'redis.key', '-out', 'redis.csr', '-subj', '/CN=redis');
    writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost');
    openssl(
      ...['x509', '-req', '-in', 'redis.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-out', 'redis.pem', '-days', '2', '-extfile', 'names'],
    );
    port = await findFreePort();
    await start([
      ...['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no', '--tls-ca-cert-file', ca],
      ...['--tls-cert-file', join(folder, 'redis.pem'), '--tls-key-file', join(folder, 'redis.key')],
    ]);
  }, 30_000);

  test('works with REDIS_CA_FILE', async () => {
    const shared = await share({ REDIS_URL: `rediss://localhost:${port}`, REDIS_CA_FILE: ca });

    expect(shared.isWorking()).toBe(true);
    expect(await knownByOther(shared, shared, 1)).toEqual(new Set(['recorded']));
  });

  test('is refused without REDIS_CA_FILE, and for a name that the certificate does not have', async () => {
    const unknown = await share({ REDIS_URL: `rediss://localhost:${port}` });
    const otherName = await share({ REDIS_URL: `rediss://127.0.0.1:${port}`, REDIS_CA_FILE: ca });

    expect([unknown.isWorking(), otherName.isWorking()]).toEqual([false, false]);
  });
});

describe('an ACL user', () => {
  let server: RedisServer;

  beforeAll(async () => {
    server = await start(['--user', 'relay', 'on', '>the-password', '~haptik-feedback:*', ...ALLOWED_COMMANDS]);
  });

  test('needs only the documented commands and keys', async () => {
    const variables = {
      REDIS_URL: `redis://relay:the-password@127.0.0.1:${server.port}`,
      PUBLIC_URL: 'https://feedback.example.com',
      LINK_SECRET: 'a-link-secret-of-at-least-32-bytes',
    };
    const [one, other] = await Promise.all([share(variables), share(variables)]);
    await one.usedLinks!.add('a link');
    const claims = [await one.usedLinks!.claim('another'), await other.usedLinks!.claim('another')];
    await one.usedLinks!.release('another');

    expect(one.isWorking()).toBe(true);
    expect(await knownByOther(one, other, 3)).toEqual(new Set(['recorded']));
    expect(await one.limits.user.consume('ann')).toBe(0);
    expect(await other.usedLinks!.has('a link')).toBe(true);
    expect(claims).toEqual([true, false]);
    expect(await other.usedLinks!.claim('another')).toBe(true);
    expect(warnings).toEqual([]);
  });

  test('hands over with the documented commands and keys, also at the second try', async () => {
    const rights = ['~haptik-feedback:*', ...ALLOWED_COMMANDS, ...ALLOWED_FOR_HANDOVERS];
    const { port } = await start(['--user', 'relay', 'on', '>the-password', ...rights]);
    const tries: string[] = [];
    const queue = createBullQueue({
      address: readRedisAddress(`redis://relay:the-password@127.0.0.1:${port}`)!,
      ca: undefined,
      secret: 'token',
      receivers: {
        async deliver({ id }) {
          tries.push(id);
          if (tries.length === 1) throw new Error('not taken');
        },
        giveUp() {},
        reportUnreadable() {},
      },
    });

    await until(() =>
      queue.add({ id: 'msg_1', target: 'link', body: '{}' }).then(
        () => true,
        () => false,
      ),
    );
    await until(() => tries.length === 2);
    await queue.close();

    expect(tries).toEqual(['msg_1', 'msg_1']);
  });

  test('with a wrong password is not used, and the password is not logged', async () => {
    const shared = await share({ REDIS_URL: `redis://relay:a-wrong-one@127.0.0.1:${server.port}` });

    expect(shared.isWorking()).toBe(false);
    expect(warnings.join()).not.toContain('a-wrong-one');
  });
});

test('an account that changes is used for the next connection', async () => {
  const server = await start(['--user', 'relay', 'on', '>the-first', '~haptik-feedback:*', ...ALLOWED_COMMANDS]);
  const admin = new Redis(server.url);
  const urlWith = (password: string) => `redis://relay:${password}@127.0.0.1:${server.port}`;
  const shared = await share({ REDIS_URL: urlWith('the-first') });
  await admin.call('ACL', 'SETUSER', 'relay', 'resetpass', '>the-second');

  shared.changeAccount({ redisUrl: urlWith('the-second') });
  await admin.call('CLIENT', 'KILL', 'USER', 'relay');
  await until(() => !shared.isWorking());
  await until(() => shared.isWorking());

  expect(await knownByOther(shared, shared, 1)).toEqual(new Set(['recorded']));

  admin.disconnect();
});

test('an account that changes is used for the next connections of hand-overs', async () => {
  const rights = ['~haptik-feedback:*', ...ALLOWED_COMMANDS, ...ALLOWED_FOR_HANDOVERS];
  const server = await start(['--user', 'relay', 'on', '>the-first', ...rights]);
  const admin = new Redis(server.url);
  const addressWith = (password: string) => readRedisAddress(`redis://relay:${password}@127.0.0.1:${server.port}`)!;
  const delivered: string[] = [];
  const queue = createBullQueue({
    address: addressWith('the-first'),
    ca: undefined,
    secret: 'token',
    receivers: { deliver: async ({ id }) => void delivered.push(id), giveUp() {}, reportUnreadable() {} },
  });
  const add = (id: string) =>
    queue.add({ id, target: 'link', body: '{}' }).then(
      () => true,
      () => false,
    );
  await until(() => add('msg_1'));
  await until(() => delivered.includes('msg_1'));
  await admin.call('ACL', 'SETUSER', 'relay', 'resetpass', '>the-second');

  queue.changeAccount(addressWith('the-second'));
  await admin.call('CLIENT', 'KILL', 'USER', 'relay');
  await until(() => add('msg_2'));
  await until(() => delivered.includes('msg_2'));

  await queue.close();
  admin.disconnect();
}, 20_000);

describe('Sentinels', () => {
  test('name the server, and its successor when it dies', async () => {
    const primary = await start();
    const replica = await start(['--replicaof', '127.0.0.1', String(primary.port)]);
    const sentinels = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const file = join(folder, `sentinel-${number}.conf`);
        writeFileSync(
          file,
          [
            `sentinel monitor main 127.0.0.1 ${primary.port} 2`,
            'sentinel down-after-milliseconds main 500',
            'sentinel failover-timeout main 3000',
          ].join('\n'),
        );
        return start([file, '--sentinel']);
      }),
    );
    const admin = new Redis(primary.url);
    await until(async () => /slave0:.*state=online/.test(await admin.info('replication')));
    admin.disconnect();
    const sentinel = new Redis(sentinels[0]!.url);
    await until(async () => ((await sentinel.call('SENTINEL', 'SENTINELS', 'main')) as unknown[]).length === 2);
    await until(async () => ((await sentinel.call('SENTINEL', 'REPLICAS', 'main')) as unknown[]).length === 1);
    const url = `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/main`;
    const [one, other] = await Promise.all([share({ REDIS_URL: url }), share({ REDIS_URL: url })]);

    expect(await knownByOther(one, other, 3)).toEqual(new Set(['recorded']));

    await primary.kill();
    await until(() => !one.isWorking() && !other.isWorking());
    await until(() => one.isWorking() && other.isWorking());

    expect(await knownByOther(one, other, 3)).toEqual(new Set(['recorded']));

    const promoted = new Redis(replica.url);

    expect(await promoted.dbsize()).toBeGreaterThan(0);

    promoted.disconnect();
    sentinel.disconnect();
  }, 60_000);
});
