import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDoctor } from '../../../src/relay/node/doctor/run-doctor.js';
import type { startRelay as StartRelay } from '../../../src/relay/node/index.js';
import { BUILT_VERSION, type BuiltRelay, buildRelay } from '../build-relay.js';
import { type FakeHaptik, startFakeHaptik } from '../fake-haptik.js';
import { createSigningKey, startJwksServer } from '../jwks-server.js';
import { createRedisServer, findFreePort } from '../redis-server.js';
import { runToEnd } from '../relay-process.js';

const SECRETS = {
  HAPTIK_TOKEN: 'token-that-nobody-may-read',
  HAPTIK_CLIENT_ID: 'client-that-nobody-may-read',
  IDENTITY_SECRET: 'identity-secret-that-nobody-may-read',
  LINK_SECRET: 'link-secret-that-nobody-may-read-123',
  METRICS_TOKEN: 'metrics-token-that-nobody-may-read',
};

let built: BuiltRelay;
let startBuiltRelay: typeof StartRelay;
let haptik: FakeHaptik;
let environment: Record<string, string>;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  built = await buildRelay({ 'embed/haptik-feedback.js': 'void 0;' });
  ({ startRelay: startBuiltRelay } = await import(pathToFileURL(join(built.folder, 'node.js')).href));
  haptik = await startFakeHaptik();
});

beforeEach(() => {
  haptik.reset();
  haptik.answer = (response, { headers }) =>
    headers.authorization === `Bearer ${SECRETS.HAPTIK_TOKEN}`
      ? answerJson(response, 400, { error_message: 'invalid request' })
      : answerJson(response, 401, { error_message: 'invalid authorization details' });
  const { HAPTIK_TOKEN, HAPTIK_CLIENT_ID, IDENTITY_SECRET } = SECRETS;
  environment = {
    HAPTIK_BASE_URL: haptik.origin,
    HAPTIK_TOKEN,
    HAPTIK_CLIENT_ID,
    IDENTITY_SECRET,
    ALLOWED_ORIGINS: 'https://shop.example',
  };
});

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

afterAll(async () => {
  await haptik.close();
  built.remove();
});

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Starts the built relay in this process, which is faster than a process of its own. */
async function startRelay(variables = environment) {
  const relay = await startBuiltRelay({ environment: { PORT: '0', LOG_LEVEL: 'error', ...variables } });
  closing.push(() => relay.stop());
  return relay;
}

/** Runs the command as an operator would, with the relay's variables. */
async function runCommand(args: readonly string[] = [], variables = environment) {
  const { exitCode, stdout, stderr } = await runToEnd(built, variables, ['doctor', ...args]);
  return { exitCode, stderr, ...read(stdout.trim().split('\n')) };
}

/** Runs the checks of the command in this process. */
async function examine(args: readonly string[] = [], variables = environment) {
  const lines: string[] = [];
  const exitCode = await runDoctor(args, variables, (line) => lines.push(line), BUILT_VERSION);
  return { exitCode, ...read(lines) };
}

function read(lines: string[]) {
  return {
    lines,
    /** The lines about one place, without its name. */
    about: (place: string) => lines.filter((line) => line.slice(7).startsWith(`${place}: `)),
  };
}

interface Meddling {
  /** Answers a request in place of the relay by returning a status. */
  answer?: (request: IncomingMessage) => number | undefined;
  /** The name of a request header that the proxy drops. */
  dropped?: string;
  /** The name and value of a header that the proxy adds to every answer. */
  added?: [string, string];
}

