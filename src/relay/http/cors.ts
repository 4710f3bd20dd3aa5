import type { MiddlewareHandler } from 'hono';
import { isLoopback } from '../../feedback/loopback.js';
import { isAllowedOrigin } from '../config/allowed-origins.js';
import type { OriginConfig } from '../config/relay-config.js';
import { Refusal } from './refusal.js';
import type { ReportRefusedOrigin } from './refused-origins.js';
import type { RelayContext } from './relay-context.js';

/** How long a browser may keep the answer to a preflight, in seconds. Browsers apply their own limit, too. */
const PREFLIGHT_SECONDS = 86_400;

/**
 * The headers of the answer to an allowed preflight. `*` allows what tracers of the page add, such as `traceparent` and
 * `sentry-trace`; the relay ignores other headers. `*` does not stand for `authorization`.
 */
export const PREFLIGHT_HEADERS: Record<string, string> = {
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, authorization, idempotency-key, *',
  'access-control-max-age': String(PREFLIGHT_SECONDS),
};

/**
 * Sets the CORS headers on every answer to an allowed origin, errors included. Hono's `cors` sends some of them to every
 * origin.
 */
export function corsHeaders(config: OriginConfig): MiddlewareHandler<RelayContext> {
  return (context, next) => {
    context.header('vary', 'Origin');
    const origin = context.req.header('origin');
    if (origin !== undefined && mayPost(config, origin)) {
      context.header('access-control-allow-origin', origin);
      context.header('access-control-expose-headers', 'Retry-After, X-Request-Id');
    }
    return next();
  };
}

/**
 * Refuses (403) a request from an origin that is not allowed.
 *
 * @param mayBeMissing - true where a request without `Origin` is allowed, or left to the identity check
 * @param reportRefused - called for each refused request
 */
export function requireAllowedOrigin(
  config: OriginConfig,
  mayBeMissing: boolean,
  reportRefused: ReportRefusedOrigin,
): MiddlewareHandler<RelayContext> {
  return (context, next) => {
    const origin = context.req.header('origin');
    if (origin ? mayPost(config, origin) : mayBeMissing) return next();
    reportRefused(context.req.method === 'OPTIONS' ? 'preflight' : 'post', origin);
    throw new Refusal(403, 'origin', 'origin not allowed');
  };
}

/** Tells whether pages of an origin may post. */
function mayPost({ allowedOrigins, allowLoopbackOrigins }: OriginConfig, origin: string): boolean {
  return isAllowedOrigin(allowedOrigins, origin) || (allowLoopbackOrigins === true && isLoopbackOrigin(origin));
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.protocol === 'http:' && url.origin === origin && isLoopback(url.hostname);
}
