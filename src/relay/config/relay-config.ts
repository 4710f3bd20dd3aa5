import type { HandoverConfig, NotifyConfig } from './handover-variables.js';
import type { LinkConfig } from './link-variables.js';

/** How much is logged. `silent` logs nothing. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Every log level, most lines first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The parts of the configuration that say which origins may post. */
export type OriginConfig = Pick<RelayConfig, 'allowedOrigins' | 'allowLoopbackOrigins'>;

/** Configures a relay. `readConfig` makes one from environment variables. */
export interface RelayConfig {
  /** The full URL of Haptik's Log Feedback API. */
  haptikUrl: string;
  /** The account's token. The relay sends it to Haptik and to nobody else. */
  haptikToken: string;
  haptikClientId: string;
  /** Origins that may post, as browsers write them. The first label of a host may be `*`. */
  allowedOrigins: readonly string[];
  /** Also accepts `http:` origins of a loopback host with any port. For the demo only; `false` by default. */
  allowLoopbackOrigins?: boolean | undefined;
  /** Accepts requests without `Origin`, although nothing proves who sent them. For the demo only; `false` by default. */
  allowMissingOrigin?: boolean | undefined;
  /** The businesses that feedback may be about. An empty list allows any. */
  allowedBusinessIds: readonly number[];
  /** With a secret, feedback needs a token signed with it (HS256). There are two while one replaces the other. */
  identitySecrets: readonly string[];
  /** Where an auth server publishes the keys of its tokens (RS256, ES256, EdDSA), in place of secrets. */
  identityJwksUrl?: string | undefined;
  /** The `aud` that a token must have. Any by default. */
  identityAudience?: string | undefined;
  /** The `iss` that a token must have. Any by default. */
  identityIssuer?: string | undefined;
  /** The claim that names the visitor; `auth_id` by default. */
  identityClaim?: string | undefined;
  /** The longest lifetime of a token, in seconds; a day by default. */
  identityMaxAgeSeconds?: number | undefined;
  /** Links and the page that they open. Off by default. */
  links?: LinkConfig | undefined;
  /** Links for conversations that end. Off by default. */
  handover?: HandoverConfig | undefined;
  /** Where recorded feedback is handed on to. Nowhere by default. */
  notify?: NotifyConfig | undefined;
  /** Requests a minute for each client address. */
  rateLimitPerMinute: number;
  /** Shares limits and idempotency keys between machines. Only the Node entry uses it. */
  redisUrl?: string | undefined;
  /** Certificates of the authorities that sign Redis's certificate, in PEM; the system's by default. */
  redisCa?: string | undefined;
  /** Number of proxies in front whose `X-Forwarded-For` is believed. */
  trustProxy: number;
  /** How long the relay waits for Haptik, in milliseconds. */
  upstreamTimeoutMs: number;
  /** `GET /metrics` requires this as a bearer token. Without it there is no `/metrics`. */
  metricsToken?: string | undefined;
  /** Everything is served below this path, as in `/feedback-widget`. No final slash; empty for the root, the default. */
  basePath?: string | undefined;
  /** How long the Node entry still answers after it was told to stop, in milliseconds; 0 by default. */
  shutdownDelayMs?: number | undefined;
  /** What an operator should know about the variables; a sentence each. */
  warnings?: readonly string[] | undefined;
  /** Where the Node entry listens. */
  host: string;
  port: number;
  logLevel: LogLevel;
}
