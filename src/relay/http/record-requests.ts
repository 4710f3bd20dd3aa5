import type { MiddlewareHandler } from 'hono';
import type { Log } from '../telemetry/log.js';
import type { Metrics } from '../telemetry/metrics.js';
import { addressForLog, clientAddress } from './client-address.js';
import type { RelayContext, RequestRecord } from './relay-context.js';

/** Gives every request an id, and logs and counts it when it has its answer. */
export function recordRequests(log: Log, metrics: Metrics, trustProxy: number): MiddlewareHandler<RelayContext> {
  return async (context, next) => {
    const start = performance.now();
    const { env, req } = context;
    const record: RequestRecord = {
      // Hono's `requestId` would take over an id that the client sends.
      id: crypto.randomUUID(),
      address: clientAddress(env.clientAddress, req.header('x-forwarded-for'), env.isVisitor ? 0 : trustProxy),
      outcome: 'answered',
    };
    context.set('record', record);
    context.header('x-request-id', record.id);

    await next();

    const ms = Math.round(performance.now() - start);
    const fields = {
      ...fieldsForLog(record, context.res.status, ms, req.header('origin')),
      ...traceForLog(req.header('traceparent')),
    };
    if (record.kind === undefined) {
      log.debug(fields, 'request');
    } else {
      metrics.count(record.kind === 'feedback' ? 'requests' : 'webhooks', record.outcome);
      log.info(fields, record.kind);
    }
  };
}

/** Warns, once, when requests are forwarded but no proxy is trusted: then all visitors share one limit. */
export function warnOfUntrustedProxy(log: Log, trustProxy: number): MiddlewareHandler<RelayContext> {
  let hasWarned = false;
  return ({ env, req }, next) => {
    const isForwarded = req.header('x-forwarded-for') !== undefined || req.header('forwarded') !== undefined;
    if (isForwarded && !hasWarned && trustProxy === 0 && !env.isVisitor) {
      hasWarned = true;
      log.warn(
        {},
        'a request was forwarded, but TRUST_PROXY is 0, so all visitors behind a proxy share one limit. Set TRUST_PROXY to the number of your proxies',
      );
    }
    return next();
  };
}

function fieldsForLog(record: RequestRecord, status: number, ms: number, origin: string | undefined): object {
  const { id, outcome, haptikMs, isReplayed, address } = record;
  return {
    id,
    outcome,
    status,
    ms,
    ...(haptikMs !== undefined && { haptikMs }),
    ...(isReplayed && { replayed: true }),
    ...(outcome === 'origin' && { origin: originForLog(origin) }),
    client: addressForLog(address),
  };
}

/** Shows the trace that a browser's tracer began. Source: W3C Trace Context. */
function traceForLog(traceparent: string | undefined): { traceparent?: string } {
  return traceparent !== undefined && /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/.test(traceparent)
    ? { traceparent }
    : {};
}

/** Shows a refused origin, which helps to correct `ALLOWED_ORIGINS`. Any other text is not logged. */
export function originForLog(origin: string | undefined): string {
  if (!origin) return 'none';
  return origin.length <= 255 && URL.canParse(origin) && new URL(origin).origin === origin ? origin : 'malformed';
}
