import { type JWTPayload, jwtVerify } from 'jose';
import { ownField } from '../../feedback/own-field.js';
import { isWireAuthId } from '../../feedback/parse-wire.js';
import type { IdentityConfig } from '../config/identity-variables.js';
import { readBearerToken } from '../http/bearer-token.js';
import { Refusal } from '../http/refusal.js';
import type { Log } from '../telemetry/log.js';
import { type Keys, KeysUnavailable, remoteKeys, sharedKeys } from './keys.js';

/** How far the clocks of the site and the relay may be apart, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** The longest lifetime of a token when the configuration has none, in seconds. */
const MAX_AGE_SECONDS = 86_400;

/**
 * Verifies the identity token of an `Authorization` header.
 *
 * @returns the visitor: the token's claim `auth_id`, or the one that the configuration names
 * @throws Refusal (401) when there is no valid token; (503) when the keys that verify it cannot be fetched
 */
export type Identify = (authorization: string | undefined) => Promise<string>;

/**
 * Identifies visitors by a JSON Web Token. The site signs it with a shared secret (HS256), or an auth server with a key
 * that it publishes (RS256, ES256, EdDSA).
 *
 * @param now - returns milliseconds since the epoch
 */
export function createIdentify(config: IdentityConfig, now: () => number, log: Log): Identify {
  const keys = config.identityJwksUrl
    ? remoteKeys(new URL(config.identityJwksUrl), now, log)
    : sharedKeys(() => config.identitySecrets);
  return async (authorization) => {
    const token = readBearerToken(authorization);
    if (token === undefined) throw unidentified('identity token missing');
    const payload = await verify(token, keys, config, now());
    const authId = payload && ownField(payload, config.identityClaim ?? 'auth_id');
    const maxAge = config.identityMaxAgeSeconds ?? MAX_AGE_SECONDS;
    if (payload && isWireAuthId(authId) && isShortLived(payload, maxAge, now() / 1000)) return authId;
    throw unidentified('identity token not valid');
  };
}

/** Verifies a token's signature, algorithm and claims. Returns its payload, or `undefined` when it is not valid. */
async function verify(token: string, keys: Keys, config: IdentityConfig, now: number): Promise<JWTPayload | undefined> {
  for (const key of await keys.candidates()) {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [...keys.algorithms],
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(now),
        ...(config.identityAudience !== undefined && { audience: config.identityAudience }),
        ...(config.identityIssuer !== undefined && { issuer: config.identityIssuer }),
      });
      return payload;
    } catch (error) {
      if (error instanceof KeysUnavailable) {
        throw new Refusal(503, 'identity-keys', 'identity tokens cannot be verified now', { 'retry-after': '5' });
      }
    }
  }
  return undefined;
}

/**
 * Tells whether a token was issued in the past and expires within its longest lifetime. A time in milliseconds, or one that
 * overflowed to Infinity, is too far away.
 */
function isShortLived({ exp, iat }: JWTPayload, maxAgeSeconds: number, now: number): boolean {
  const issued = iat ?? now;
  return issued <= now + CLOCK_TOLERANCE_SECONDS && exp! - issued <= maxAgeSeconds + CLOCK_TOLERANCE_SECONDS;
}

function unidentified(message: string): Refusal {
  return new Refusal(401, 'identity', message, { 'www-authenticate': 'Bearer' });
}
