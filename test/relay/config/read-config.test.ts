import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/relay/config/config-error.js';
import { configWarnings } from '../../../src/relay/config/config-warnings.js';
import { identityWarnings } from '../../../src/relay/config/identity-variables.js';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { REDIS_URL_FORMS } from '../../../src/relay/config/redis-address.js';
import { ACCOUNT } from '../account.js';

function mistakesOf(environment: Record<string, string>, readFile?: (path: string) => string): readonly string[] {
  try {
    readConfig({ ...ACCOUNT, ...environment }, readFile);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).mistakes;
  }
}

test('fills in every default', () => {
  expect(readConfig(ACCOUNT)).toEqual({
    haptikUrl: 'https://acme.haptikapi.com/v1.0/log_feedback_from_user/',
    haptikToken: 'token',
    haptikClientId: 'client',
    allowedOrigins: ['https://a.example'],
    allowedBusinessIds: [],
    identitySecrets: [],
    identityJwksUrl: undefined,
    identityAudience: undefined,
    identityIssuer: undefined,
    identityClaim: 'auth_id',
    identityMaxAgeSeconds: 86_400,
    rateLimitPerMinute: 300,
    redisUrl: undefined,
    redisCa: undefined,
    trustProxy: 0,
    upstreamTimeoutMs: 8000,
    metricsToken: undefined,
    basePath: '',
    shutdownDelayMs: 0,
    host: '127.0.0.1',
    port: 8080,
    logLevel: 'info',
    warnings: [],
  });
});

test.each([
  ['ALOWED_BUSINESS_IDS', 'ALLOWED_BUSINESS_IDS'],
  ['IDENTITY_SECRETS', 'IDENTITY_SECRET'],
  ['REDIS_URI', 'REDIS_URL'],
  ['REDIS_UR', 'REDIS_URL'],
  ['HAPTIK_TOKEN_FIEL', 'HAPTIK_TOKEN_FILE'],
  ['METRIC_TOKEN', 'METRICS_TOKEN'],
])('warns of the misspelt variable %s', (name, nearest) => {
  const config = readConfig({ ...ACCOUNT, [name]: 'x' });

  expect(config.warnings).toEqual([`${name} is not a variable of the relay; did you mean ${nearest}?`]);
  expect(configWarnings(config)).toContain(config.warnings![0]);
});

test('does not warn of the variables of other programs', () => {
  const others = [
    'PATH',
    'HOME',
    'HOSTNAME',
    'NODE_ENV',
    'NODE_OPTIONS',
    'npm_config_cache',
    'LANG',
    'PORTS',
    'PWD',
    'REDIS_U',
    'LOG_LEVELING',
  ];

  expect(readConfig({ ...ACCOUNT, ...Object.fromEntries(others.map((name) => [name, 'x'])) }).warnings).toEqual([]);
});

test('returns no warnings for a configuration with identity and without misspelt variables', () => {
  const config = readConfig({ ...ACCOUNT, IDENTITY_SECRET: 'a'.repeat(32) });

  expect(configWarnings({ ...config, warnings: undefined })).toEqual([]);
});

describe('a secret with a comma', () => {
  const [first, second] = ['a,'.repeat(20), 'b'.repeat(40)];

  test('is one secret in a file, where each line is a secret', () => {
    const read = (content: string) =>
      readConfig({ ...ACCOUNT, IDENTITY_SECRET_FILE: '/secret' }, () => content).identitySecrets;

    expect(read(`${first}\n`)).toEqual([first]);
    expect(read(`${first}\r\n${second}\r\n`)).toEqual([first, second]);
    expect(() => read(`${first}\n${second}\n${second}`)).toThrow(ConfigError);
  });

  test('is a mistake in a variable, and the message suggests a file', () => {
    expect(mistakesOf({ IDENTITY_SECRET: `a,${second}` })).toEqual([
      'IDENTITY_SECRET must have at least 32 bytes; if a secret contains a comma, set IDENTITY_SECRET_FILE',
    ]);
    expect(readConfig({ ...ACCOUNT, IDENTITY_SECRET: `${second},${second}!` }).identitySecrets).toHaveLength(2);
  });
});

