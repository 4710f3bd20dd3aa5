import type { Hono, MiddlewareHandler } from 'hono';
import { isBusinessId } from '../../feedback/limits.js';
import { ownField } from '../../feedback/own-field.js';
import { isWireAuthId } from '../../feedback/parse-wire.js';
import type { HandoverConfig } from '../config/handover-variables.js';
import type { LinkConfig } from '../config/link-variables.js';
import { limitBodySize, parseJson, readBytes } from '../http/json-body.js';
import { Refusal } from '../http/refusal.js';
import type { RelayContext } from '../http/relay-context.js';
import { createRequireSecret } from '../http/require-secret.js';
import type { RouteParts } from '../http/route-parts.js';
import { createLink, withStars } from '../links/create-link.js';
import { addInTime, type HandoverQueue } from './handover-queue.js';

/** Holds what the route of Haptik's webhook needs. */
export interface WebhookParts {
  config: HandoverConfig;
  links: LinkConfig;
  queue: HandoverQueue;
  /** Returns milliseconds since the epoch. */
  now: () => number;
}

/** A conversation that ended. */
interface Conversation {
  authId: string;
  businessId: number;
  /** Undefined when the webhook does not say it. */
  number: string | undefined;
  completionType: string | undefined;
  language: string | undefined;
}

/**
 * Adds `POST /webhooks/haptik`, which takes Haptik's `webhook_conversation_complete`. It creates a link for the ended
 * conversation and hands it over, once for each conversation. A signed webhook for which no link is due gets 200, because
 * Haptik disables a webhook that fails. Haptik: Webhooks.
 */
export function addWebhookRoutes(app: Hono<RelayContext>, parts: RouteParts, webhook: WebhookParts): void {
  const { config, queue } = webhook;
  const requireSecret = createRequireSecret(parts);
  const record: MiddlewareHandler<RelayContext> = (context, next) => {
    context.get('record').kind = 'webhook';
    return next();
  };
  app.post('/webhooks/haptik', record, limitBodySize, async (context) => {
    const bytes = await readBytes(context.req);
    await requireSecret(
      context,
      () => isSigned(bytes, context.req.header('x-hub-signature'), config.webhookSecret),
      () => new Refusal(401, 'signature', 'signature missing or not valid'),
    );
    const conversation = readConversation(parseJson(bytes));
    const { allowedBusinessIds } = parts.config;
    const isAsked =
      conversation !== undefined &&
      !config.askSkip.includes(conversation.completionType ?? '') &&
      (allowedBusinessIds.length === 0 || allowedBusinessIds.includes(conversation.businessId));
    context.get('record').outcome = isAsked ? 'accepted' : 'ignored';
    if (!isAsked) return context.json({ success: true });

    const id = `msg_${await hashOf(conversation, bytes)}`;
    const body = JSON.stringify(await linksFor(conversation, webhook));
    await addInTime(queue, { id, target: 'link', body }, context.env.waitUntil).catch(() => {
      throw new Refusal(503, 'queue', 'hand-overs cannot be stored now');
    });
    return context.json({ success: true });
  });
}

/** Verifies `X-Hub-Signature: sha1=…`, the HMAC of the raw body, in constant time. */
async function isSigned(body: ArrayBuffer, signature: string | undefined, secret: string): Promise<boolean> {
  const hex = /^sha1=([0-9a-f]{40})$/i.exec(signature ?? '')?.[1];
  if (!hex) return false;
  const given = Uint8Array.from(hex.match(/../g)!, (byte) => Number.parseInt(byte, 16));
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, given, body);
}

/** Reads a webhook; `undefined` for another event, and when `auth_id` or `business_id` is missing or not valid. */
function readConversation(body: unknown): Conversation | undefined {
  const event = ownField(body, 'event_name');
  if (typeof event === 'string' && event !== 'webhook_conversation_complete') return undefined;
  const data = ownField(body, 'data');
  const user = ownField(body, 'user') ?? ownField(data, 'user');
  const authId = ownField(user, 'auth_id');
  const businessId = Number(ownField(body, 'business_id') ?? ownField(data, 'business_id'));
  if (!isWireAuthId(authId) || !isBusinessId(businessId)) return undefined;
  const number = ownField(data, 'conversation_no');
  return {
    authId,
    businessId,
    number: /^[\w-]{1,64}$/.test(String(number ?? '')) ? String(number) : undefined,
    completionType: textOf(ownField(data, 'completion_type')),
    language: /^[a-z]{2,3}$/.exec(textOf(ownField(user, 'language_code')) ?? '')?.[0],
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function linksFor({ authId, businessId, number, language }: Conversation, { links, now }: WebhookParts) {
  const link = await createLink({
    publicUrl: links.publicUrl,
    secret: links.secrets[0]!,
    authId,
    businessId,
    conversationId: number,
    days: links.maxDays,
    language,
    now,
  });
  return {
    link,
    star_links: withStars(link),
    auth_id: authId,
    business_id: businessId,
    conversation_no: number,
    language,
  };
}

/**
 * Names a conversation by a hash, so that the queue ignores a repeated webhook. Without a conversation number the hash is
 * that of the whole body.
 */
async function hashOf({ businessId, number }: Conversation, body: ArrayBuffer): Promise<string> {
  const named = number === undefined ? body : new TextEncoder().encode(`${businessId} ${number}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', named)).slice(0, 16);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
