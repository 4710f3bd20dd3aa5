import { getPublicSuffix } from 'tldts';
import type { EnvironmentReader } from './environment-reader.js';

/** The start of an origin with a wildcard, which allows many origins. */
const WILDCARD = /^(https?:\/\/)\*\./;

/** Reads `ALLOWED_ORIGINS`: exact origins, and origins whose first label is `*`. */
export function readAllowedOrigins(reader: EnvironmentReader): string[] {
  const origins = reader.list('ALLOWED_ORIGINS');
  if (origins.length === 0) {
    reader.mistakes.push(
      'ALLOWED_ORIGINS is missing; set it to the origins of your pages, as in https://www.example.com',
    );
  }
  for (const origin of origins) {
    const mistake = originMistake(origin);
    if (mistake) reader.mistakes.push(`ALLOWED_ORIGINS: ${JSON.stringify(origin)} ${mistake}`);
  }
  return origins;
}

/**
 * Tells whether an origin is allowed.
 *
 * @param allowed - as `readAllowedOrigins` returns them; `https://*.example.com` allows `https://shop.example.com`, but
 *   neither `https://example.com` nor `https://a.b.example.com`
 */
export function isAllowedOrigin(allowed: readonly string[], origin: string): boolean {
  return allowed.includes(origin) || allowed.includes(origin.replace(/^(https?:\/\/)[a-z0-9_-]+\./, '$1*.'));
}

/** Describes, for operators, what each origin with a wildcard allows. */
export function describeWildcards(allowed: readonly string[]): string[] {
  return allowed
    .filter((origin) => WILDCARD.test(origin))
    .map((origin) => {
      const [one, two, own] = ['shop.', 'a.b.', ''].map((label) => origin.replace(WILDCARD, `$1${label}`));
      return `${origin} allows every origin with one label in place of *, as ${one}, but neither ${own} nor ${two}.`;
    });
}

function originMistake(origin: string): string | undefined {
  if (origin === '*') return 'is not allowed; list the origins of your pages';
  const isWildcard = WILDCARD.test(origin);
  const exact = origin.replace(WILDCARD, '$1any.');
  const url = URL.canParse(exact) ? new URL(exact) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || /\*|\.$/.test(url.hostname)) {
    return 'is not an origin, as in https://www.example.com or https://*.example.com';
  }
  if (url.origin !== exact) {
    return `is not an exact origin; did you mean ${isWildcard ? url.origin.replace('//any.', '//*.') : url.origin}?`;
  }
  return isWildcard && isSharedBelow(url.hostname.slice('any.'.length))
    ? 'would allow the pages of others: anyone can register a name there; list your own origins'
    : undefined;
}

/** Tells whether names directly below a host belong to different people, as below `co.uk` and `github.io`. */
function isSharedBelow(host: string): boolean {
  const suffixOf = (name: string) => getPublicSuffix(name, { allowPrivateDomains: true });
  // Some suffixes are listed only by a wildcard of their own, as `*.compute.amazonaws.com`.
  return [host, `any.${host}`].some((name) => suffixOf(name) === name);
}
