import type { Hono } from 'hono';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { AppParts } from './app-parts.js';
import { bearerToken } from './bearer-token.js';
import { Refusal } from './refusal.js';
import type { RelayContext } from './relay-context.js';

/** Adds `GET /healthz` and `GET /metrics`. */
export function addOperatorRoutes(app: Hono<RelayContext>, { config, metrics, isStopping }: AppParts): void {
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
}
