import { readUrl } from './haptik-url.js';

/** How much is logged; `silent` logs nothing. */
export type LogLevel = (typeof LOG_LEVELS)[number];

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The shortest identity secret, in UTF-8 bytes: what HS256 asks for (RFC 7518, section 3.2). */
const IDENTITY_SECRET_MIN_BYTES = 32;

/** What a relay is told. `readConfig` makes one from environment variables. */
export interface RelayConfig {
  /** The full URL of Haptik's Log Feedback API. */
  haptikUrl: string;
  /** The account's token; it goes to Haptik and nowhere else. */
  haptikToken: string;
  haptikClientId: string;
  /** Exact origins that may post, as browsers write them. */
  allowedOrigins: readonly string[];
  /** True to accept requests without `Origin` although nothing proves who asks; for a demo alone. `false` by default. */
  allowMissingOrigin?: boolean | undefined;
  /** Empty allows any. */
  allowedBusinessIds: readonly number[];
  /** When there is one, feedback needs a token signed with it (HS256); two while one replaces the other. */
  identitySecrets: readonly string[];
  /** Requests a minute for each client address. */
  rateLimitPerMinute: number;
  /** Shares limits and idempotency keys between machines; the Node entry alone uses it. */
  redisUrl?: string | undefined;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  trustProxy: number;
  /** The longest that Haptik may take, in milliseconds. */
  upstreamTimeoutMs: number;
  /** Opens `GET /metrics` to who sends it as a bearer token. */
  metricsToken?: string | undefined;
  /** Where the Node entry listens. */
  host: string;
  port: number;
  logLevel: LogLevel;
}

/** The configuration is not usable; `mistakes` has a sentence for each thing wrong, none with a secret's value. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`The relay's configuration has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}.`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

/**
 * Reads the relay's environment variables. An empty variable counts as not set.
 *
 * @param environment - for example `process.env`, or the bindings of a Worker; values that are not strings are ignored
 * @param readFile - reads the file that a `…_FILE` variable names; without it such variables are mistakes
 * @throws ConfigError with every mistake at once
 *
 * @example
 * const relay = createRelay(readConfig(process.env));
 */
export function readConfig(environment: Record<string, unknown>, readFile?: (path: string) => string): RelayConfig {
  const mistakes: string[] = [];

  const plain = (name: string): string | undefined => {
    const value = environment[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };

  const secret = (name: string): string | undefined => {
    const value = plain(name);
    const path = plain(`${name}_FILE`);
    if (path === undefined) return value;
    if (value !== undefined) {
      mistakes.push(`${name} and ${name}_FILE are both set; set one of them`);
      return undefined;
    }
    if (!readFile) {
      mistakes.push(`${name}_FILE cannot be used here, where there are no files; set ${name}`);
      return undefined;
    }
    try {
      const content = readFile(path).trim();
      if (content === '') mistakes.push(`${name}_FILE names an empty file`);
      return content || undefined;
    } catch (error) {
      mistakes.push(`${name}_FILE names a file that cannot be read (${(error as { code?: string }).code ?? 'error'})`);
      return undefined;
    }
  };

  /** A value that must travel in a header: visible ASCII. */
  const header = (name: string, required: boolean): string | undefined => {
    const before = mistakes.length;
    const value = secret(name);
    if (value === undefined && required && mistakes.length === before) {
      mistakes.push(`${name} is missing; set it, or ${name}_FILE to a file that holds it`);
    }
    if (value !== undefined && !/^[\x21-\x7e]+$/.test(value)) {
      mistakes.push(`${name} must consist of visible ASCII characters without spaces`);
      return undefined;
    }
    return value;
  };

  const list = (value: string | undefined): string[] =>
    value
      ?.split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '') ?? [];

  const integer = (name: string, fallback: number, low: number, high: number): number => {
    const value = plain(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= low && number <= high) return number;
    mistakes.push(`${name} must be an integer from ${low} to ${high}`);
    return fallback;
  };

  const baseUrl = plain('HAPTIK_BASE_URL');
  let haptikUrl = '';
  if (baseUrl === undefined) {
    mistakes.push("HAPTIK_BASE_URL is missing; set it to the URL of the Log Feedback API on Haptik's dashboard");
  } else {
    const url = readUrl(baseUrl);
    if ('mistake' in url) mistakes.push(`HAPTIK_BASE_URL ${url.mistake}`);
    else haptikUrl = url.href;
  }

  const haptikToken = header('HAPTIK_TOKEN', true) ?? '';
  const haptikClientId = header('HAPTIK_CLIENT_ID', true) ?? '';

  const allowedOrigins = list(plain('ALLOWED_ORIGINS'));
  if (allowedOrigins.length === 0) {
    mistakes.push('ALLOWED_ORIGINS is missing; set it to the origins of your pages, as in https://www.example.com');
  }
  for (const origin of allowedOrigins) {
    const mistake = originMistake(origin);
    if (mistake) mistakes.push(`ALLOWED_ORIGINS: ${JSON.stringify(origin)} ${mistake}`);
  }

  const allowedBusinessIds = list(plain('ALLOWED_BUSINESS_IDS')).map((item) => {
    const id = /^\d{1,16}$/.test(item) ? Number(item) : Number.NaN;
    if (!Number.isSafeInteger(id) || id < 1) {
      mistakes.push(`ALLOWED_BUSINESS_IDS: ${JSON.stringify(item)} is not a positive integer`);
    }
    return id;
  });

  const givenSecrets = secret('IDENTITY_SECRET');
  const identitySecrets = list(givenSecrets);
  // Commas alone must not turn the check of who the visitor is off.
  if ((givenSecrets !== undefined && identitySecrets.length === 0) || identitySecrets.length > 2)
    mistakes.push('IDENTITY_SECRET must be one secret, or two separated by a comma');
  if (identitySecrets.some((item) => new TextEncoder().encode(item).length < IDENTITY_SECRET_MIN_BYTES)) {
    mistakes.push(`IDENTITY_SECRET must have at least ${IDENTITY_SECRET_MIN_BYTES} bytes`);
  }

  const redisUrl = secret('REDIS_URL');
  if (redisUrl !== undefined && !(/^rediss?:\/\//.test(redisUrl) && URL.canParse(redisUrl))) {
    mistakes.push('REDIS_URL must be a URL that starts with redis:// or rediss://');
  }

  const logLevel = (plain('LOG_LEVEL') ?? 'info') as LogLevel;
  if (!LOG_LEVELS.includes(logLevel)) mistakes.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);

  const host = plain('HOST') ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host)) mistakes.push('HOST must be an IP address or a host name');

  const config: RelayConfig = {
    haptikUrl,
    haptikToken,
    haptikClientId,
    allowedOrigins,
    allowedBusinessIds,
    identitySecrets,
    rateLimitPerMinute: integer('RATE_LIMIT_PER_MINUTE', 300, 1, 1_000_000),
    redisUrl,
    trustProxy: integer('TRUST_PROXY', 0, 0, 16),
    upstreamTimeoutMs: integer('UPSTREAM_TIMEOUT_MS', 8000, 1, 120_000),
    metricsToken: header('METRICS_TOKEN', false),
    host,
    port: integer('PORT', 8080, 0, 65_535),
    logLevel,
  };
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

function originMistake(origin: string): string | undefined {
  if (origin === '*') return 'is not allowed; list the exact origins of your pages';
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return 'is not an origin, as in https://www.example.com';
  return url.origin === origin ? undefined : `is not an exact origin; did you mean ${url.origin}?`;
}
