// Measures the built relay, with all its checks on, beside a fastify proxy and an nginx that add the same headers. All
// three post to the same upstream on loopback. Compare only ratios within one run: other programs use the machine, too.
//
// The goals: at 50 connections at least half as many requests a second as fastify, no failed request, bounded memory, and
// answers that a dead NOTIFY_URL does not slow down.
//
//   npm run build && npm run bench:relay [-- --seconds=4 --rounds=3 --growth=200000 --relay=dist/relay/node.js]
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    growth: { type: 'string', default: '200000' },
    relay: { type: 'string', default: fileURLToPath(new URL('../../dist/relay/node.js', import.meta.url)) },
  },
});
const SECONDS = Number(values.seconds);
const ROUNDS = Number(values.rounds);
const GROWTH_REQUESTS = Number(values.growth);
const CONNECTIONS = [1, 50, 500];
const GOAL_CONNECTIONS = 50;
const GOAL_RATIO = 0.5;
/** The requests a second while the target of NOTIFY_URL is dead. */
const NOTIFY_RATE = 100;
/** The factor by which a dead NOTIFY_URL may change the 95th percentile. Rounds without a NOTIFY_URL differ as much. */
const NOTIFY_RATIO_MAX = 1.25;
const ORIGIN = 'https://www.example.com';
const SECRET = 'a-secret-for-the-benchmark-and-nothing-else';
/** Enough visitors that none reaches its limit. */
const VISITORS = 80_000;
/** The factor by which the heap may grow over many requests. A garbage collection does not free the same amount each time. */
const GROWTH_MAX = 1.1;

const here = fileURLToPath(new URL('.', import.meta.url));
const relayFile = values.relay;
const peers = join(here, 'relay-peers');
const folder = mkdtempSync(join(tmpdir(), 'bench-relay-'));
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];
/** The index of the next visitor who gives feedback. */
let next = 0;

if (!existsSync(relayFile)) fail('There is no built relay. Run `npm run build` first.');
if (!existsSync(join(peers, 'node_modules'))) {
  console.log('Installing fastify and autocannon …');
  execFileSync('npm', ['install', '--no-package-lock', '--no-fund', '--no-audit'], { cwd: peers, stdio: 'inherit' });
}
const nginx = findNginx();
const autocannon = createRequire(join(peers, 'package.json'))('autocannon');

/**
 * @typedef {{ authorization: string, body: string }} Visitor
 * @typedef {{ name: string, url: string, child: import('node:child_process').ChildProcess }} Target
 * @typedef {{ rate: number, cpu: number, p50: number, p99: number, memory: number, failed: number }} Result
 */

