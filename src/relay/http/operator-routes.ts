import type { Hono } from 'hono';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { Metrics } from '../telemetry/metrics.js';
import { bearerToken } from './bearer-token.js';
import { methodNotAllowed } from './method-not-allowed.js';
import { Refusal } from './refusal.js';
import type { RelayContext } from './relay-context.js';

/** What the operator's routes need. */
export interface OperatorParts {
  config: { metricsToken?: string | undefined };
  metrics: Metrics;
  isStopping: () => boolean;
}

/** Adds `GET /healthz` and `GET /metrics`. */
export function addOperatorRoutes(app: Hono<RelayContext>, { config, metrics, isStopping }: OperatorParts): void {
  app.get('/healthz', (context) =>
    isStopping() ? context.json({ status: 'stopping' }, 503) : context.json({ status: 'ok' }),
  );

  app.get('/metrics', async (context) => {
    if (config.metricsToken === undefined) throw new Refusal(404, 'not-found', 'not found');
    // Hono's `bearerAuth` answers a malformed header with 400; this answers 401.
    const token = bearerToken(context.req.header('authorization'));
    if (token === undefined || !(await timingSafeEqual(token, config.metricsToken))) {
      throw new Refusal(401, 'identity', 'metrics token missing or not valid', { 'www-authenticate': 'Bearer' });
    }
    return context.body(metrics.print(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  });

  for (const path of ['/healthz', '/metrics']) app.all(path, methodNotAllowed('GET, HEAD'));
}
