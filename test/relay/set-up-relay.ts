import { afterAll, beforeAll } from 'vitest';
import { ACCOUNT } from './account.js';
import { type BuiltRelay, buildRelay } from './build-relay.js';
import { type FakeHaptik, startFakeHaptik } from './fake-haptik.js';

/** The built relay and a fake Haptik, for the tests of one file. */
export interface RelaySetup {
  readonly built: BuiltRelay;
  readonly haptik: FakeHaptik;
  /** The variables of an account at the fake Haptik. */
  readonly account: typeof ACCOUNT;
}

/**
 * Builds the relay and starts a fake Haptik for the tests of one file.
 *
 * @param files - contents of browser files by path, as in `embed/haptik-feedback.js`
 * @returns an object that is filled before the first test
 */
export function setUpRelay(files: Record<string, string> = {}): RelaySetup {
  const setup = {} as { -readonly [Key in keyof RelaySetup]: RelaySetup[Key] };

  beforeAll(async () => {
    setup.built = await buildRelay(files);
    setup.haptik = await startFakeHaptik();
    setup.account = { ...ACCOUNT, HAPTIK_BASE_URL: setup.haptik.origin };
  });
  afterAll(async () => {
    await setup.haptik?.close();
    setup.built?.remove();
  });

  return setup;
}
