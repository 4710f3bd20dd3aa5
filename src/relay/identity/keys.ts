import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { Log } from '../telemetry/log.js';

/** How long the relay waits for the auth server's keys, in milliseconds. */
const FETCH_TIMEOUT_MS = 3000;

/** How long the relay refuses tokens after a failed fetch before it tries another one, in milliseconds. */
const FAILURE_REST_MS = 5000;

/** Reports that the auth server's keys cannot be fetched. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** The keys that verify tokens. */
export interface Keys {
  /** The algorithms that a token may use. Naming them prevents that a public key is used as a shared secret. */
  readonly algorithms: readonly string[];
  /** Returns the keys to try, in order. */
  candidates(): Promise<readonly JWTVerifyGetKey[]>;
}

/**
 * Verifies with secrets that the site shares with the relay.
 *
 * @param secrets - returns the current secrets; a token may be signed with any of them
 */
export function sharedKeys(secrets: () => readonly string[]): Keys {
  let imported: readonly string[] | undefined;
  let keys: Promise<JWTVerifyGetKey[]>;
  return {
    algorithms: ['HS256'],
    candidates() {
      // Workers allow cryptography only during a request, so the first request imports the keys.
      if (imported !== secrets()) {
        imported = secrets();
        keys = Promise.all(imported.map(importKey));
      }
      return keys;
    },
  };
}

/**
 * Verifies with the keys that an auth server publishes. They are fetched when they are first needed, again after ten
 * minutes, and when a token names a key that is not among them, but then at most every 30 seconds.
 */
export function remoteKeys(url: URL, now: () => number, log: Log): Keys {
  const getKey = createRemoteJWKSet(url, {
    timeoutDuration: FETCH_TIMEOUT_MS,
    [customFetch]: fetchWithRest(now),
  });
  let isDown = false;
  const getKeyOrReport: JWTVerifyGetKey = async (header, token) => {
    try {
      const key = await getKey(header, token);
      isDown = false;
      return key;
    } catch (error) {
      if (isAboutToken(error)) throw error;
      if (!isDown) {
        log.error(
          { reason: reasonOf(error) },
          'the keys of IDENTITY_JWKS_URL cannot be fetched: feedback is refused (503) until they can',
        );
      }
      isDown = true;
      throw new KeysUnavailable();
    }
  };
  return {
    algorithms: ['RS256', 'ES256', 'EdDSA', 'Ed25519'],
    candidates: async () => [getKeyOrReport],
  };
}

/** Tells whether the keys were fetched, but the token fits none of them, or has an unsupported form or algorithm. */
function isAboutToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

/** Names why keys could not be fetched: a network error's code, `HTTP_404`, or jose's code. */
function reasonOf(error: unknown): string {
  const { cause, code, name } = error as { cause?: { code?: string }; code?: string; name?: string };
  return cause?.code ?? code ?? name ?? 'unknown';
}

async function importKey(secret: string): Promise<JWTVerifyGetKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
  return () => key;
}

/** Fetches, but not for a while after a failure. Otherwise jose would ask a server that is down for every token. */
function fetchWithRest(now: () => number): typeof fetch {
  let restsUntil = 0;
  return async (input, init) => {
    if (now() < restsUntil) throw new KeysUnavailable();
    try {
      const answer = await fetch(input, init);
      if (answer.status === 200) return answer;
      await answer.body?.cancel();
      throw Object.assign(new Error('The auth server did not answer 200.'), { code: `HTTP_${answer.status}` });
    } catch (error) {
      restsUntil = now() + FAILURE_REST_MS;
      throw error;
    }
  };
}
