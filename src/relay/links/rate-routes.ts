import type { Hono } from 'hono';
import { ownField } from '../../feedback/own-field.js';
import { isWireMistake, parseWire } from '../../feedback/parse-wire.js';
import type { LinkConfig } from '../config/link-variables.js';
import { readBearerToken } from '../http/bearer-token.js';
import { limitKey } from '../http/client-address.js';
import { createCountUse, createDeliverFeedback, requireAllowedBusiness } from '../http/feedback-routes.js';
import { limitBodySize, readJson, requireJsonType } from '../http/json-body.js';
import { Refusal } from '../http/refusal.js';
import type { RelayContext } from '../http/relay-context.js';
import type { RouteParts } from '../http/route-parts.js';
import { type Link, type ReadLink, readLink } from './link-token.js';
import { createPage } from './page.js';
import type { UsedLinks } from './used-links.js';

/** Holds what the routes of links need. */
export interface LinkParts {
  config: LinkConfig;
  used: UsedLinks;
  /** The URL of the page's script, relative to the relay's. */
  pageScript: string;
  /** Returns milliseconds since the epoch. */
  now: () => number;
}

/** When a post with a link that another post is using should be repeated, in seconds. */
const CLAIMED_RETRY_SECONDS = '2';

const REFUSALS = {
  invalid: [401, 'link not valid'],
  expired: [401, 'link expired'],
  used: [410, 'link already used'],
} as const;

/**
 * Adds the page of a link and what it asks for:
 *
 * - `GET /rate`: the page. It is the same for every link, and opening it records nothing.
 * - `GET /rate/link`: says whether a link still works, as `{state: 'valid' | 'expired' | 'used' | 'invalid'}`
 * - `POST /rate`: takes feedback as `POST /feedback` does, in the name of the visitor of the link
 *
 * A link comes as a bearer token.
 */
export function addRateRoutes(app: Hono<RelayContext>, parts: RouteParts, links: LinkParts): void {
  const { config, metrics } = parts;
  const countUse = createCountUse(parts);
  const deliver = createDeliverFeedback(parts, countUse);
  const ownOrigin = new URL(links.config.publicUrl).origin;

  app.get('/rate', createPage(links.config, links.pageScript));

  app.get(
    '/rate/link',
    async (context, next) => {
      await countUse('address', limitKey(context.get('record').address));
      return next();
    },
    async (context) => {
      const { state } = await readUnusedLink(context.req.header('authorization'));
      metrics.count('links', state === 'valid' ? 'opened' : state);
      return context.json({ state });
    },
  );

  app.post(
    '/rate',
    async (context, next) => {
      context.get('record').kind = 'feedback';
      const origin = context.req.header('origin');
      if (origin && origin !== ownOrigin) throw new Refusal(403, 'origin', 'origin not allowed');
      await countUse('address', limitKey(context.get('record').address));
      return next();
    },
    requireJsonType,
    limitBodySize,
    async (context) => {
      const body = await readJson(context.req);
      // A repeat of recorded feedback comes with a used link and gets its success again.
      const read = await readAllowedLink(context.req.header('authorization'));
      if (read.state !== 'valid') throw refusalOf(read.state);
      const { link } = read;
      const key = usedLinkKey(link);
      const feedback = { ...readFeedback(body, link), auth_id: link.authId };
      return deliver(context, feedback, {
        async beforeFirstAsk() {
          if (!(await links.used.claim(key))) {
            throw new Refusal(429, 'link', 'link is being used', { 'retry-after': CLAIMED_RETRY_SECONDS });
          }
          if (!(await links.used.has(key))) return;
          await links.used.release(key);
          throw refusalOf('used');
        },
        async onFirstRefused() {
          await links.used.release(key);
        },
        async onSuccess() {
          if (await links.used.has(key)) return;
          await links.used.add(key);
          metrics.count('links', 'used-up');
        },
      });
    },
  );

  async function readAllowedLink(authorization: string | undefined): Promise<ReadLink> {
    const token = readBearerToken(authorization);
    const read = token ? await readLink(token, links.config, links.now()) : ({ state: 'invalid' } as const);
    const { allowedBusinessIds } = config;
    const isAllowed =
      read.state !== 'valid' || allowedBusinessIds.length === 0 || allowedBusinessIds.includes(read.link.businessId);
    return isAllowed ? read : { state: 'invalid' };
  }

  async function readUnusedLink(authorization: string | undefined): Promise<{ state: ReadLink['state'] | 'used' }> {
    const read = await readAllowedLink(authorization);
    return read.state === 'valid' && (await links.used.has(usedLinkKey(read.link))) ? { state: 'used' } : read;
  }
}

/** Makes the key under which a used link is remembered. All links of one conversation and visitor share it. */
function usedLinkKey({ authId, businessId, id }: Link): string {
  return `${authId} ${businessId} ${id}`;
}

function refusalOf(state: keyof typeof REFUSALS): Refusal {
  const [status, message] = REFUSALS[state];
  return new Refusal(status, 'link', message);
}

function readFeedback(body: unknown, { authId, businessId }: Link) {
  const claimed = ownField(body, 'auth_id');
  if (typeof claimed === 'string' && claimed !== authId) {
    throw new Refusal(403, 'identity', 'auth_id does not match');
  }
  const feedback = parseWire(body, false);
  if (isWireMistake(feedback)) throw new Refusal(400, 'fields', feedback.message);
  requireAllowedBusiness([businessId], feedback.business_id);
  return feedback;
}
