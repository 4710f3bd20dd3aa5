import { isLoopback } from '../../feedback/loopback.js';

/** The path of the Log Feedback API. It ends in a slash. */
const FEEDBACK_PATH = '/v1.0/log_feedback_from_user/';

/**
 * Reads the URL of Haptik's Log Feedback API.
 *
 * @param value - the account's origin, or the full URL that Haptik's dashboard shows, with or without its final slash
 * @returns the full URL, or what is wrong with the value
 */
export function readHaptikUrl(value: string): { href: string } | { mistake: string } {
  if (!URL.canParse(value)) return { mistake: 'is not a URL, as in https://example.haptikapi.com' };
  const url = new URL(value);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { mistake: 'must start with https:// (http:// is only for loopback addresses)' };
  }
  if (url.username || url.password) return { mistake: 'must not contain a user name or a password' };
  if (url.search || url.hash || value.endsWith('?') || value.endsWith('#')) {
    return { mistake: 'must not contain a query or a fragment' };
  }
  if (url.pathname === '/') url.pathname = FEEDBACK_PATH;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  if (!url.pathname.endsWith(FEEDBACK_PATH)) {
    return { mistake: `must be an origin, or a URL whose path ends in ${FEEDBACK_PATH}` };
  }
  return { href: url.href };
}
