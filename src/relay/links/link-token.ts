import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { isBusinessId } from '../../feedback/limits.js';
import { isWireAuthId } from '../../feedback/parse-wire.js';
import type { LinkConfig } from '../config/link-variables.js';

/** The audience of a link's token. It keeps tokens of other kinds from being used as links. */
const AUDIENCE = 'rate';

/** How far the clocks of the relay and of the server that made the link may be apart, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** A day, in seconds. */
export const DAY_SECONDS = 86_400;

/** What a link allows: one feedback of one visitor about one business. */
export interface Link {
  authId: string;
  businessId: number;
  /** The id of the conversation, or a random one. */
  id: string;
}

/** The result of reading a link's token. */
export type ReadLink = { state: 'valid'; link: Link } | { state: 'expired' | 'invalid' };

/** Signs the token of a link. `expiresAt` is in seconds since the epoch. */
export async function signLink(link: Link & { expiresAt: number }, secret: string): Promise<string> {
  return new SignJWT({ auth_id: link.authId, business_id: link.businessId })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setAudience(AUDIENCE)
    .setJti(link.id)
    .setExpirationTime(link.expiresAt)
    .sign(bytesOf(secret));
}

/**
 * Verifies the token of a link.
 *
 * @param now - milliseconds since the epoch
 */
export async function readLink(
  token: string,
  { secrets, maxDays }: Pick<LinkConfig, 'secrets' | 'maxDays'>,
  now: number,
): Promise<ReadLink> {
  let isExpired = false;
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, bytesOf(secret), {
        algorithms: ['HS256'],
        audience: AUDIENCE,
        requiredClaims: ['exp', 'jti'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(now),
      });
      const link = linkOf(payload);
      // A server that has the secret can choose any `exp`, so the limit is checked here as well.
      const isTooLong = !(payload.exp! <= now / 1000 + maxDays * DAY_SECONDS + CLOCK_TOLERANCE_SECONDS);
      return link && !isTooLong ? { state: 'valid', link } : { state: 'invalid' };
    } catch (error) {
      isExpired ||= error instanceof errors.JWTExpired;
    }
  }
  return { state: isExpired ? 'expired' : 'invalid' };
}

function linkOf({ auth_id: authId, business_id: businessId, jti: id }: JWTPayload): Link | undefined {
  return isWireAuthId(authId) && isBusinessId(businessId) && isLinkId(id) ? { authId, businessId, id } : undefined;
}

/** True for the id of a link: 1 to 128 characters. */
export function isLinkId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 128;
}

function bytesOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
