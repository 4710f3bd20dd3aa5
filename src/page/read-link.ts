import type { Rating } from '../feedback/feedback.js';
import { isBusinessId, isRating } from '../feedback/limits.js';

/** What the fragment of a link says: `#TOKEN&rating=4&resolved=yes&lang=hi`. */
export interface LinkInAddress {
  token: string;
  /** Who, about which business and which conversation; names the link's place in storage. Not verified. */
  visitor: string;
  businessId: number;
  rating: Rating | undefined;
  resolved: boolean | undefined;
  /** The BCP 47 tag of the page's language. */
  locale: string | undefined;
}

/** Reads a link without verifying it; `undefined` when its token is not readable. The relay verifies it. */
export function readLink(fragment: string): LinkInAddress | undefined {
  const [token = '', ...rest] = fragment.replace(/^#/, '').split('&');
  const claims = claimsOf(token);
  if (!isBusinessId(claims?.business_id)) return undefined;
  const shown = new URLSearchParams(rest.join('&'));
  const rating = Number(shown.get('rating'));
  const resolved = shown.get('resolved');
  return {
    token,
    visitor: JSON.stringify([claims.auth_id, claims.business_id, claims.jti]),
    businessId: claims.business_id,
    rating: isRating(rating) ? rating : undefined,
    resolved: resolved === 'yes' || resolved === 'no' ? resolved === 'yes' : undefined,
    locale: readLocale(shown.get('lang')),
  };
}

function claimsOf(token: string): { auth_id?: unknown; business_id?: unknown; jti?: unknown } | undefined {
  // A token with other characters is malformed, and could not be sent in a header.
  if (!/^[\w.-]+$/.test(token)) return undefined;
  try {
    return JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')));
  } catch {
    return undefined;
  }
}

function readLocale(tag: string | null): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag || [])[0];
  } catch {
    return undefined;
  }
}
