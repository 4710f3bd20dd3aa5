/**
 * Tells whether a host name always means the machine that looks it up: `localhost`, `*.localhost`, 127.0.0.0/8 or `[::1]`
 * (RFC 6761, section 6.3; RFC 6890).
 *
 * @param hostname - in lower case, IPv6 in brackets, as `URL.hostname` returns it
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
