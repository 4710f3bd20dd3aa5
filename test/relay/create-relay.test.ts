import { expect, it } from 'vitest';
import { readConfig } from '../../src/relay/config/read-config.js';
import { createRelay } from '../../src/relay/create-relay.js';
import { silentLog } from '../../src/relay/telemetry/log.js';
import { ACCOUNT } from './account.js';

it("logs each of the configuration's warnings once, unless the caller reports them", () => {
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (_fields: object, message: string) => void warnings.push(message) };
  const config = readConfig({ ...ACCOUNT, METRICS_TOKEN: 'short', IDENTTY_SECRET: 'a'.repeat(32) });

  createRelay(config, { log });
  createRelay(config, { log, logsWarnings: false });

  expect(warnings).toEqual([
    expect.stringMatching(/^IDENTITY_SECRET and IDENTITY_JWKS_URL are not set/),
    expect.stringMatching(/^IDENTTY_SECRET is not a variable/),
    expect.stringMatching(/^METRICS_TOKEN has fewer than 16 characters/),
  ]);
});
