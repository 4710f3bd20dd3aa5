import { expect, test } from 'vitest';
import { isLoopback } from '../../src/feedback/loopback.js';

test.each([
  'http://localhost:8080',
  'http://shop.localhost',
  'http://a.b.localhost',
  'http://127.0.0.1',
  'http://127.255.255.254',
  'http://127.1',
  'http://[::1]:8080',
  'http://[0:0:0:0:0:0:0:1]',
])('accepts the host of %s', (url) => {
  const { hostname } = new URL(url);

  expect(isLoopback(hostname)).toBe(true);
});

test.each([
  'http://example.com',
  'http://localhost.example.com',
  'http://notlocalhost',
  'http://127.0.0.1.example.com',
  'http://128.0.0.1',
  'http://10.0.0.1',
  'http://[::2]',
  'http://[::ffff:127.0.0.1]',
])('rejects the host of %s', (url) => {
  const { hostname } = new URL(url);

  expect(isLoopback(hostname)).toBe(false);
});