test('reports every mistake at once and repeats no secret', () => {
  const mistakes = mistakesOf({
    HAPTIK_BASE_URL: 'ftp://acme',
    HAPTIK_TOKEN: 'two words',
    HAPTIK_CLIENT_ID: '',
    ALLOWED_ORIGINS: 'https://a.example/, *',
    ALLOWED_BUSINESS_IDS: '1,x',
    IDENTITY_SECRET: 'short-secret',
    RATE_LIMIT_PER_MINUTE: '0',
    REDIS_URL: 'http://user:password@redis',
    TRUST_PROXY: '-1',
    UPSTREAM_TIMEOUT_MS: '8s',
    SHUTDOWN_DELAY_MS: '5s',
    HOST: 'a b',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    METRICS_TOKEN: 'über',
  });
  const names = [
    'HAPTIK_BASE_URL',
    'HAPTIK_TOKEN',
    'HAPTIK_CLIENT_ID',
    'ALLOWED_ORIGINS',
    'ALLOWED_BUSINESS_IDS',
    'IDENTITY_SECRET',
    'RATE_LIMIT_PER_MINUTE',
    'REDIS_URL',
    'TRUST_PROXY',
    'UPSTREAM_TIMEOUT_MS',
    'SHUTDOWN_DELAY_MS',
    'HOST',
    'PORT',
    'LOG_LEVEL',
    'METRICS_TOKEN',
  ];
  for (const name of names)
    expect(
      mistakes.some((mistake) => mistake.startsWith(name)),
      name,
    ).toBe(true);

  expect(mistakes.join('\n')).not.toMatch(/two words|short-secret|password|über/);
});

const URL_MISTAKE = 'HAPTIK_BASE_URL must';
const SECRET_MISTAKE =
  'IDENTITY_SECRET must have at least 32 bytes; if a secret contains a comma, set IDENTITY_SECRET_FILE';
const ASCII_MISTAKE = 'must consist of visible ASCII characters without spaces';

