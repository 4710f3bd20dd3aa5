/** How long a browser keeps an unused connection, in milliseconds. Source: Chromium. */
const CONNECTION_MS = 10_000;

/** When each relay was last connected to, in milliseconds since the epoch. */
const connectedAt: Record<string, number> = {};

/** Makes the browser connect to the relay, unless it did so within the last 10 seconds. */
export function preconnect(relayUrl: string): void {
  if (Date.now() - (connectedAt[relayUrl] ?? 0) < CONNECTION_MS) return;
  connectedAt[relayUrl] = Date.now();
  const link = Object.assign(document.createElement('link'), {
    rel: 'preconnect',
    href: relayUrl,
    crossOrigin: 'anonymous',
  });
  // The browser reads the hint when the link is inserted, so it can be removed at once.
  document.documentElement.append(link);
  link.remove();
}
