import { exportSPKI, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { IdentityConfig } from '../../../src/relay/config/identity-variables.js';
import type { Refusal } from '../../../src/relay/http/refusal.js';
import { createIdentify } from '../../../src/relay/identity/identify.js';
import { silentLog } from '../../../src/relay/telemetry/log.js';
import { createSigningKey, type JwksServer, type SigningKey, startJwksServer } from '../jwks-server.js';
import { inSeconds, signToken } from '../sign-token.js';

const SECRET = 'a-secret-of-more-than-thirty-two-bytes';
const HOUR = 3600;
const DAY = 24 * HOUR;

const logged: string[] = [];
const log = {
  ...silentLog,
  error: (fields: object, message: string) => logged.push(`${message} ${JSON.stringify(fields)}`),
};

/** Returns the visitor of a token, or the status of the refusal. */
async function identifyWith(config: Partial<IdentityConfig>, token: string): Promise<string | number> {
  return outcomeOf(createIdentify({ identitySecrets: [], ...config }, Date.now, log), token);
}

async function outcomeOf(identify: ReturnType<typeof createIdentify>, token: string): Promise<string | number> {
  return identify(`Bearer ${token}`).catch((error: Refusal) => error.status);
}

describe('the lifetime of a token', () => {
  const exp = inSeconds(HOUR);

  test.each([
    ['is in milliseconds', { exp: Date.now() + HOUR * 1000 }],
    ['overflows a number', { exp: 1e300 }],
    ['is more than a day away', { exp: inSeconds(DAY + 120) }],
    ['is more than a day after its start', { iat: inSeconds(-HOUR), exp: inSeconds(DAY - 600) }],
    ['starts in the future', { iat: inSeconds(300), exp }],
    ['starts in milliseconds', { iat: Date.now(), exp }],
  ])('refuses one that %s', async (_, times) => {
    const token = signToken({ auth_id: 'ann', ...times }, SECRET);

    expect(await identifyWith({ identitySecrets: [SECRET] }, token)).toBe(401);
  });

  test('refuses an expiry that JSON reads as Infinity', async () => {
    const token = signToken('{"auth_id":"ann","exp":1e999}', SECRET);

    expect(await identifyWith({ identitySecrets: [SECRET] }, token)).toBe(401);
  });

  test.each([
    ['a day', { exp: inSeconds(DAY) }],
    ['a day from its start', { iat: inSeconds(0), exp: inSeconds(DAY) }],
    ['a start 50 seconds ahead, as clocks differ', { iat: inSeconds(50), exp }],
  ])('accepts %s', async (_, times) => {
    const token = signToken({ auth_id: 'ann', ...times }, SECRET);

    expect(await identifyWith({ identitySecrets: [SECRET] }, token)).toBe('ann');
  });

  test('follows identityMaxAgeSeconds', async () => {
    const config = { identitySecrets: [SECRET], identityMaxAgeSeconds: 600 };

    expect(await identifyWith(config, signToken({ auth_id: 'ann', exp: inSeconds(600) }, SECRET))).toBe('ann');
    expect(await identifyWith(config, signToken({ auth_id: 'ann', exp }, SECRET))).toBe(401);
  });
});

describe('the claims of a token', () => {
  const exp = inSeconds(HOUR);
  const config = {
    identitySecrets: [SECRET],
    identityAudience: 'feedback',
    identityIssuer: 'https://auth.example.com/',
    identityClaim: 'sub',
  };
  const right = { sub: 'ann', aud: 'feedback', iss: 'https://auth.example.com/', exp };

  test.each([
    ['the right audience and issuer', right],
    ['the audience among others', { ...right, aud: ['shop', 'feedback'] }],
    ['another auth_id, when sub names the visitor', { ...right, auth_id: 'bob' }],
  ])('accepts %s', async (_, claims) => {
    expect(await identifyWith(config, signToken(claims, SECRET))).toBe('ann');
  });

  test.each([
    ['a foreign audience', { ...right, aud: 'shop' }],
    ['no audience', { ...right, aud: undefined }],
    ['a foreign issuer', { ...right, iss: 'https://auth.example.com' }],
    ['no issuer', { ...right, iss: undefined }],
    ['the visitor in auth_id, when sub names the visitor', { ...right, sub: undefined, auth_id: 'ann' }],
  ])('refuses %s', async (_, claims) => {
    expect(await identifyWith(config, signToken(claims, SECRET))).toBe(401);
  });
});

describe('a refusal', () => {
  const identify = createIdentify({ identitySecrets: [SECRET] }, Date.now, log);

  test.each([
    ['missing', undefined, 'identity token missing'],
    ['malformed', 'Bearer a.b.c', 'identity token not valid'],
    ['without an expiry', `Bearer ${signToken({ auth_id: 'ann' }, SECRET)}`, 'identity token not valid'],
    ['without a visitor', `Bearer ${signToken({ exp: inSeconds(HOUR) }, SECRET)}`, 'identity token not valid'],
  ])('of a token that is %s says so, and asks for a token', async (_, authorization, message) => {
    await expect(identify(authorization)).rejects.toMatchObject({
      status: 401,
      reason: 'identity',
      message,
      headers: { 'www-authenticate': 'Bearer' },
    });
  });
});

describe('the clock', () => {
  const START = 1_800_000_000;
  const identifyAt = async (now: number, claims: object) =>
    outcomeOf(
      createIdentify({ identitySecrets: [SECRET] }, () => now * 1000, log),
      signToken({ auth_id: 'ann', ...claims }, SECRET),
    );

  test.each([
    ['expired 59 seconds ago', { exp: START - 59 }, 'ann'],
    ['expired a minute ago', { exp: START - 60 }, 401],
    ['starts in a minute', { iat: START + 60, exp: START + HOUR }, 'ann'],
    ['starts in 61 seconds', { iat: START + 61, exp: START + HOUR }, 401],
    ['lives a day and a minute', { iat: START, exp: START + DAY + 60 }, 'ann'],
    ['lives a day and 61 seconds', { iat: START, exp: START + DAY + 61 }, 401],
  ])('of the relay decides about a token that %s', async (_, claims, outcome) => {
    expect(await identifyAt(START, claims)).toBe(outcome);
  });
});

test('accepts a token signed with any of the secrets', async () => {
  const secrets = [SECRET, 'another-secret-of-thirty-two-bytes!!'];

  for (const secret of secrets) {
    const token = signToken({ auth_id: 'ann', exp: inSeconds(HOUR) }, secret);
    expect(await identifyWith({ identitySecrets: secrets }, token)).toBe('ann');
  }
});

test('imports the secrets once', async () => {
  const importKey = vi.spyOn(crypto.subtle, 'importKey');
  const identify = createIdentify({ identitySecrets: [SECRET] }, Date.now, log);
  const token = signToken({ auth_id: 'ann', exp: inSeconds(HOUR) }, SECRET);
  await outcomeOf(identify, token);
  await outcomeOf(identify, token);

  expect(importKey).toHaveBeenCalledTimes(1);
  importKey.mockRestore();
});

test('uses secrets that are replaced while it runs', async () => {
  const config = { identitySecrets: [SECRET] };
  const identify = createIdentify(config, Date.now, log);
  const token = signToken({ auth_id: 'ann', exp: inSeconds(HOUR) }, SECRET);

  expect(await outcomeOf(identify, token)).toBe('ann');

  config.identitySecrets = ['another-secret-of-thirty-two-bytes!!'];

  expect(await outcomeOf(identify, token)).toBe(401);
});

describe('with the keys of an auth server', () => {
  const claims = { auth_id: 'ann', exp: inSeconds(HOUR) };
  let key: SigningKey;
  let server: JwksServer;
  let now = Date.now();

  const createRemote = () => createIdentify({ identitySecrets: [], identityJwksUrl: server.url }, () => now, log);

  beforeEach(async () => {
    logged.length = 0;
    now = Date.now();
    key = await createSigningKey('ES256', 'key-1');
    server = await startJwksServer(key);
  });

  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
  });

  // An RSA key takes seconds on a busy machine.
  test.each(['RS256', 'ES256', 'EdDSA', 'Ed25519'])('accepts %s', { timeout: 30_000 }, async (alg) => {
    const other = await createSigningKey(alg, 'key-2');
    server.keys.push(other.publicJwk);

    expect(await outcomeOf(createRemote(), await other.sign(claims))).toBe('ann');
  });

  test('fetches the keys once for many tokens', async () => {
    const identify = createRemote();
    const token = await key.sign(claims);

    expect(await Promise.all(Array.from({ length: 20 }, () => outcomeOf(identify, token)))).toEqual(
      Array(20).fill('ann'),
    );
    expect(server.fetches).toBe(1);
  });

  test('fetches the keys again for a key that it does not know, but at most every 30 seconds', async () => {
    const identify = createRemote();
    await outcomeOf(identify, await key.sign(claims));
    const next = await createSigningKey('ES256', 'key-2');
    server.keys = [next.publicJwk];

    expect(await outcomeOf(identify, await next.sign(claims))).toBe(401);
    expect(server.fetches).toBe(1);

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });

    expect(await outcomeOf(identify, await next.sign(claims))).toBe('ann');
    expect(await outcomeOf(identify, await key.sign(claims))).toBe(401);
    expect(server.fetches).toBe(2);
  });

  test('refuses a key that the auth server does not publish', async () => {
    const foreign = await createSigningKey('ES256', 'key-1');

    expect(await outcomeOf(createRemote(), await foreign.sign(claims))).toBe(401);
    expect(await outcomeOf(createRemote(), await foreign.sign(claims, { kid: 'key-9' }))).toBe(401);
  });

  test.each(['RS384', 'PS256', 'ES384'])(
    'refuses %s, although its key is published',
    { timeout: 30_000 },
    async (alg) => {
      const other = await createSigningKey(alg, 'key-2');
      server.keys.push(other.publicJwk);

      expect(await outcomeOf(createRemote(), await other.sign(claims))).toBe(401);
    },
  );

  test('refuses a token that is not signed', async () => {
    expect(await outcomeOf(createRemote(), signToken(claims, '', { alg: 'none', kid: 'key-1' }))).toBe(401);
  });

  test('refuses HS256 with the public key as the secret', async () => {
    const publicKey = (await importJWK(key.publicJwk, 'ES256', { extractable: true })) as CryptoKey;
    const secrets = [await exportSPKI(publicKey), JSON.stringify(key.publicJwk), key.publicJwk.x!];

    for (const secret of secrets) {
      const token = signToken(claims, secret, { alg: 'HS256', kid: 'key-1' });
      expect(await outcomeOf(createRemote(), token)).toBe(401);
    }
  });

  test('refuses HS256 also when the auth server publishes a shared secret by mistake', async () => {
    server.keys.push({ kty: 'oct', kid: 'key-2', alg: 'HS256', k: Buffer.from(SECRET).toString('base64url') });

    expect(await outcomeOf(createRemote(), signToken(claims, SECRET, { alg: 'HS256', kid: 'key-2' }))).toBe(401);
  });

  test.each([
    ['answers 500', () => (server.status = 500)],
    ['redirects', () => (server.status = 302)],
    ['publishes no list of keys', () => (server.keys = 'none' as unknown as [])],
    ['is gone', () => server.close()],
  ])('answers 503 and logs once while the auth server %s', async (_, breakServer) => {
    const identify = createRemote();
    await breakServer();
    const token = await key.sign(claims);

    expect(await outcomeOf(identify, token)).toBe(503);
    expect(await outcomeOf(identify, token)).toBe(503);
    expect(logged).toEqual([expect.stringContaining('IDENTITY_JWKS_URL')]);
  });

  test.each([
    ['the status', () => (server.status = 500), 'HTTP_500'],
    ['the error of the network', () => server.close(), 'ECONNREFUSED'],
    ["jose's code", () => (server.keys = 'none' as unknown as []), 'ERR_JWKS_INVALID'],
  ])('names %s as the reason', async (_, breakServer, reason) => {
    await breakServer();
    await outcomeOf(createRemote(), await key.sign(claims));

    expect(logged).toEqual([
      `the keys of IDENTITY_JWKS_URL cannot be fetched: feedback is refused (503) until they can {"reason":"${reason}"}`,
    ]);
  });

  test('tells the client to come back in 5 seconds', async () => {
    server.status = 500;

    await expect(createRemote()(`Bearer ${await key.sign(claims)}`)).rejects.toMatchObject({
      status: 503,
      reason: 'identity-keys',
      message: 'identity tokens cannot be verified now',
      headers: { 'retry-after': '5' },
    });
  });

  test('logs again when the auth server breaks a second time', async () => {
    const identify = createRemote();
    const token = await key.sign(claims);
    server.status = 500;
    await outcomeOf(identify, token);
    server.status = 200;
    now += 5001;
    await outcomeOf(identify, token);
    server.status = 500;
    // The keys are fetched again after ten minutes.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 601_000 });
    await outcomeOf(identify, token);

    expect(logged).toHaveLength(2);
  });

  test('asks a broken auth server at most every 5 seconds, and then lets visitors in again', async () => {
    const identify = createRemote();
    const token = await key.sign(claims);
    server.status = 500;
    for (let tries = 0; tries < 5; tries++) await outcomeOf(identify, token);

    expect(server.fetches).toBe(1);

    server.status = 200;
    now += 4999;

    expect(await outcomeOf(identify, token)).toBe(503);

    now += 1;

    expect(await outcomeOf(identify, token)).toBe('ann');
  });
});
