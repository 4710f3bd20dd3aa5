import { expect, test } from 'vitest';
import { addressForLog, clientAddress, limitKey } from '../../../src/relay/http/client-address.js';

test.each([
  ['203.0.113.7', undefined, 0, '203.0.113.7'],
  ['203.0.113.7', '198.51.100.1', 0, '203.0.113.7'],
  ['10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
  ['10.0.0.1', '192.0.2.66, 198.51.100.1', 1, '198.51.100.1'],
  ['10.0.0.1', '192.0.2.66, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
  ['10.0.0.1', '198.51.100.1', 3, '198.51.100.1'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
  ['10.0.0.1', '', 1, '10.0.0.1'],
  ['10.0.0.1', 'unknown', 1, '10.0.0.1'],
  ['10.0.0.1', '999.0.0.1', 1, '10.0.0.1'],
  ['10.0.0.1', '198.51.100.1:4711', 1, '198.51.100.1'],
  ['10.0.0.1', '[2001:db8::1]:4711', 1, '2001:db8:0:0:0:0:0:1'],
  ['::ffff:203.0.113.7', undefined, 0, '203.0.113.7'],
  ['::ffff:cb00:7107', undefined, 0, '203.0.113.7'],
  ['2001:DB8::1', undefined, 0, '2001:db8:0:0:0:0:0:1'],
  ['fe80::1%eth0', undefined, 0, 'fe80:0:0:0:0:0:0:1'],
  ['::', undefined, 0, '0:0:0:0:0:0:0:0'],
  [undefined, undefined, 0, undefined],
])('connected %s, forwarded %s, %i trusted proxies: finds %s', (peer, forwarded, hops, address) => {
  expect(clientAddress(peer, forwarded, hops)).toBe(address);
});

test('counts an IPv6 visitor by /64 and shortens addresses for the log', () => {
  const [one, two, three] = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'].map((peer) =>
    clientAddress(peer, undefined, 0),
  );

  expect(limitKey(one)).toBe(limitKey(two));
  expect(limitKey(one)).not.toBe(limitKey(three));
  expect(addressForLog(one)).toBe('2001:db8:1::/48');
  expect(addressForLog('203.0.113.7')).toBe('203.0.113.0/24');
});
