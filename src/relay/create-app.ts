import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { addWebhookRoutes, type WebhookParts } from './handover/webhook-routes.js';
import { corsHeaders } from './http/cors.js';
import { addFeedbackRoutes } from './http/feedback-routes.js';
import { addOperatorRoutes } from './http/operator-routes.js';
import { pathBelow } from './http/path-below.js';
import { recordRequests, warnOfUntrustedProxy } from './http/record-requests.js';
import { Refusal } from './http/refusal.js';
import type { RelayContext } from './http/relay-context.js';
import type { RouteParts } from './http/route-parts.js';
import { addRateRoutes, type LinkParts } from './links/rate-routes.js';
import { errorForLog } from './telemetry/log.js';

/** Holds what the relay's app and its routes need. */
export interface AppParts extends RouteParts {
  /** Undefined when links are off. */
  links: LinkParts | undefined;
  /** Undefined when no links are handed over. */
  webhook: WebhookParts | undefined;
}

/** Makes the relay's Hono app, which answers every request. */
export function createApp(parts: AppParts): Hono<RelayContext> {
  const { config, log, metrics } = parts;
  const app = new Hono<RelayContext>({ getPath: pathBelow(config.basePath ?? '') });

  app.use(recordRequests(log, metrics, config.trustProxy), warnOfUntrustedProxy(log, config.trustProxy));
  app.use(corsHeaders(config));
  app.use((context, next) => {
    context.header('cache-control', 'no-store');
    // Hono's `secureHeaders` would also set headers that keep other sites from reading the answers.
    context.header('x-content-type-options', 'nosniff');
    return next();
  });

  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed(_, methods) {
        throw new Refusal(405, 'method', 'method not allowed', { allow: methods.join(', ') });
      },
    }),
  );

  addFeedbackRoutes(app, parts);
  if (parts.links) addRateRoutes(app, parts, parts.links);
  if (parts.webhook) addWebhookRoutes(app, parts, parts.webhook);
  addOperatorRoutes(app, parts);

  app.notFound((context) => {
    const record = context.get('record');
    record.outcome = 'not-found';
    // It may be feedback that a wrong `relayUrl` sends elsewhere.
    if (context.req.method === 'POST') record.kind = 'feedback';
    return context.json({ error_message: 'not found' }, 404);
  });

  app.onError((error, context) => {
    const record = context.get('record');
    if (error instanceof Refusal) {
      record.outcome = error.reason;
      return context.json({ error_message: error.message }, error.status, error.headers);
    }
    record.outcome = 'internal-error';
    log.error({ id: record.id, error: errorForLog(error) }, 'the relay itself failed');
    return context.json({ error_message: 'the relay had a problem' }, 500);
  });

  return app;
}
