import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { createRelay } from '../../../src/relay/create-relay.js';
import { listen, type RelayServer } from '../../../src/relay/node/server.js';
import { ACCOUNT } from '../account.js';
import { sendRaw } from '../raw-request.js';

const HEAD = [
  'POST /feedback HTTP/1.1',
  'Host: relay.example',
  'Origin: https://a.example',
  'Content-Type: application/json',
];
let server: RelayServer;
let url: string;
let asked = 0;

beforeAll(async () => {
  server = await listen('127.0.0.1', 0, { headers: 300, whole: 600, check: 50 });
  url = `http://127.0.0.1:${server.port}/`;
  const config = readConfig({
    ...ACCOUNT,
  });
  const relay = createRelay(config, {
    askHaptik: async () => {
      asked += 1;
      return { status: 201, retryAfter: null, text: '{"success":true}' };
    },
  });
  server.setHandler((request) => relay.fetch(request));
});

afterAll(() => server.stop());

test.each([
  ['nothing', ''],
  ['a byte', 'P'],
  ['half a header', HEAD.join('\r\n')],
  ['no body after its headers', `${HEAD.join('\r\n')}\r\nContent-Length: 100\r\n\r\n`],
  ['half a body', `${HEAD.join('\r\n')}\r\nContent-Length: 100\r\n\r\n{"auth_id":`],
  ['half a body in chunks', `${HEAD.join('\r\n')}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"aut\r\n`],
])('answers 408 to a client that sends %s and then nothing', async (_, bytes) => {
  const { status } = await sendRaw(url, bytes);

  expect(status).toBe(408);
  expect(asked).toBe(0);
});

test.each(['', 'Host: relay.example\r\n'])(
  'answers a health check in HTTP/1.0 with the headers %j',
  async (headers) => {
    const { status } = await sendRaw(url, `GET /healthz HTTP/1.0\r\n${headers}\r\n`);

    expect(status).toBe(200);
  },
);

test('answers a good client while 200 slow ones are connected', async () => {
  const slow = Array.from({ length: 200 }, () => sendRaw(url, `${HEAD.join('\r\n')}\r\nContent-Length: 9\r\n\r\n{`));
  const response = await fetch(`${url}feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://a.example' },
    body: '{"auth_id":"ann","business_id":1,"query_resolved":true,"query_rating":5}',
  });

  expect(response.status).toBe(201);
  for (const { status } of await Promise.all(slow)) expect(status).toBe(408);
});
