import ipaddr from 'ipaddr.js';

/**
 * Finds the address that a request came from.
 *
 * @param peer - the connected address; `undefined` where the platform does not say
 * @param forwardedFor - the `X-Forwarded-For` header
 * @param hops - number of proxies in front that are believed; with fewer entries than hops the leftmost entry counts
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  hops: number,
): string | undefined {
  const known = peer === undefined ? undefined : canonical(peer);
  if (hops === 0 || !forwardedFor) return known;
  const entries = forwardedFor.split(',');
  return canonical(entries[Math.max(0, entries.length - hops)]!) ?? known;
}

/** Makes the key that a limit counts: an IPv4 address, or the /64 of an IPv6 address, which belongs to one visitor. */
export function limitKey(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address;
}

/** Shortens an address to what may be logged: its network, /24 or /48. */
export function addressForLog(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  return address.includes(':')
    ? `${address.split(':').slice(0, 3).join(':')}::/48`
    : `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
}

/** Writes an address in one way: IPv4 with dots, IPv6 as eight groups. Returns `undefined` for any other text. */
function canonical(value: string): string | undefined {
  // Removes quotes, a port, as in `192.0.2.1:80` and `[2001:db8::1]:80`, and a zone, as in `fe80::1%eth0`.
  const address = value
    .trim()
    .replace(/^"|"$/g, '')
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  // An IPv4 address may be written as an IPv6 address, as in `::ffff:192.0.2.1`.
  return isAddress ? ipaddr.process(address).toNormalizedString() : undefined;
}
