import { isBusinessId, isRating, RATINGS } from '../../feedback/limits.js';
import { isWireAuthId } from '../../feedback/parse-wire.js';
import { DAY_SECONDS, isLinkId, signLink } from './link-token.js';

/** Says whom a link is for, and what its page shows. */
export interface LinkOptions {
  /** The relay's address as visitors see it: its `PUBLIC_URL`. */
  publicUrl: string;
  /** The relay's `LINK_SECRET`, at least 32 bytes. */
  secret: string;
  /** The visitor. */
  authId: string;
  /** The business that the feedback is about. The link is good for no other. */
  businessId: number;
  /** The conversation. All links for one conversation together are good for one feedback. A random id by default. */
  conversationId?: string | undefined;
  /** How long the link works, in days: more than 0, at most the relay's `LINK_MAX_DAYS`; 7 by default. */
  days?: number | undefined;
  /** The rating that the form shows, 1 to 5. The visitor can change it. */
  rating?: number | undefined;
  /** The answer to "was your query resolved?" that the form shows. The visitor can change it. */
  resolved?: boolean | undefined;
  /** The language of the page, a BCP 47 tag; that of the visitor's browser by default. */
  language?: string | undefined;
  /** `chat` for a web view in Haptik's chat: the page closes itself after the thanks. */
  view?: 'chat' | undefined;
  /** Returns milliseconds since the epoch; `Date.now` by default. */
  now?: (() => number) | undefined;
}

/**
 * Creates a link to the relay's page, where one visitor can give feedback once. Everything personal is in the fragment of
 * the URL, which browsers send to no server.
 *
 * @throws TypeError that names the option that is not as expected
 *
 * @example
 * const link = await createLink({
 *   publicUrl: 'https://feedback.example.com',
 *   secret: process.env.LINK_SECRET,
 *   authId: 'USER',
 *   businessId: 343,
 *   rating: 4,
 * });
 */
export async function createLink(options: LinkOptions): Promise<string> {
  checkOptions(options);
  const { publicUrl, secret, authId, businessId, conversationId, days = 7, view, now = Date.now } = options;
  const id = conversationId ?? crypto.randomUUID();
  const expiresAt = Math.floor(now() / 1000 + days * DAY_SECONDS);
  const token = await signLink({ authId, businessId, id, expiresAt }, secret);
  return `${publicUrl.replace(/\/+$/, '')}/rate${view ? `?view=${view}` : ''}#${token}${shown(options)}`;
}

/** Returns the links with one to five stars, for a link without a rating. They are good for one feedback together. */
export function withStars(link: string): string[] {
  return RATINGS.map((rating) => `${link}&rating=${rating}`);
}

function shown({ rating, resolved, language }: LinkOptions): string {
  return [
    rating === undefined ? '' : `&rating=${rating}`,
    resolved === undefined ? '' : `&resolved=${resolved ? 'yes' : 'no'}`,
    language === undefined ? '' : `&lang=${language}`,
  ].join('');
}

function checkOptions(options: LinkOptions): void {
  const { publicUrl, secret, authId, businessId, conversationId, days, rating, language, view } = options;
  const expectations: Record<string, readonly [isMet: boolean, expected: string]> = {
    publicUrl: [/^https?:\/\/[^?#]+$/.test(publicUrl), "the relay's PUBLIC_URL"],
    secret: [new TextEncoder().encode(secret).length >= 32, "the relay's LINK_SECRET, at least 32 bytes"],
    authId: [isWireAuthId(authId), 'a string of 1 to 256 characters without control characters, and not invisible'],
    businessId: [isBusinessId(businessId), 'a positive integer'],
    conversationId: [conversationId === undefined || isLinkId(conversationId), 'a string of 1 to 128 characters'],
    days: [days === undefined || (days > 0 && days <= 30), 'a number above 0 and up to 30'],
    rating: [rating === undefined || isRating(rating), 'an integer from 1 to 5'],
    language: [language === undefined || /^[a-z]{2,3}(-\w{2,8})*$/i.test(language), 'a BCP 47 language tag'],
    view: [view === undefined || view === 'chat', '"chat"'],
  };
  for (const [name, [isMet, expected]] of Object.entries(expectations)) {
    if (!isMet) throw new TypeError(`${name} must be ${expected}`);
  }
}
