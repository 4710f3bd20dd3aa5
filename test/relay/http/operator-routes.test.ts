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
