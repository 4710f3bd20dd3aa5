import { Refusal } from './refusal.js';

/** How long a browser may keep a preflight's answer, in seconds; browsers cap it at what they like. */
const PREFLIGHT_SECONDS = 86_400;

export interface Cors {
  /** The headers that every answer carries: for an allowed origin those that let it read the answer, else `Vary` alone. */
  headers(origin: string | null): Record<string, string>;
  /** The headers of the answer to a preflight of an allowed origin. */
  readonly preflight: Readonly<Record<string, string>>;
  /**
   * Refuses (403) whoever may not post from where it does. A missing origin is left to the identity step.
   *
   * @param missingAllowed - true where a request without `Origin` is judged by another step
   */
  check(origin: string | null, missingAllowed: boolean): void;
}

/**
 * Exact-origin CORS. An origin that is not listed gets no CORS header at all, neither on a preflight nor on an error.
 */
export function createCors(allowedOrigins: readonly string[]): Cors {
  const allowed = new Map(
    allowedOrigins.map((origin) => [
      origin,
      {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Retry-After, X-Request-Id',
        vary: 'Origin',
      },
    ]),
  );
  const foreign = { vary: 'Origin' };

  return {
    headers: (origin) => (origin === null ? foreign : (allowed.get(origin) ?? foreign)),
    preflight: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, authorization, idempotency-key',
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
    check(origin, missingAllowed) {
      if (origin === null || origin === '' ? missingAllowed : allowed.has(origin)) return;
      throw new Refusal(403, 'origin', 'origin not allowed');
    },
  };
}
