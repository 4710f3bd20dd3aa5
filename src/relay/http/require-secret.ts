import type { Context } from 'hono';
import { ExpiringKeys } from '../limits/expiring-keys.js';
import { LIMIT_SECONDS } from '../limits/limiter.js';
import { limitKey } from './client-address.js';
import { createCountUse } from './feedback-routes.js';
import { Refusal } from './refusal.js';
import type { RelayContext } from './relay-context.js';
import type { RouteParts } from './route-parts.js';

/** How many addresses are refused at once. */
const REFUSED_MAX = 10_000;

/**
 * Refuses a request whose secret is wrong.
 *
 * @param isRight - whether the request's secret is right
 * @param refusal - creates the refusal of a wrong one
 */
export type RequireSecret = (
  context: Context<RelayContext>,
  isRight: () => Promise<boolean>,
  refusal: () => Refusal,
) => Promise<void>;

/**
 * Creates the function that checks a secret. Wrong secrets count toward the limit of their address; right ones do not. An
 * address that went beyond it is refused (429) for a minute, with a right secret too: otherwise it could go on guessing.
 */
export function createRequireSecret(parts: RouteParts): RequireSecret {
  const countUse = createCountUse(parts);
  const refused = new ExpiringKeys(LIMIT_SECONDS * 1000, REFUSED_MAX, Date.now);
  return async (context, isRight, refusal) => {
    const key = limitKey(context.get('record').address);
    if (refused.has(key)) {
      throw new Refusal(429, 'address-limit', 'too many requests', { 'retry-after': String(LIMIT_SECONDS) });
    }
    if (await isRight()) return;
    await countUse('address', key).catch((error) => {
      refused.add(key);
      throw error;
    });
    throw refusal();
  };
}