test.each<[Record<string, string>, string]>([
  [
    { HAPTIK_BASE_URL: '' },
    "HAPTIK_BASE_URL is missing; set it to the Log Feedback API's URL, which Haptik's dashboard shows",
  ],
  [{ HAPTIK_BASE_URL: 'acme' }, 'HAPTIK_BASE_URL is not a URL, as in https://example.haptikapi.com'],
  [
    { HAPTIK_BASE_URL: 'http://a.example' },
    `${URL_MISTAKE} start with https:// (http:// is only for loopback addresses)`,
  ],
  [{ HAPTIK_BASE_URL: 'https://user@a.example' }, `${URL_MISTAKE} not contain a user name or a password`],
  [{ HAPTIK_BASE_URL: 'https://:pass@a.example' }, `${URL_MISTAKE} not contain a user name or a password`],
  [{ HAPTIK_BASE_URL: 'https://a.example/?' }, `${URL_MISTAKE} not contain a query or a fragment`],
  [{ HAPTIK_BASE_URL: 'https://a.example/#' }, `${URL_MISTAKE} not contain a query or a fragment`],
  [
    { HAPTIK_BASE_URL: 'https://a.example/x' },
    `${URL_MISTAKE} be an origin, or a URL whose path ends in /v1.0/log_feedback_from_user/`,
  ],
  [{ HAPTIK_TOKEN: '' }, 'HAPTIK_TOKEN is missing; set it, or HAPTIK_TOKEN_FILE to a file that holds it'],
  [{ HAPTIK_TOKEN: 'two words' }, `HAPTIK_TOKEN ${ASCII_MISTAKE}`],
  [{ METRICS_TOKEN: 'a\u007fb' }, `METRICS_TOKEN ${ASCII_MISTAKE}`],
  [
    { ALLOWED_ORIGINS: ' , ' },
    'ALLOWED_ORIGINS is missing; set it to the origins of your pages, as in https://www.example.com',
  ],
  [{ ALLOWED_BUSINESS_IDS: '343,0' }, 'ALLOWED_BUSINESS_IDS: "0" is not a positive integer'],
  [{ ALLOWED_BUSINESS_IDS: 'x1' }, 'ALLOWED_BUSINESS_IDS: "x1" is not a positive integer'],
  [{ ALLOWED_BUSINESS_IDS: '1x' }, 'ALLOWED_BUSINESS_IDS: "1x" is not a positive integer'],
  [{ ALLOWED_BUSINESS_IDS: '1.5' }, 'ALLOWED_BUSINESS_IDS: "1.5" is not a positive integer'],
  [{ ALLOWED_BUSINESS_IDS: '9007199254740992' }, 'ALLOWED_BUSINESS_IDS: "9007199254740992" is not a positive integer'],
  [
    { IDENTITY_SECRET: ',' },
    'IDENTITY_SECRET must be one secret, or two separated by a comma (in a file: one secret per line)',
  ],
  [{ IDENTITY_SECRET: 'short' }, SECRET_MISTAKE],
  [{ REDIS_URL: 'redis.example' }, `REDIS_URL must be ${REDIS_URL_FORMS}`],
  [{ REDIS_CA_FILE: '/ca.pem' }, 'REDIS_CA_FILE cannot be used here, where there are no files'],
  [{ METRICS_TOKEN_FILE: '/x' }, 'METRICS_TOKEN_FILE cannot be used here, where there are no files; set METRICS_TOKEN'],
  [
    { METRICS_TOKEN_FILE: '/x', METRICS_TOKEN: 'x' },
    'METRICS_TOKEN and METRICS_TOKEN_FILE are both set; set one of them',
  ],
  [{ HOST: 'a b' }, 'HOST must be an IP address or a host name'],
  [{ HOST: 'a/b' }, 'HOST must be an IP address or a host name'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of debug, info, warn, error, silent'],
  [{ BASE_PATH: 'a' }, 'BASE_PATH must be a path of letters, digits, ".", "_", "~" and "-", as in /feedback-widget'],
])('says what is wrong with %j', (environment, mistake) => {
  expect(mistakesOf(environment)).toEqual([mistake]);
});

test.each([
  ['RATE_LIMIT_PER_MINUTE', 'rateLimitPerMinute', 1, 1_000_000],
  ['TRUST_PROXY', 'trustProxy', 0, 16],
  ['UPSTREAM_TIMEOUT_MS', 'upstreamTimeoutMs', 1, 120_000],
  ['SHUTDOWN_DELAY_MS', 'shutdownDelayMs', 0, 120_000],
  ['PORT', 'port', 0, 65_535],
] as const)('reads %s as %s: an integer from %i to %i, and nothing else', (name, key, least, most) => {
  const read = (text: string | number) => readConfig({ ...ACCOUNT, [name]: String(text) })[key];

  expect([read(least), read(` ${most} `)]).toEqual([least, most]);
  for (const wrong of [least - 1, most + 1, `${least}.0`, '1e1', `${most}x`, '0000000001']) {
    expect(mistakesOf({ [name]: String(wrong) }), String(wrong)).toEqual([
      `${name} must be an integer from ${least} to ${most}`,
    ]);
  }
});

test.each(['127.0.0.1', '0.0.0.0', '::', 'relay.internal-1', 'localhost'])('reads the HOST %s', (host) => {
  expect(readConfig({ ...ACCOUNT, HOST: host }).host).toBe(host);
});

test.each(['debug', 'info', 'warn', 'error', 'silent'])('reads the LOG_LEVEL %s', (level) => {
  expect(readConfig({ ...ACCOUNT, LOG_LEVEL: level }).logLevel).toBe(level);
});

test('reads lists without the spaces around their items', () => {
  const config = readConfig({ ...ACCOUNT, ALLOWED_BUSINESS_IDS: ' 343 , 1,', ALLOWED_ORIGINS: 'https://a.example , ' });

  expect(config).toMatchObject({ allowedBusinessIds: [343, 1], allowedOrigins: ['https://a.example'] });
});

test('ignores values that are not text', () => {
  expect(readConfig({ ...ACCOUNT, PORT: 7, HOST: {}, METRICS_TOKEN: null })).toEqual(readConfig(ACCOUNT));
});

test.each([
  [{ PORT: 'x' }, "The relay's configuration has a mistake."],
  [{ PORT: 'x', HOST: ' a b' }, "The relay's configuration has 2 mistakes."],
])('counts the mistakes of %j in the message of its error', (environment, message) => {
  expect(() => readConfig({ ...ACCOUNT, ...environment })).toThrow(
    expect.objectContaining({ name: 'ConfigError', message }),
  );
});

describe('HAPTIK_BASE_URL', () => {
  test.each([
    ['https://acme.haptikapi.com', 'https://acme.haptikapi.com/v1.0/log_feedback_from_user/'],
    ['https://acme.haptikapi.com/', 'https://acme.haptikapi.com/v1.0/log_feedback_from_user/'],
    [
      'https://acme.haptikapi.com/v1.0/log_feedback_from_user',
      'https://acme.haptikapi.com/v1.0/log_feedback_from_user/',
    ],
    ['https://a.example:8443/x/v1.0/log_feedback_from_user/', 'https://a.example:8443/x/v1.0/log_feedback_from_user/'],
    ['http://127.0.0.1:9', 'http://127.0.0.1:9/v1.0/log_feedback_from_user/'],
    ['http://haptik.localhost:9', 'http://haptik.localhost:9/v1.0/log_feedback_from_user/'],
    ['http://localhost:9', 'http://localhost:9/v1.0/log_feedback_from_user/'],
    ['http://[::1]:9', 'http://[::1]:9/v1.0/log_feedback_from_user/'],
  ])('reads %s as %s', (given, url) => {
    expect(readConfig({ ...ACCOUNT, HAPTIK_BASE_URL: given }).haptikUrl).toBe(url);
  });

  test.each([
    'acme.haptikapi.com',
    'http://acme.haptikapi.com',
    'http://127.0.0.1.evil.example',
    'https://user:pass@acme.haptikapi.com',
    'https://acme.haptikapi.com/?a=1',
    'https://acme.haptikapi.com/#a',
    'https://acme.haptikapi.com/v1.0/user/',
  ])('rejects %s', (given) => {
    expect(mistakesOf({ HAPTIK_BASE_URL: given })).toHaveLength(1);
  });
});

describe('BASE_PATH', () => {
  test.each([
    ['/', ''],
    ['/feedback-widget', '/feedback-widget'],
    ['/feedback-widget/', '/feedback-widget'],
    ['/a/b.c_~1', '/a/b.c_~1'],
    ['/.well-known', '/.well-known'],
    ['/a.', '/a.'],
  ])('reads %s as %j', (given, basePath) => {
    expect(readConfig({ ...ACCOUNT, BASE_PATH: given }).basePath).toBe(basePath);
  });

  test.each(['feedback', '//a', '/a//', '/../a', '/.', '/a b', '/a?b', '/%61', 'https://a.example/b'])(
    'rejects %s',
    (given) => {
      expect(mistakesOf({ BASE_PATH: given })).toEqual([expect.stringContaining('BASE_PATH must be a path')]);
    },
  );
});

describe('REDIS_CA_FILE', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

  test('is read beside a REDIS_URL with TLS', () => {
    const environment = { ...ACCOUNT, REDIS_URL: 'rediss://redis.example', REDIS_CA_FILE: '/ca.pem' };

    expect(readConfig(environment, () => pem).redisCa).toBe(pem);
  });

  test('is a mistake without TLS, and when the file has no certificate', () => {
    const mistakes = (url: string, content: string) =>
      mistakesOf({ REDIS_URL: url, REDIS_CA_FILE: '/ca.pem' }, () => content);

    expect(mistakes('redis://redis.example', pem)).toEqual([expect.stringContaining('starts with rediss')]);
    expect(mistakes('rediss://redis.example', 'x')).toEqual([expect.stringContaining('certificates in PEM')]);
  });
});

