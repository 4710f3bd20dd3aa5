import { jwtVerify } from 'jose';
import { isAuthId } from '../../feedback/limits.js';
import { bearerToken } from '../http/bearer-token.js';
import { Refusal } from '../http/refusal.js';

/** How far the clocks of the site and the relay may be apart, in seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;

/**
 * Verifies the identity token of an `Authorization` header.
 *
 * @returns the visitor: the token's claim `auth_id`
 * @throws Refusal (401) when there is no valid token
 */
export type Identify = (authorization: string | undefined) => Promise<string>;

/**
 * Identifies visitors by a JSON Web Token that the site signs with HS256. The token needs `exp` and `auth_id`.
 *
 * @param secrets - secrets shared with the site; a token may be signed with any of them
 * @param now - returns milliseconds since the epoch
 */
export function createIdentify(secrets: readonly string[], now: () => number): Identify {
  let keys: Promise<CryptoKey[]> | undefined;
  return async (authorization) => {
    const token = bearerToken(authorization);
    if (token === undefined) throw unidentified('identity token missing');
    // Workers allow cryptography only during a request, so the first request imports the keys.
    keys ??= Promise.all(secrets.map(importKey));
    for (const key of await keys) {
      const authId = await verifiedAuthId(token, key, now());
      if (authId !== undefined) return authId;
    }
    throw unidentified('identity token not valid');
  };
}

function importKey(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, ['verify']);
}

async function verifiedAuthId(token: string, key: CryptoKey, now: number): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(now),
    });
    // JSON can spell a number that overflows to Infinity, which jose accepts as an expiry.
    const isUsable = Number.isFinite(payload.exp) && isAuthId(payload.auth_id);
    return isUsable ? (payload.auth_id as string) : undefined;
  } catch {
    return undefined;
  }
}

function unidentified(message: string): Refusal {
  return new Refusal(401, 'identity', message, { 'www-authenticate': 'Bearer' });
}