/** Starts a proxy in front of a relay. */
async function startProxy(relayUrl: string, { answer, dropped, added }: Meddling): Promise<string> {
  const server = createServer((request, response) => {
    const status = answer?.(request);
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const headers = Object.entries(request.headers).filter(([name]) => name !== dropped);
    const { method } = request;
    const options = { method, headers: Object.fromEntries(headers) };
    const passedOn = httpRequest(new URL(request.url!, relayUrl), options, (reply) => {
      response.writeHead(reply.statusCode!, [...reply.rawHeaders, ...(added ?? [])]);
      reply.pipe(response);
    });
    request.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a relay without a fault', () => {
  it('has no line that says "to do", and Haptik gets no feedback', async () => {
    const redis = await createRedisServer();
    await redis.start();
    closing.push(() => redis.kill());
    const port = String(await findFreePort());
    const variables = {
      ...environment,
      ...SECRETS,
      REDIS_URL: redis.url,
      PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    };
    await startRelay(variables);

    const { exitCode, lines, about, stderr } = await runCommand(['--origin', 'https://shop.example'], variables);

    expect([exitCode, stderr]).toEqual([0, '']);
    expect(lines.filter((line) => !/^(ok|note) {2,}/.test(line))).toEqual([]);
    const ok = (place: string) => about(place).some((line) => line.startsWith('ok'));
    for (const place of ['configuration', 'Haptik', 'clock', 'relay', 'identity', 'Redis', 'PUBLIC_URL']) {
      expect([place, ok(place)]).toEqual([place, true]);
    }
    expect(about('origin https://shop.example')).toEqual([
      expect.stringMatching(/^ok .*the preflight is allowed, and an empty post is refused with 401$/),
    ]);
    expect(haptik.seen.map(({ body }) => body)).toEqual(['{}', '{}']);
  });

  it('notes what it cannot check without recording feedback', async () => {
    const { lines } = await examine();

    expect(lines).toContainEqual(
      expect.stringMatching(/^note {3}Haptik: .*business id were not checked, because that would record feedback$/),
    );
  });

  it('is checked for the exact origins of ALLOWED_ORIGINS when none is named', async () => {
    const variables = { ...environment, ALLOWED_ORIGINS: 'https://a.example,https://b.example,https://*.c.example' };
    const { url } = await startRelay(variables);

    const { lines } = await examine(['--url', url], variables);

    expect(lines.filter((line) => line.includes('origin https:')).map((line) => line.slice(0, 34))).toEqual([
      'ok     origin https://a.example: a',
      'ok     origin https://b.example: a',
    ]);
  });
});

it('prints no secret, whatever is wrong', async () => {
  const { url } = await startRelay({ ...environment, ...SECRETS, PUBLIC_URL: 'https://feedback.example' });
  haptik.answer = (response, { headers }) => answerJson(response, 401, { error_message: headers.authorization });
  const variables = {
    ...environment,
    ...SECRETS,
    PUBLIC_URL: 'http://127.0.0.1:1',
    REDIS_URL: 'redis://user:redis-password-that-nobody-may-read@127.0.0.1:1',
  };

  const { lines, stderr, exitCode } = await runCommand(['--url', url], variables);

  expect(exitCode).toBe(1);
  expect(lines.join('\n') + stderr).not.toMatch(/nobody-may-read|eyJ/);
});

describe('says what to do when', () => {
  it('the configuration has mistakes', async () => {
    const { exitCode, about } = await examine([], { HAPTIK_BASE_URL: 'https://haptik.example' });

    expect(exitCode).toBe(1);
    expect(about('configuration')).toContainEqual(expect.stringMatching(/^to do {2}.*ALLOWED_ORIGINS is missing/));
  });

  it('the origin is not allowed', async () => {
    const { url } = await startRelay();

    const { exitCode, about } = await examine(['--url', url, '--origin', 'https://other.example']);

    expect(exitCode).toBe(1);
    expect(about('origin https://other.example')).toEqual([
      expect.stringMatching(/^to do .*add https:\/\/other\.example to ALLOWED_ORIGINS$/),
    ]);
  });

  it('the relay runs with another ALLOWED_ORIGINS', async () => {
    const { url } = await startRelay({ ...environment, ALLOWED_ORIGINS: 'https://old.example' });

    const { about } = await examine(['--url', url]);

    expect(about('origin https://shop.example')).toEqual([expect.stringMatching(/^to do .*restart the relay/)]);
  });

  it('Haptik refuses the token', async () => {
    const { about } = await examine([], { ...environment, HAPTIK_TOKEN: 'another' });

    expect(about('Haptik')).toContainEqual(expect.stringMatching(/^to do .*HAPTIK_TOKEN is refused \(401\)/));
  });

  it.each([
    ['404', 404, 'set HAPTIK_BASE_URL to the URL of the Log Feedback API'],
    ['401 in other words', 401, "not in Haptik's words"],
    ['503', 503, 'has a problem'],
    ['a redirect', 302, 'set HAPTIK_BASE_URL'],
  ])('Haptik answers %s to a request without a token', async (_, status, expected) => {
    haptik.setAnswer(status, { error_message: 'no' }, { location: 'https://elsewhere.example/' });

    const { about, exitCode } = await examine();

    expect(exitCode).toBe(1);
    expect(about('Haptik')).toEqual([expect.stringContaining(expected)]);
    expect(about('Haptik')[0]).toMatch(/^to do/);
    expect(haptik.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('Haptik cannot be reached', async () => {
    const { about } = await examine([], { ...environment, HAPTIK_BASE_URL: 'http://127.0.0.1:1' });

    expect(about('Haptik')).toEqual([expect.stringMatching(/^to do .*HAPTIK_BASE_URL/)]);
    expect(about('clock')).toEqual([expect.stringMatching(/^note .*could not be checked/)]);
  });

  it.each([
    ['behind', 120_000, 'behind'],
    ['ahead of', -120_000, 'ahead of'],
  ])("the clock is %s Haptik's", async (_, aheadMs, word) => {
    haptik.answer = (response) => {
      response.setHeader('date', new Date(Date.now() + aheadMs).toUTCString());
      answerJson(response, 401, { error_message: 'invalid authorization details' });
    };

    const { about } = await examine();

    // A busy machine may answer late.
    const clock = new RegExp(`^to do .*is 1[12]\\d seconds ${word} Haptik's: synchronise it`);
    expect(about('clock')).toEqual([expect.stringMatching(clock)]);
  });

  it('the relay does not run', async () => {
    const { exitCode, about } = await examine([], { ...environment, PORT: String(await findFreePort()) });

    expect(exitCode).toBe(1);
    expect(about('relay')).toEqual([
      expect.stringMatching(/^to do .*cannot be reached \(ECONNREFUSED\): nothing listens there/),
    ]);
    expect(about('identity')).toEqual([expect.stringMatching(/^note/)]);
  });

  it('the relay runs with another identity secret', async () => {
    const { url } = await startRelay({ ...environment, IDENTITY_SECRET: 'b'.repeat(32) });

    const { about } = await examine(['--url', url]);

    expect(about('identity')).toEqual([expect.stringMatching(/^to do .*refuses a token signed with IDENTITY_SECRET/)]);
  });

  it('the relay runs without an identity secret', async () => {
    const { IDENTITY_SECRET: _, ...without } = environment;
    const { url } = await startRelay(without);

    const withSecret = await examine(['--url', url]);
    const withoutSecret = await examine(['--url', url], without);

    expect(withSecret.about('origin https://shop.example')).toEqual([
      expect.stringMatching(/^to do .*answered with 400, not 401: the running relay has other IDENTITY_ variables/),
    ]);
    expect(withoutSecret.about('identity')).toEqual([expect.stringMatching(/^note .*in anyone's name/)]);
    expect(withoutSecret.exitCode).toBe(0);
  });

  it('the auth server has no keys', async () => {
    const jwks = await startJwksServer(await createSigningKey('ES256', 'one'));
    closing.push(() => jwks.close());
    const { IDENTITY_SECRET: _, ...without } = environment;
    const variables = { ...without, IDENTITY_JWKS_URL: jwks.url, IDENTITY_AUDIENCE: 'feedback' };
    const good = await examine([], variables);
    jwks.keys = [];
    const empty = await examine([], variables);
    jwks.status = 500;
    const failing = await examine([], variables);

    expect(good.about('identity')[0]).toMatch(/^ok .*has a key that can verify tokens/);
    expect(empty.about('identity')).toEqual([expect.stringMatching(/^to do .*has no key/)]);
    expect(failing.about('identity')).toEqual([expect.stringMatching(/^to do .*answers 500, not 200/)]);
  });

  it('Redis cannot be reached, or refuses to write', async () => {
    const redis = await createRedisServer(['--replicaof', '127.0.0.1 1']);
    await redis.start();
    closing.push(() => redis.kill());

    const gone = await examine([], { ...environment, REDIS_URL: 'redis://127.0.0.1:1' });
    const replica = await examine([], { ...environment, REDIS_URL: redis.url });

    expect(gone.about('Redis')).toEqual([expect.stringMatching(/^to do .*lost: it cannot be reached/)]);
    expect(replica.about('Redis')).toEqual([expect.stringMatching(/^to do .*READONLY: it is a replica/)]);
  });

  it('PUBLIC_URL leads elsewhere', async () => {
    const other = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    closing.push(() => other.close());
    const { LINK_SECRET } = SECRETS;
    const publicUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;

    const { about } = await examine([], { ...environment, LINK_SECRET, PUBLIC_URL: publicUrl });

    expect(about('PUBLIC_URL')).toEqual([expect.stringMatching(/^to do .*answers 404, not the page of links/)]);
    expect(about('relay')).toEqual([expect.stringMatching(/^to do .*livez answers 404, not 200/)]);
  });

  it('the proxy in front answers the preflight itself', async () => {
    const { url } = await startRelay();
    const proxy = await startProxy(url, { answer: ({ method }) => (method === 'OPTIONS' ? 405 : undefined) });

    const { about } = await examine(['--url', proxy]);

    expect(about('origin https://shop.example')).toEqual([
      expect.stringMatching(/^to do .*answered with 405: let the proxy in front pass OPTIONS requests on/),
    ]);
  });

  it('the proxy in front adds CORS headers of its own', async () => {
    const { url } = await startRelay();
    const proxy = await startProxy(url, { added: ['access-control-allow-origin', '*'] });

    const { about } = await examine(['--url', proxy]);

    expect(about('origin https://shop.example')).toEqual([
      expect.stringMatching(/^to do .*it must be the origin, once; remove what the proxy in front adds/),
    ]);
  });

  it('the proxy in front drops the token', async () => {
    const { url } = await startRelay();
    const proxy = await startProxy(url, { dropped: 'authorization' });

    const { about } = await examine(['--url', proxy]);

    expect(about('identity')).toEqual([expect.stringMatching(/^to do .*pass Authorization on/)]);
  });
});

it.each([
  [['--origin', 'shop.example'], '--origin must be an origin'],
  [['--url', 'feedback.example.com'], '--url must be a URL'],
  [['--orgin', 'https://shop.example'], "Unknown option '--orgin'"],
])('explains a wrong option in one line: %j', async (args, expected) => {
  const { exitCode, stderr } = await runCommand(args);

  expect(exitCode).toBe(1);
  expect(stderr).toContain(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

it('prints its own help', async () => {
  const { exitCode, lines } = await runCommand(['--help']);

  expect(exitCode).toBe(0);
  expect(lines[0]).toBe('Usage: haptik-feedback-relay doctor [--origin ORIGIN] [--url URL]');
});
