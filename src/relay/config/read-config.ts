import { readAllowedOrigins } from './allowed-origins.js';
import { readBasePath } from './base-path.js';
import { ConfigError } from './config-error.js';
import { EnvironmentReader } from './environment-reader.js';
import { readHandoverVariables, readNotifyVariables } from './handover-variables.js';
import { readHaptikUrl } from './haptik-url.js';
import { readIdentityVariables } from './identity-variables.js';
import { readLinkVariables } from './link-variables.js';
import { REDIS_URL_FORMS, readRedisAddress } from './redis-address.js';
import { LOG_LEVELS, type LogLevel, type RelayConfig } from './relay-config.js';

/** The shortest identity secret, in UTF-8 bytes. HS256 requires it (RFC 7518, section 3.2). */
const IDENTITY_SECRET_MIN_BYTES = 32;

/** Variables that must not be empty, because an empty one would turn off a protection or a service that is wanted. */
const NEVER_EMPTY = [
  'IDENTITY_SECRET',
  'IDENTITY_JWKS_URL',
  'LINK_SECRET',
  'METRICS_TOKEN',
  'REDIS_URL',
  'HAPTIK_WEBHOOK_SECRET',
  'LINK_HANDOVER_URL',
  'LINK_HANDOVER_SECRET',
  'NOTIFY_URL',
  'NOTIFY_SECRET',
] as const;

/** The relay warns of a secret with fewer characters. */
const SECRET_GOOD_LENGTH = 16;

/**
 * Reads the relay's environment variables. An empty variable counts as not set; an empty secret is a mistake.
 *
 * @param environment - for example `process.env`, or the bindings of a Worker; values that are not strings are ignored
 * @param readFile - reads the file that a `…_FILE` variable names; if it is missing, such a variable is a mistake
 * @throws ConfigError with every mistake
 *
 * @example
 * const relay = createRelay(readConfig(process.env));
 */
export function readConfig(environment: Record<string, unknown>, readFile?: (path: string) => string): RelayConfig {
  const reader = new EnvironmentReader(environment, readFile);
  const redis = redisUrl(reader);
  const secrets = identitySecrets(reader);
  const links = readLinkVariables(reader, secrets);
  const config: RelayConfig = {
    haptikUrl: haptikUrl(reader),
    haptikToken: reader.requiredHeaderSecret('HAPTIK_TOKEN'),
    haptikClientId: reader.requiredHeaderSecret('HAPTIK_CLIENT_ID'),
    allowedOrigins: readAllowedOrigins(reader),
    allowedBusinessIds: allowedBusinessIds(reader),
    ...readIdentityVariables(reader, secrets),
    links,
    handover: readHandoverVariables(reader, links !== undefined),
    notify: readNotifyVariables(reader),
    rateLimitPerMinute: reader.integer('RATE_LIMIT_PER_MINUTE', 300, 1, 1_000_000),
    redisUrl: redis,
    redisCa: redisCa(reader, redis),
    trustProxy: reader.integer('TRUST_PROXY', 0, 0, 16),
    upstreamTimeoutMs: reader.integer('UPSTREAM_TIMEOUT_MS', 8000, 1, 120_000),
    metricsToken: reader.headerSecret('METRICS_TOKEN'),
    basePath: readBasePath(reader),
    shutdownDelayMs: reader.integer('SHUTDOWN_DELAY_MS', 0, 0, 120_000),
    host: host(reader),
    port: reader.integer('PORT', 8080, 0, 65_535),
    logLevel: logLevel(reader),
  };
  reader.reportEmpty(NEVER_EMPTY);
  config.warnings = [
    ...reader
      .findMisspelt()
      .map(({ name, nearest }) => `${name} is not a variable of the relay; did you mean ${nearest}?`),
    ...warningsOfShortSecrets({
      METRICS_TOKEN: config.metricsToken,
      HAPTIK_WEBHOOK_SECRET: config.handover?.webhookSecret,
    }),
  ];
  if (reader.mistakes.length > 0) throw new ConfigError(reader.mistakes);
  return config;
}

function warningsOfShortSecrets(secrets: Record<string, string | undefined>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => secret !== undefined && secret.length < SECRET_GOOD_LENGTH)
    .map(
      ([name]) =>
        `${name} has fewer than ${SECRET_GOOD_LENGTH} characters and could be guessed; make one by: openssl rand -base64 32`,
    );
}

function haptikUrl(reader: EnvironmentReader): string {
  const value = reader.text('HAPTIK_BASE_URL');
  if (value === undefined) {
    reader.mistakes.push(
      "HAPTIK_BASE_URL is missing; set it to the Log Feedback API's URL, which Haptik's dashboard shows",
    );
    return '';
  }
  const url = readHaptikUrl(value);
  if ('href' in url) return url.href;
  reader.mistakes.push(`HAPTIK_BASE_URL ${url.mistake}`);
  return '';
}

function allowedBusinessIds(reader: EnvironmentReader): number[] {
  return reader.list('ALLOWED_BUSINESS_IDS').map((item) => {
    const id = /^\d{1,16}$/.test(item) ? Number(item) : Number.NaN;
    if (!Number.isSafeInteger(id) || id < 1) {
      reader.mistakes.push(`ALLOWED_BUSINESS_IDS: ${JSON.stringify(item)} is not a positive integer`);
    }
    return id;
  });
}

function identitySecrets(reader: EnvironmentReader): string[] {
  const secrets = reader.secrets('IDENTITY_SECRET');
  // A value of commas only must not turn the identity check off.
  if (secrets && (secrets.length === 0 || secrets.length > 2)) {
    reader.mistakes.push(
      'IDENTITY_SECRET must be one secret, or two separated by a comma (in a file: one secret per line)',
    );
  }
  if (secrets?.some((secret) => new TextEncoder().encode(secret).length < IDENTITY_SECRET_MIN_BYTES)) {
    reader.mistakes.push(
      `IDENTITY_SECRET must have at least ${IDENTITY_SECRET_MIN_BYTES} bytes; if a secret contains a comma, set IDENTITY_SECRET_FILE`,
    );
  }
  return secrets ?? [];
}

function redisUrl(reader: EnvironmentReader): string | undefined {
  const value = reader.secret('REDIS_URL');
  if (value !== undefined && !readRedisAddress(value)) reader.mistakes.push(`REDIS_URL must be ${REDIS_URL_FORMS}`);
  return value;
}

/** Reads the certificates that `REDIS_CA_FILE` names. */
function redisCa(reader: EnvironmentReader, url: string | undefined): string | undefined {
  const value = reader.file('REDIS_CA_FILE');
  if (value === undefined) return undefined;
  if (!value.includes('-----BEGIN CERTIFICATE-----')) {
    reader.mistakes.push('REDIS_CA_FILE must name a file with certificates in PEM');
  }
  if (!url?.startsWith('rediss')) reader.mistakes.push('REDIS_CA_FILE needs a REDIS_URL that starts with rediss');
  return value;
}

function host(reader: EnvironmentReader): string {
  const value = reader.text('HOST') ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(value)) reader.mistakes.push('HOST must be an IP address or a host name');
  return value;
}

function logLevel(reader: EnvironmentReader): LogLevel {
  const value = (reader.text('LOG_LEVEL') ?? 'info') as LogLevel;
  if (!LOG_LEVELS.includes(value)) reader.mistakes.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  return value;
}