describe('ALLOWED_ORIGINS', () => {
  test.each([
    ['https://a.example/', 'did you mean https://a.example?'],
    ['https://A.example', 'did you mean https://a.example?'],
    ['https://a.example:443', 'did you mean https://a.example?'],
    ['a.example', 'is not an origin'],
    ['null', 'is not an origin'],
    ['*', 'list the origins'],
  ])('rejects %s: %s', (given, says) => {
    expect(mistakesOf({ ALLOWED_ORIGINS: given })).toEqual([expect.stringContaining(says)]);
  });
});

describe('a secret from a file', () => {
  const { HAPTIK_TOKEN: _, ...rest } = ACCOUNT;

  test('is read without its final line break', () => {
    const config = readConfig({ ...rest, HAPTIK_TOKEN_FILE: '/run/token' }, (path) => `${path.toUpperCase()}\n`);

    expect(config.haptikToken).toBe('/RUN/TOKEN');
  });

  test('is a mistake when the file cannot be read or is empty, or the secret is set twice', () => {
    const failing = () => {
      throw Object.assign(new Error('no'), { code: 'ENOENT' });
    };

    expect(mistakesOf({ HAPTIK_TOKEN: '', HAPTIK_TOKEN_FILE: '/x' }, failing)).toEqual([
      'HAPTIK_TOKEN_FILE names a file that cannot be read (ENOENT)',
    ]);
    expect(
      mistakesOf({ METRICS_TOKEN_FILE: '/x' }, () => {
        throw new Error('no');
      }),
    ).toEqual(['METRICS_TOKEN_FILE names a file that cannot be read (error)']);
    expect(mistakesOf({ METRICS_TOKEN_FILE: '/x' }, () => '\n')).toEqual(['METRICS_TOKEN_FILE names an empty file']);
    expect(mistakesOf({ HAPTIK_TOKEN: '', HAPTIK_TOKEN_FILE: '/x' }, () => '\n')).toHaveLength(1);
    expect(mistakesOf({ HAPTIK_TOKEN_FILE: '/x' }, () => 'a')).toHaveLength(1);
    expect(mistakesOf({ IDENTITY_SECRET_FILE: '/x' })).toHaveLength(1);
  });
});

