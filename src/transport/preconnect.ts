/** How long a browser keeps an unused connection, in milliseconds. Source: Chromium. */
const CONNECTION_MS = 10_000;
/** How long a browser keeps the answer to a preflight, in milliseconds. Source: WebKit, which keeps it least long. */
const PREFLIGHT_MS = 600_000;

/** When each relay was last connected to, in milliseconds since the epoch. */
const connectedAt: Record<string, number> = {};
/** When each relay was last sent a preflight, in milliseconds since the epoch. */
const permittedAt: Record<string, number> = {};

/**
 * Prepares a post to the relay, so that *Send* takes one round trip.
 *
 * It opens a connection, unless it did so within the last 10 seconds. For a relay of another origin it also makes the
 * browser send the preflight now, by a `GET` with the headers of the post. It does this only for our relay, because another
 * one may not know that request.
 *
 * @param relayUrl - an absolute URL
 */
export function preconnect(relayUrl: string, browser: Pick<typeof globalThis, 'fetch'>): void {
  const now = Date.now();
  const isPermitted = now - (permittedAt[relayUrl] ?? 0) < PREFLIGHT_MS;
  if (!isPermitted && new URL(relayUrl).origin !== location.origin && isOurRelay(relayUrl)) {
    permittedAt[relayUrl] = connectedAt[relayUrl] = now;
    // Chromium forgets the preflight of a request whose `cache` is `no-store`. The relay's answer is never cached.
    browser
      .fetch(relayUrl, { headers: { 'content-type': 'application/json' }, credentials: 'omit', redirect: 'manual' })
      .catch(() => {});
    return;
  }
  if (now - (connectedAt[relayUrl] ?? 0) < CONNECTION_MS) return;
  connectedAt[relayUrl] = now;
  const link = Object.assign(document.createElement('link'), {
    rel: 'preconnect',
    href: relayUrl,
    crossOrigin: 'anonymous',
  });
  // The browser reads the hint when the link is inserted, so it can be removed at once.
  document.documentElement.append(link);
  link.remove();
}

/** True when the page has loaded our script from the folder of the relay's endpoint. Only our relay serves it there. */
function isOurRelay(relayUrl: string): boolean {
  const files = new URL('haptik-feedback', relayUrl).href;
  return [...document.scripts].some(({ src }) => src.startsWith(files));
}
