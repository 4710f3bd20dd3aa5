/** Matches an IPv4 address in its usual form. */
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

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
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(value)?.[1];
  if (mapped !== undefined) return canonical(mapped);
  if (IPV4.test(value)) return value;
  const text = value.trim().replace(/^"|"$/g, '');
  // Removes a port, as in `192.0.2.1:80` and `[2001:db8::1]:80`, and a zone, as in `fe80::1%eth0`.
  const bare = text
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(bare)) {
    return bare.split('.').every((part) => Number(part) <= 255) ? bare.split('.').map(Number).join('.') : undefined;
  }
  if (!bare.includes(':') || !URL.canParse(`http://[${bare}]`)) return undefined;
  // The URL parser writes every IPv6 address in its one shortest form.
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  if (!isMapped) return groups.join(':');
  return groups
    .slice(6)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.');
}