test('accepts one or two identity secrets of at least 32 bytes', () => {
  expect(mistakesOf({ IDENTITY_SECRET: 'ä'.repeat(16) })).toEqual([]);
  expect(mistakesOf({ IDENTITY_SECRET: 'a'.repeat(31) })).toHaveLength(1);
  expect(mistakesOf({ IDENTITY_SECRET: `${'a'.repeat(32)},${'b'.repeat(32)}` })).toEqual([]);
  expect(mistakesOf({ IDENTITY_SECRET: `${'a'.repeat(32)},b` })).toHaveLength(1);
  expect(mistakesOf({ IDENTITY_SECRET: ' , ' })).toHaveLength(1);
  expect(mistakesOf({ IDENTITY_SECRET: Array(3).fill('a'.repeat(32)).join() })).toHaveLength(1);
});

describe('IDENTITY_JWKS_URL', () => {
  test('is read with the claims that a token must have', () => {
    const config = readConfig({
      ...ACCOUNT,
      IDENTITY_JWKS_URL: 'https://auth.example.com/.well-known/jwks.json',
      IDENTITY_AUDIENCE: 'feedback',
      IDENTITY_ISSUER: 'https://auth.example.com/',
      IDENTITY_CLAIM: 'sub',
      IDENTITY_MAX_AGE: '600',
    });

    expect(config).toMatchObject({
      identitySecrets: [],
      identityJwksUrl: 'https://auth.example.com/.well-known/jwks.json',
      identityAudience: 'feedback',
      identityIssuer: 'https://auth.example.com/',
      identityClaim: 'sub',
      identityMaxAgeSeconds: 600,
    });
  });

  test.each([
    'http://auth.example.com/jwks',
    'https://user@auth.example.com/jwks',
    'https://:pass@auth.example.com/jwks',
    'ftp://localhost/jwks',
    'auth.example.com',
    'file:///x',
  ])('rejects %s', (url) => {
    expect(mistakesOf({ IDENTITY_JWKS_URL: url })).toEqual([expect.stringContaining('as in https://auth.example.com')]);
  });

  test('may be http on a loopback address', () => {
    const config = readConfig({ ...ACCOUNT, IDENTITY_JWKS_URL: 'http://localhost:9/jwks' });

    expect(config.identityJwksUrl).toBe('http://localhost:9/jwks');
  });

  test('is a mistake beside IDENTITY_SECRET or IDENTITY_SECRET_FILE', () => {
    const url = 'https://auth.example.com/jwks';

    expect(mistakesOf({ IDENTITY_JWKS_URL: url, IDENTITY_SECRET: 'a'.repeat(32) })).toEqual([
      'IDENTITY_SECRET and IDENTITY_JWKS_URL are both set; set one of them',
    ]);
    expect(mistakesOf({ IDENTITY_JWKS_URL: url, IDENTITY_SECRET_FILE: '/x' }, () => 'a'.repeat(32))).toHaveLength(1);
  });
});

