import { decodeJwt, decodeProtectedHeader } from 'jose';
import { isAuthId } from '../../feedback/limits.js';
import { Refusal } from '../http/refusal.js';

/** How far the site's clock and the relay's may be apart, in seconds. */
const LEEWAY_SECONDS = 60;

/** The longest token that is looked at, in characters. */
const TOKEN_MAX_LENGTH = 8192;

/**
 * Reads who the visitor is from an `Authorization` header; refuses (401) what is not a valid token.
 *
 * @returns the claim `auth_id`
 */
export type Identify = (authorization: string | null) => Promise<string>;

/** Signs text with a secret by HMAC with SHA-256; the signature as base64url. */
export type Hmac = (text: string) => string | Promise<string>;

/**
 * Identity by a JSON Web Token that the site signs with a secret it shares with the relay: HS256 and nothing else,
 * `exp` required, `nbf` heeded, the visitor in the claim `auth_id`.
 *
 * @param hmacs - one for each secret, any of which may have signed the token
 * @param now - milliseconds since the epoch
 */
export function createIdentify(hmacs: readonly Hmac[], now: () => number): Identify {
  /** The header of the last token that was taken: nearly all of a site's tokens have the same. */
  let knownHeader: string | undefined;
  return async (authorization) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined || token.length > TOKEN_MAX_LENGTH) throw unidentified('identity token missing');
    const dot = token.lastIndexOf('.');
    const signed = token.slice(0, dot);
    const signature = token.slice(dot + 1);
    for (const hmac of hmacs) {
      const expected = hmac(signed);
      if (!isSame(typeof expected === 'string' ? expected : await expected, signature)) continue;
      const header = token.slice(0, token.indexOf('.'));
      if (header !== knownHeader && !isHeaderRight(token)) continue;
      knownHeader = header;
      const authId = readClaims(token, now() / 1000);
      if (isAuthId(authId)) return authId;
    }
    throw unidentified('identity token not valid');
  };
}

/** HMAC by Web Crypto, which every runtime has. */
export function webHmac(secret: string): Hmac {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  let key: Promise<CryptoKey> | undefined;
  return async (text) => {
    // Not before a request: Workers have no randomness, time or cryptography outside of one.
    key ??= crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
    const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', await key, encoder.encode(text)));
    return btoa(String.fromCharCode(...bytes))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
  };
}

function isHeaderRight(token: string): boolean {
  try {
    const header = decodeProtectedHeader(token);
    // A critical extension is one that must be understood, and none is.
    return header.alg === 'HS256' && !Object.hasOwn(header, 'crit');
  } catch {
    return false;
  }
}

/** The visitor of a token whose signature and header are right; `undefined` when the rest of it is not. */
function readClaims(token: string, nowSeconds: number): unknown {
  try {
    const { exp, nbf = 0, ...claims } = decodeJwt(token);
    const isTimely =
      Number.isFinite(exp) &&
      nowSeconds < exp! + LEEWAY_SECONDS &&
      Number.isFinite(nbf) &&
      nowSeconds >= nbf - LEEWAY_SECONDS;
    return isTimely && Object.hasOwn(claims, 'auth_id') ? claims.auth_id : undefined;
  } catch {
    return undefined;
  }
}

/** Compares in a time that says nothing about where the two differ. */
function isSame(expected: string, given: string): boolean {
  if (expected.length !== given.length) return false;
  let difference = 0;
  for (let at = 0; at < expected.length; at++) difference |= expected.charCodeAt(at) ^ given.charCodeAt(at);
  return difference === 0;
}

function unidentified(message: string): Refusal {
  return new Refusal(401, 'identity', message, { 'www-authenticate': 'Bearer' });
}
