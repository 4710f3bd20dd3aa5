import type { Hono } from 'hono';
import { timingSafeEqual } from 'hono/utils/buffer';
import { createThrottledLine } from '../telemetry/throttled-line.js';
import { readBearerToken } from './bearer-token.js';
import { Refusal } from './refusal.js';
import type { RelayContext } from './relay-context.js';
import { createRequireSecret } from './require-secret.js';
import type { RouteParts } from './route-parts.js';

/**
 * Adds what operators and their load balancers ask.
 *
 * - `GET /livez`: 200 while the process answers
 * - `GET /readyz`: 503 with `failing` while stopping or without a service that the relay needs; `?exclude=redis` leaves a
 *   service out, as in Kubernetes' own API
 * - `GET /healthz`: 503 while stopping
 * - `GET /metrics`, with the metrics token
 */
export function addOperatorRoutes(app: Hono<RelayContext>, parts: RouteParts): void {
  const { config, log, metrics, isStopping, failingServices } = parts;
  const requireSecret = createRequireSecret(parts);
  const warnOfWrongToken = createThrottledLine(
    log,
    'warn',
    'GET /metrics was refused: give Prometheus the value of METRICS_TOKEN as its bearer token',
  );

  app.get('/livez', (context) => context.json({ status: 'ok' }));

  app.get('/readyz', (context) => {
    const excluded = context.req.queries('exclude') ?? [];
    const failing = failingServices().filter((service) => !excluded.includes(service));
    if (isStopping()) failing.push('stopping');
    return failing.length > 0 ? context.json({ status: 'not ready', failing }, 503) : context.json({ status: 'ok' });
  });

  app.get('/healthz', (context) =>
    isStopping() ? context.json({ status: 'stopping' }, 503) : context.json({ status: 'ok' }),
  );

  app.get('/metrics', async (context) => {
    if (config.metricsToken === undefined) throw new Refusal(404, 'not-found', 'not found');
    // Hono's `bearerAuth` answers a malformed header with 400; this answers 401.
    const token = readBearerToken(context.req.header('authorization'));
    const isRight = async () => token !== undefined && (await timingSafeEqual(token, config.metricsToken!));
    const refusal = () =>
      new Refusal(401, 'identity', 'metrics token missing or not valid', {
        'www-authenticate': 'Bearer',
      });
    await requireSecret(context, isRight, refusal).catch((error) => {
      warnOfWrongToken();
      throw error;
    });
    return context.body(metrics.print(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });
}
