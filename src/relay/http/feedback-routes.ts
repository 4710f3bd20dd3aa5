import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ownField } from '../../feedback/own-field.js';
import { isWireMistake, parseWire } from '../../feedback/parse-wire.js';
import type { VisitorFeedback } from '../../feedback/wire.js';
import { mayHaveBeenRecorded } from '../haptik/haptik-answer.js';
import type { Limits } from '../limits/limiter.js';
import { limitKey } from './client-address.js';
import { PREFLIGHT_HEADERS, requireAllowedOrigin } from './cors.js';
import { limitBodySize, readJson, requireJsonType } from './json-body.js';
import { Refusal } from './refusal.js';
import { createReportRefusedOrigin } from './refused-origins.js';
import type { RelayContext, RequestInfo } from './relay-context.js';
import type { RouteParts } from './route-parts.js';

/** Steps of a delivery that depend on how the feedback came. */
export interface DeliveryHooks {
  /** Runs before a submission's first request to Haptik; may throw a `Refusal`. */
  beforeFirstAsk?: () => Promise<void>;
  /** Runs after `beforeFirstAsk` when Haptik refused the feedback in that request, or was not asked. */
  onFirstRefused?: () => Promise<void>;
  /** Runs when the answer says that the feedback is recorded, also when a repeated request gets that answer again. */
  onSuccess?: () => Promise<void>;
}

/** Delivers checked feedback to Haptik, and answers. */
export type DeliverFeedback = (
  context: Context<RelayContext>,
  feedback: VisitorFeedback,
  hooks?: DeliveryHooks,
) => Promise<Response>;

/** Counts a use of a limit; refuses (429) a use beyond it. */
export type CountUse = (limit: keyof Limits, key: string) => Promise<void>;

/** Adds `POST /feedback`, its preflight, and a `GET` that makes the browser send the preflight before the visitor sends. */
export function addFeedbackRoutes(app: Hono<RelayContext>, parts: RouteParts): void {
  const { config, identify } = parts;
  const countUse = createCountUse(parts);
  const deliver = createDeliverFeedback(parts, countUse);
  const reportRefused = createReportRefusedOrigin(parts.log, parts.metrics);
  const mayOriginBeMissing = identify !== undefined || config.allowMissingOrigin === true;

  app.post(
    '/feedback',
    (context, next) => {
      context.get('record').kind = 'feedback';
      return next();
    },
    requireAllowedOrigin(config, mayOriginBeMissing, reportRefused),
    async (context, next) => {
      await countUse('address', limitKey(context.get('record').address));
      return next();
    },
    requireJsonType,
    limitBodySize,
    async (context) => {
      const body = await readJson(context.req);
      const authId = await identify?.(context.req.header('authorization'));
      return deliver(context, readFeedback(body, authId));
    },
  );

  app.options('/feedback', requireAllowedOrigin(config, false, reportRefused), (context) =>
    context.body(null, 204, PREFLIGHT_HEADERS),
  );

  // The browser keeps the answer to the preflight of this `GET`, so that the post needs none.
  // A refused `GET` is not reported: the form also sends one without `Origin`, to see whether the relay can be reached.
  app.get(
    '/feedback',
    requireAllowedOrigin(config, false, () => {}),
    (context) => context.body(null, 204),
  );

  /**
   * Reads feedback from a body and checks it.
   *
   * @param authId - the visitor whom an identity token names
   */
  function readFeedback(body: unknown, authId: string | undefined): VisitorFeedback {
    const claimed = ownField(body, 'auth_id');
    if (authId !== undefined && typeof claimed === 'string' && claimed !== authId) {
      throw new Refusal(403, 'identity', 'auth_id does not match');
    }
    const feedback = parseWire(body, authId === undefined);
    if (isWireMistake(feedback)) throw new Refusal(400, 'fields', feedback.message);
    requireAllowedBusiness(config.allowedBusinessIds, feedback.business_id);
    return { ...feedback, auth_id: authId ?? feedback.auth_id! };
  }
}

/** Creates the function that counts the uses of limits. */
export function createCountUse({ limits, metrics }: RouteParts): CountUse {
  return async (limit, key) => {
    const seconds = await limits[limit].consume(key);
    if (seconds === 0) return;
    metrics.count('limited', limit);
    throw new Refusal(429, `${limit}-limit`, 'too many requests', { 'retry-after': String(seconds) });
  };
}

/** Refuses (403) feedback about a business that is not allowed. */
export function requireAllowedBusiness(allowed: readonly number[], businessId: number): void {
  if (allowed.length > 0 && !allowed.includes(businessId)) throw new Refusal(403, 'business', 'business not allowed');
}

/** Creates the function that delivers feedback. */
export function createDeliverFeedback(parts: RouteParts, countUse: CountUse): DeliverFeedback {
  const { config, submissions, ask, metrics, notify } = parts;
  const { allowedBusinessIds } = config;
  // Runs once for each feedback: when Haptik reports success, not when a success is repeated or inferred.
  const onRecorded = (feedback: VisitorFeedback, waitUntil: RequestInfo['waitUntil']) => {
    const { query_rating, query_resolved, business_id } = feedback;
    const business = allowedBusinessIds.includes(business_id) ? String(business_id) : 'other';
    metrics.count('ratings', String(query_rating), query_resolved ? 'yes' : 'no', business);
    notify?.(feedback, waitUntil);
  };
  return async (context, feedback, { beforeFirstAsk, onFirstRefused, onSuccess } = {}) => {
    const record = context.get('record');
    const user = feedback.auth_id;
    const key = submissionKey(context.req.header('idempotency-key'), user);
    const body = JSON.stringify(feedback);
    let isFirst = false;
    const delivery = submissions.deliver(key, await hashOf(body), {
      async beforeAsk(isNew) {
        if (isNew) await beforeFirstAsk?.();
        isFirst = isNew;
        try {
          await countUse('user', user);
        } catch (error) {
          if (isFirst) await onFirstRefused?.();
          throw error;
        }
      },
      async ask() {
        const secrets = [config.haptikToken, config.haptikClientId, user, feedback.feedback ?? ''];
        const { answer, milliseconds } = await ask(record.id, body, secrets);
        record.haptikMs = Math.round(milliseconds);
        if (answer.outcome === 'recorded') onRecorded(feedback, context.env.waitUntil);
        else if (isFirst && !mayHaveBeenRecorded(answer)) await onFirstRefused?.();
        return answer;
      },
    });
    const settled = delivery.then(async (result) => {
      if (result.answer.outcome === 'recorded') await onSuccess?.();
      return result;
    });
    context.env.waitUntil?.(settled.catch(() => {}));
    const { answer, isReplayed } = await settled;
    record.outcome = answer.outcome;
    record.isReplayed = isReplayed;
    const headers: Record<string, string> = answer.retryAfter ? { 'retry-after': answer.retryAfter } : {};
    return context.json(answer.body, answer.status as ContentfulStatusCode, headers);
  };
}

/** Makes the key of a submission; `undefined` for a request without an `Idempotency-Key`. Refuses (400) a malformed one. */
function submissionKey(idempotencyKey: string | undefined, user: string): string | undefined {
  if (idempotencyKey === undefined) return undefined;
  if (/^[\w-]{8,128}$/.test(idempotencyKey)) return `${idempotencyKey} ${user}`;
  throw new Refusal(400, 'idempotency-key', 'Idempotency-Key must be 8 to 128 letters, digits, hyphens or underscores');
}

/** Returns the SHA-256 of a text. The relay compares hashes, so it does not have to keep the feedback. */
async function hashOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
