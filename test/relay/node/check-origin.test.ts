import { expect, it } from 'vitest';
import { readConfig } from '../../../src/relay/config/read-config.js';
import { checkOrigin } from '../../../src/relay/node/doctor/check-relay.js';

it('says that browsers block an http relay on an https page, and sends the relay no request', async () => {
  const config = readConfig({
    HAPTIK_BASE_URL: 'https://haptik.example',
    HAPTIK_TOKEN: 'token',
    HAPTIK_CLIENT_ID: 'client',
    ALLOWED_ORIGINS: 'https://shop.example',
  });

  const findings = await checkOrigin('http://relay.invalid/', 'https://shop.example', config);

  expect(findings).toEqual([
    expect.objectContaining({ state: 'to do', text: expect.stringContaining('serve the relay over https') }),
  ]);
});
