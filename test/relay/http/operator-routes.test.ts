import { expect, it } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { createRelay } from '../../../src/relay/create-relay.js';
import { silentLog } from '../../../src/relay/telemetry/log.js';
import { ACCOUNT } from '../account.js';

const METRICS_TOKEN = 'a-metrics-token-of-32-characters';

it('warns once of wrong metrics tokens, without the tokens', async () => {
  const warnings: unknown[] = [];
  const log = { ...silentLog, warn: (fields: object, message: string) => void warnings.push([fields, message]) };
  const relay = createRelay(readConfig({ ...ACCOUNT, IDENTITY_SECRET: 'a'.repeat(32), METRICS_TOKEN }), { log });
  const ask = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await relay.fetch(new Request('https://relay.example/metrics', { headers }))).status;
  };

  const statuses = [await ask('wrong'), await ask('wrong'), await ask(METRICS_TOKEN)];

  expect(statuses).toEqual([401, 401, 200]);
  expect(warnings).toEqual([[{ count: 1 }, expect.stringContaining('METRICS_TOKEN')]]);
  expect(JSON.stringify(warnings)).not.toMatch(/wrong|32-characters/);
});

it('refuses an address that tried too many wrong metrics tokens, with the right one too', async () => {
  const relay = createRelay(readConfig({ ...ACCOUNT, METRICS_TOKEN, RATE_LIMIT_PER_MINUTE: '2' }), { log: silentLog });
  const ask = async (token: string, clientAddress: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await relay.fetch(new Request('https://relay.example/metrics', { headers }), { clientAddress })).status;
  };

  const right = [];
  for (let count = 0; count < 5; count++) right.push(await ask(METRICS_TOKEN, '192.0.2.1'));
  const wrong = [];
  for (let count = 0; count < 3; count++) wrong.push(await ask('wrong', '192.0.2.1'));

  expect(right).toEqual([200, 200, 200, 200, 200]);
  expect(wrong).toEqual([401, 401, 429]);
  expect(await ask(METRICS_TOKEN, '192.0.2.1')).toBe(429);
  expect(await ask(METRICS_TOKEN, '192.0.2.2')).toBe(200);
});