test.each(['IDENTITY_AUDIENCE', 'IDENTITY_ISSUER', 'IDENTITY_CLAIM', 'IDENTITY_MAX_AGE'])(
  'rejects %s without keys that verify a token',
  (name) => {
    expect(mistakesOf({ [name]: '600' })).toEqual([expect.stringContaining(`${name} needs IDENTITY_SECRET`)]);
    expect(mistakesOf({ [name]: '600', IDENTITY_SECRET: 'a'.repeat(32) })).toEqual([]);
  },
);

test.each([60, 31_536_000])('accepts an IDENTITY_MAX_AGE of %d seconds', (seconds) => {
  const environment = { ...ACCOUNT, IDENTITY_SECRET: 'a'.repeat(32), IDENTITY_MAX_AGE: String(seconds) };

  expect(readConfig(environment).identityMaxAgeSeconds).toBe(seconds);
});

test.each([59, 31_536_001])('refuses an IDENTITY_MAX_AGE of %d seconds', (seconds) => {
  expect(mistakesOf({ IDENTITY_SECRET: 'a'.repeat(32), IDENTITY_MAX_AGE: String(seconds) })).toEqual([
    'IDENTITY_MAX_AGE must be an integer from 60 to 31536000',
  ]);
});

test('warns when nothing proves who a visitor is', () => {
  const warnings = (more: Record<string, string>) => identityWarnings(readConfig({ ...ACCOUNT, ...more }));
  const url = 'https://auth.example.com/jwks';

  expect(warnings({})).toEqual([expect.stringContaining('anyone can give feedback')]);
  expect(warnings({ IDENTITY_SECRET: 'a'.repeat(32) })).toEqual([]);
  expect(warnings({ IDENTITY_JWKS_URL: url })).toEqual([expect.stringContaining('IDENTITY_AUDIENCE is not set')]);
  expect(warnings({ IDENTITY_JWKS_URL: url, IDENTITY_AUDIENCE: 'feedback' })).toEqual([]);
});

test.each([
  'IDENTITY_SECRET',
  'IDENTITY_SECRET_FILE',
  'IDENTITY_JWKS_URL',
  'METRICS_TOKEN',
  'LINK_SECRET',
  'REDIS_URL_FILE',
  'HAPTIK_WEBHOOK_SECRET',
  'NOTIFY_URL',
])('refuses an empty %s, which what should have set it has left', (name) => {
  expect(mistakesOf({ [name]: ' ' })).toEqual([`${name} is set but empty; give it a value, or remove it`]);
});

test('counts other empty variables as not set', () => {
  expect(mistakesOf({ ALLOWED_BUSINESS_IDS: '', PORT: '', REDIS_CA_FILE: '', PAGE_TITLE: '' })).toEqual([]);
  expect(mistakesOf({ METRICS_TOKEN: '', METRICS_TOKEN_FILE: '/x' }, () => 'a')).toEqual([]);
});

test('warns of secrets with fewer than 16 characters', () => {
  const handover = {
    PUBLIC_URL: 'https://feedback.example.com',
    LINK_SECRET: 'a'.repeat(32),
    LINK_HANDOVER_URL: 'https://crm.example.com',
    LINK_HANDOVER_SECRET: `whsec_${btoa('a'.repeat(24))}`,
  };
  const warningsWith = (length: number) => {
    const secret = 'm'.repeat(length);
    return readConfig({ ...ACCOUNT, ...handover, METRICS_TOKEN: secret, HAPTIK_WEBHOOK_SECRET: secret }).warnings;
  };

  expect(warningsWith(16)).toEqual([]);
  expect(warningsWith(15)).toEqual(
    ['METRICS_TOKEN', 'HAPTIK_WEBHOOK_SECRET'].map(
      (name) => `${name} has fewer than 16 characters and could be guessed; make one by: openssl rand -base64 32`,
    ),
  );
});