try {
  const upstream = await startNginx(
    (port) => `server {
      listen 127.0.0.1:${port} backlog=4096;
      location / { default_type application/json; return 201 '{"success":true}'; }
    }`,
  );
  const visitors = signVisitors();
  const targets = [await startRelay(upstream.url), await startFastify(upstream.url), await startProxy(upstream.url)];

  console.log(`\n${ROUNDS} rounds of ${SECONDS} s each, Node ${process.version}; medians, ratios within a round\n`);
  console.log(
    'connections  server    requests/s  CPU µs each     p50 ms     p99 ms  memory MB               ratio to fastify                 ratio to nginx',
  );
  let rateRatio = 0;
  let failed = 0;
  for (const connections of CONNECTIONS) {
    /** @type {Map<string, Result[]>} */
    const results = new Map(targets.map(({ name }) => [name, []]));
    for (const target of targets) await load(target, visitors, connections, 1);
    for (let round = 0; round < ROUNDS; round++) {
      // Each round begins with another server, so that no server is always measured first.
      for (let turn = 0; turn < targets.length; turn++) {
        const target = /** @type {Target} */ (targets[(round + turn) % targets.length]);
        results.get(target.name)?.push(await load(target, visitors, connections, SECONDS));
      }
    }
    for (const { name } of targets) print(connections, name, results);
    if (connections === GOAL_CONNECTIONS) rateRatio = ratio(results, 'relay', 'fastify', 'rate');
    for (const result of results.get('relay') ?? []) failed += result.failed;
  }

  const [relay] = /** @type {[Target]} */ (targets);
  console.log(`\nHeap of the relay after a collection, over ${GROWTH_REQUESTS} requests at 50 connections:`);
  // Fills the relay's memory of keys and limits first. It is bounded, so it does not count as growth.
  await load(relay, visitors, 50, 0, { amount: VISITORS });
  const before = await heapOf(relay);
  await load(relay, visitors, 50, 0, { amount: GROWTH_REQUESTS });
  const after = await heapOf(relay);
  const growth = after / before;
  console.log(`${megabytes(before)} MB before, ${megabytes(after)} MB after: ${growth.toFixed(2)} times`);

  const notifyRatio = await compareWithDeadNotify(upstream.url, visitors);

  const goals = {
    [`At least ${GOAL_RATIO} times as fast as fastify at ${GOAL_CONNECTIONS} connections`]: rateRatio >= GOAL_RATIO,
    'No failed request': failed === 0,
    'Bounded memory': growth <= GROWTH_MAX,
    'A dead NOTIFY_URL slows no answer down': notifyRatio <= NOTIFY_RATIO_MAX,
  };
  console.log();
  for (const [goal, isMet] of Object.entries(goals)) console.log(`${goal}: ${isMet ? 'yes' : 'no'}`);
  if (Object.values(goals).includes(false)) process.exitCode = 1;
} finally {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Makes every visitor's headers and body. */
function signVisitors() {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const encode = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = encode({ alg: 'HS256', typ: 'JWT' });
  return Array.from({ length: VISITORS }, (_, index) => {
    const signed = `${head}.${encode({ auth_id: `visitor-${index}`, exp })}`;
    return {
      authorization: `Bearer ${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`,
      body: JSON.stringify({
        auth_id: `visitor-${index}`,
        business_id: 343,
        query_resolved: true,
        query_rating: (index % 5) + 1,
        feedback: 'Quick and friendly, thank you.',
      }),
    };
  });
}

/**
 * Measures a relay whose NOTIFY_URL accepts connections but never answers, and a relay without NOTIFY_URL.
 *
 * @param {string} upstream
 * @param {Visitor[]} visitors
 * @returns {Promise<number>} the ratio of the 95th percentiles
 */
async function compareWithDeadNotify(upstream, visitors) {
  const dead = createServer(() => {}).listen(0, '127.0.0.1');
  await once(dead, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (dead.address());
  const notify = { NOTIFY_URL: `http://127.0.0.1:${port}`, NOTIFY_SECRET: `whsec_${btoa('a'.repeat(32))}` };
  const plain = { target: await startRelay(upstream, 'plain'), times: /** @type {number[]} */ ([]) };
  const notifying = { target: await startRelay(upstream, 'notify', notify), times: /** @type {number[]} */ ([]) };
  const pair = [plain, notifying];
  for (const { target } of pair) await timePosts(target, visitors);
  for (let round = 0; round < 2 * ROUNDS; round++) {
    for (const { target, times } of round % 2 ? pair.toReversed() : pair) {
      times.push(...(await timePosts(target, visitors)));
    }
  }
  dead.close();
  const p95 = (/** @type {number[]} */ times) => times.sort((x, y) => x - y)[Math.floor(times.length * 0.95)] ?? 0;
  const [without, withDead] = [p95(plain.times), p95(notifying.times)];
  const found = withDead / without;
  console.log(
    `\n95th percentile at ${NOTIFY_RATE} requests a second: ${without.toFixed(1)} ms; ` +
      `with a dead NOTIFY_URL ${withDead.toFixed(1)} ms: ${found.toFixed(2)} times`,
  );
  return found;
}

/**
 * Posts at even intervals. autocannon would send the posts of a second at once, and their queue would be measured.
 *
 * @param {Target} target
 * @param {Visitor[]} visitors
 * @returns {Promise<number[]>} how long each post took, in milliseconds
 */
async function timePosts(target, visitors) {
  const posts = [];
  const began = performance.now();
  for (let number = 0; number < SECONDS * NOTIFY_RATE; number++) {
    await setTimeout(began + (number * 1000) / NOTIFY_RATE - performance.now());
    posts.push(timePost(target, visitors[next++ % visitors.length]));
  }
  return Promise.all(posts);
}

/**
 * @param {Target} target
 * @param {Visitor | undefined} visitor
 * @returns {Promise<number>} how long the post took, in milliseconds
 */
async function timePost(target, visitor) {
  const headers = headersFor(visitor);
  const began = performance.now();
  const answer = await fetch(`${target.url}/feedback`, { method: 'POST', headers, body: visitor?.body ?? null });
  await answer.arrayBuffer();
  if (!answer.ok) console.log(`  ${target.name}: a request failed`);
  return performance.now() - began;
}

/** @param {Visitor | undefined} visitor */
function headersFor(visitor) {
  return {
    'content-type': 'application/json',
    origin: ORIGIN,
    authorization: visitor?.authorization ?? '',
    'idempotency-key': randomUUID(),
  };
}

/**
 * @param {Target} target
 * @param {Visitor[]} visitors
 * @param {number} connections
 * @param {number} seconds - ignored when `amount` is given
 * @param {{ amount?: number }} [limits]
 * @returns {Promise<Result>}
 */
async function load(target, visitors, connections, seconds, { amount } = {}) {
  const cpuBefore = cpuOf(target);
  const result = await autocannon({
    url: `${target.url}/feedback`,
    method: 'POST',
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    requests: [
      {
        setupRequest(/** @type {object} */ request) {
          const visitor = visitors[next++ % visitors.length];
          return { ...request, body: visitor?.body, headers: headersFor(visitor) };
        },
      },
    ],
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0) console.log(`  ${target.name}: ${failed} requests failed`);
  return {
    rate: result.requests.average,
    cpu: (cpuOf(target) - cpuBefore) / result.requests.total,
    p50: result.latency.p50,
    p99: result.latency.p99,
    memory: memoryOf(target),
    failed,
  };
}

/**
 * @param {number} connections
 * @param {string} name
 * @param {Map<string, Result[]>} results
 */
function print(connections, name, results) {
  const own = results.get(name) ?? [];
  const column = (/** @type {keyof Result} */ field) => median(own.map((result) => result[field]));
  const compare = (/** @type {string} */ peer) =>
    `${ratio(results, name, peer, 'rate').toFixed(2)} rate, ${ratio(results, name, peer, 'cpu').toFixed(2)} CPU, ` +
    `${ratio(results, name, peer, 'p99').toFixed(2)} p99`;
  console.log(
    [
      String(connections).padStart(11),
      ` ${name.padEnd(8)}`,
      column('rate').toFixed(0).padStart(11),
      column('cpu').toFixed(0).padStart(12),
      column('p50').toFixed(1).padStart(10),
      column('p99').toFixed(1).padStart(10),
      megabytes(column('memory')).padStart(10),
      compare('fastify').padStart(30),
      compare('nginx').padStart(30),
    ].join(' '),
  );
}

/**
 * Divides one server's number by another's in each round and returns the median. Equal numbers count as 1.
 *
 * @param {Map<string, Result[]>} results
 * @param {string} name
 * @param {string} peer
 * @param {keyof Result} field
 */
function ratio(results, name, peer, field) {
  const others = results.get(peer) ?? [];
  return median(
    (results.get(name) ?? []).map((result, round) => {
      const other = others[round]?.[field] ?? Number.NaN;
      return result[field] === other ? 1 : result[field] / other;
    }),
  );
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/**
 * Reads the resident memory of a server and its workers, in bytes; `NaN` where the system does not tell.
 *
 * @param {Target} target
 */
function memoryOf(target) {
  let sum = 0;
  for (const pid of pidsOf(target)) {
    try {
      sum += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    } catch {
      return Number.NaN;
    }
  }
  return sum;
}

/**
 * Reads the processor time of a server and its workers, in microseconds; `NaN` where the system does not tell. Other
 * programs on the machine change it less than the requests a second.
 *
 * @param {Target} target
 */
function cpuOf(target) {
  let nanoseconds = 0;
  try {
    for (const pid of pidsOf(target)) {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
      }
    }
  } catch {
    return Number.NaN;
  }
  return nanoseconds / 1000;
}

/** @param {Target} target */
function pidsOf({ child }) {
  const workers = (spawnSync('pgrep', ['-P', String(child.pid)]).stdout ?? '').toString().split('\n');
  return [String(child.pid), ...workers.filter((pid) => pid !== '')];
}

/** @param {Target} target */
async function heapOf({ child }) {
  child.send('heap');
  const [bytes] = await once(child, 'message');
  return Number(bytes);
}

/**
 * @param {string} upstream
 * @param {string} [name]
 * @param {Record<string, string>} [variables] - more variables of the relay
 */
async function startRelay(upstream, name = 'relay', variables = {}) {
  const port = await freePort();
  return start(name, port, process.execPath, ['--expose-gc', '--import', join(here, 'relay-heap.mjs'), relayFile], {
    HAPTIK_BASE_URL: upstream,
    HAPTIK_TOKEN: 'token',
    HAPTIK_CLIENT_ID: 'client',
    ALLOWED_ORIGINS: ORIGIN,
    ALLOWED_BUSINESS_IDS: '343',
    IDENTITY_SECRET: SECRET,
    RATE_LIMIT_PER_MINUTE: '1000000',
    METRICS_TOKEN: 'metrics',
    PORT: String(port),
    ...variables,
  });
}

/** @param {string} upstream */
async function startFastify(upstream) {
  const port = await freePort();
  return start('fastify', port, process.execPath, [join(here, 'relay-fastify.mjs')], {
    UPSTREAM: upstream,
    PORT: String(port),
  });
}

/** @param {string} upstream */
function startProxy(upstream) {
  return startNginx(
    (port) => `upstream haptik { server ${new URL(upstream).host}; keepalive 128; keepalive_requests 100000000; }
    server {
      listen 127.0.0.1:${port} backlog=4096;
      location = /feedback {
        proxy_pass http://haptik/v1.0/log_feedback_from_user/;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Authorization "Bearer token";
        proxy_set_header client-id client;
      }
    }`,
  );
}

/** @param {(port: number) => string} server */
async function startNginx(server) {
  const port = await freePort();
  const file = join(folder, `nginx-${port}.conf`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${port}-${name};`)
    .join('\n');
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off; worker_processes 1; pid ${folder}/${port}.pid; error_log ${folder}/${port}.log;
    events { worker_connections 8192; }
    http { access_log off; keepalive_requests 100000000; ${temporary} ${server(port)} }`,
  );
  return start('nginx', port, nginx, ['-c', file, '-e', join(folder, `${port}.log`)], {});
}

/**
 * @param {string} name
 * @param {number} port
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} environment
 * @returns {Promise<Target>}
 */
async function start(name, port, command, args, environment) {
  const log = openSync('/dev/null', 'w');
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', log, 'inherit', 'ipc'],
  });
  children.push(child);
  for (let tries = 0; !(await accepts(port)); tries++) {
    if (child.exitCode !== null || tries > 100) throw new Error(`${name} does not listen on port ${port}.`);
    await setTimeout(50);
  }
  return { name, url: `http://127.0.0.1:${port}`, child };
}

/** @param {number} port */
function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/** Finds the system's nginx, or installs Debian's package. Ends the benchmark when there is none. */
function findNginx() {
  const find = () => ['nginx', '/usr/sbin/nginx'].find((path) => spawnSync(path, ['-v']).status === 0);
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('Installing nginx …');
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'nginx-light'], { stdio: 'inherit' });
  }
  return (
    find() ?? fail('The benchmark needs nginx. Install it (Debian and Ubuntu: `apt-get install nginx-light`).') ?? ''
  );
}
