import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ACCOUNT } from '../account.js';
import { type BuiltRelay, buildRelay } from '../build-relay.js';
import { type RelayProcess, runRelay } from '../relay-process.js';

/**
 * The relay used 130 to 240 MB when this was measured. Most of that is garbage, which is collected late on a busy
 * machine: after a collection the heap has 11 MB. Without limits for each connection the relay used 540 to 3,500 MB.
 */
const RSS_MAX_MB = 300;
/** As large as the largest file that is served. */
const SCRIPT = Array.from({ length: 6000 }, (_, n) => `export const f${n} = (a, b) => a * ${n} + b;`).join('\n');
let built: BuiltRelay;
let relay: RelayProcess;

beforeAll(async () => {
  built = await buildRelay({ 'embed/haptik-feedback.standalone.js': SCRIPT });
});

beforeEach(async () => {
  relay = await runRelay(built, {
    ...ACCOUNT,
  });
  return async () => void (await relay.stop('SIGKILL'));
});

afterAll(() => built.remove());

const rssMb = () => {
  const status = readFileSync(`/proc/${relay.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
};

/** Sends the same request many times over one connection. */
function pipeline(path: string, count: number): Socket {
  const { port, hostname } = new URL(relay.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.1\r\nHost: relay.example\r\n\r\n`.repeat(count));
  return socket.on('error', () => {});
}

test.skipIf(process.platform !== 'linux').each([
  [1, 10_000, '/haptik-feedback.standalone.js'],
  [20, 1000, '/haptik-feedback.standalone.js'],
  [200, 300, '/haptik-feedback.standalone.js'],
  [200, 300, '/healthz'],
])(
  'needs little memory for %i clients that send %i requests for %s and read nothing',
  async (clients, count, path) => {
    const sockets = Array.from({ length: clients }, () => pipeline(path, count).pause());

    // Answers a client that reads while the others do not.
    for (let asked = 0; asked < 10; asked++) {
      expect((await fetch(`${relay.url}healthz`)).status).toBe(200);
      await wait(20);
    }

    expect(rssMb()).toBeLessThan(RSS_MAX_MB);
    expect(relay.output()).not.toContain('MaxListeners');

    for (const socket of sockets) socket.destroy();
  },
  60_000,
);

test('forgets the requests of a client that is gone, and stops at once', async () => {
  const client = pipeline('/haptik-feedback.standalone.js', 20);
  await once(client, 'data');
  client.destroy();
  await once(client, 'close');

  const exited = once(relay.process, 'exit');
  const signalled = performance.now();
  relay.process.kill('SIGTERM');

  expect(await exited).toEqual([0, null]);
  // The relay waits up to 9 seconds for answers under way.
  expect(performance.now() - signalled).toBeLessThan(8000);
});

test('reads the body of a request that had to wait', async () => {
  const { port, hostname } = new URL(relay.url);
  const socket = connect(Number(port), hostname);
  const get = 'GET /healthz HTTP/1.1\r\nHost: relay.example\r\n\r\n';
  const head =
    'POST /feedback HTTP/1.1\r\nHost: relay.example\r\nOrigin: https://a.example\r\nContent-Type: application/json\r\n';
  socket.write(`${get.repeat(20)}${head}Content-Length: 60001\r\nConnection: close\r\n\r\n`);
  for (let sent = 0; sent < 60; sent++) socket.write('x'.repeat(1000));
  socket.write('x');
  let text = '';
  for await (const chunk of socket) text += chunk;

  expect(text).toContain('body must be JSON');
});

test('answers every pipelined request, in order, of a client that reads', async () => {
  const { port, hostname } = new URL(relay.url);
  const socket = connect(Number(port), hostname);
  const paths = Array.from({ length: 24 }, (_, index) => (index % 3 === 0 ? '/none' : '/healthz'));
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: relay.example\r\n`);
  socket.write(`${requests.join('\r\n')}Connection: close\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += chunk;

  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
  expect(statuses).toEqual(paths.map((path) => (path === '/none' ? '404' : '200')));
});
