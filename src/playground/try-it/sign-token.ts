/** The lifetime of a token, in seconds. */
const LIFETIME_S = 3600;

/** A JSON Web Token and what is in it. */
export interface SignedToken {
  token: string;
  header: object;
  claims: { auth_id: string; iat: number; exp: number };
}

/**
 * Signs a visitor's identity token as a site's server does (RFC 7519, HS256). A server keeps the secret; here it is public.
 *
 * @param now seconds since the epoch
 */
export async function signToken(authId: string, secret: string, now: number): Promise<SignedToken> {
  const header = { alg: 'HS256', typ: 'JWT' };
  const claims = { auth_id: authId, iat: now, exp: now + LIFETIME_S };
  const bytes = new TextEncoder();
  const signed = [header, claims].map((part) => base64url(bytes.encode(JSON.stringify(part)))).join('.');
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, bytes.encode(signed));
  return { token: `${signed}.${base64url(new Uint8Array(signature))}`, header, claims };
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
