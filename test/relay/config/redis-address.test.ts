import { expect, test } from 'vitest';
import { readRedisAddress } from '../../../src/relay/config/redis-address.js';

test.each([
  ['redis://localhost', { kind: 'single', isTls: false, hosts: [{ host: 'localhost', port: 6379 }], db: 0 }],
  ['rediss://r.example:6380/3', { kind: 'single', isTls: true, hosts: [{ host: 'r.example', port: 6380 }], db: 3 }],
  ['redis://[::1]:7000', { kind: 'single', isTls: false, hosts: [{ host: '::1', port: 7000 }], db: 0 }],
  [
    'redis://relay:p%40ss:w%2Frd@r.example',
    {
      kind: 'single',
      isTls: false,
      hosts: [{ host: 'r.example', port: 6379 }],
      db: 0,
      username: 'relay',
      password: 'p@ss:w/rd',
    },
  ],
  [
    'rediss://:secret@a:7000,b:7001,c',
    {
      kind: 'cluster',
      isTls: true,
      hosts: [
        { host: 'a', port: 7000 },
        { host: 'b', port: 7001 },
        { host: 'c', port: 6379 },
      ],
      db: 0,
      password: 'secret',
    },
  ],
  ['redis://a/12', { kind: 'single', isTls: false, hosts: [{ host: 'a', port: 6379 }], db: 12 }],
  ['redis://a/', { kind: 'single', isTls: false, hosts: [{ host: 'a', port: 6379 }], db: 0 }],
  ['redis://relay@a', { kind: 'single', isTls: false, hosts: [{ host: 'a', port: 6379 }], db: 0, username: 'relay' }],
  ['redis+cluster://a/0', { kind: 'cluster', isTls: false, hosts: [{ host: 'a', port: 6379 }], db: 0 }],
  ['redis+cluster://a', { kind: 'cluster', isTls: false, hosts: [{ host: 'a', port: 6379 }], db: 0 }],
  [
    'redis+sentinel://relay:secret@a,b:26380/main/2?sentinelPassword=other',
    {
      kind: 'sentinel',
      isTls: false,
      hosts: [
        { host: 'a', port: 26_379 },
        { host: 'b', port: 26_380 },
      ],
      db: 2,
      name: 'main',
      username: 'relay',
      password: 'secret',
      sentinelPassword: 'other',
    },
  ],
  [
    'redis+sentinel://a/ma%2Fin?sentinelUsername=watcher',
    {
      kind: 'sentinel',
      isTls: false,
      hosts: [{ host: 'a', port: 26_379 }],
      db: 0,
      name: 'ma/in',
      sentinelUsername: 'watcher',
    },
  ],
])('reads %s', (url, address) => {
  expect(readRedisAddress(url)).toEqual(address);
});

test.each([
  'http://redis',
  'redis://',
  'redis:localhost',
  'redis://a,',
  'redis://a b',
  'redis://a:99999',
  'redis://a/x',
  'redis://a/1/2',
  'redis://a,b/1',
  'redis+sentinel://a',
  'redis+sentinel://a/main/x',
  'redis+sentinel://a/main/1/2',
  'redis+sentinel://a/%zz',
  'redis+cluster://a/1',
  'redis://a/x1',
  'redis://a/1x',
  'redis://a/12345',
  'xredis://a',
  'redis://a#x',
  'redis+other://a',
  'redis://:%zz@a',
])('does not read %s', (url) => {
  expect(readRedisAddress(url)).toBeUndefined();
});
