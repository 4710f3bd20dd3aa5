import { randomBytes } from 'node:crypto';
import { readConfig } from '../config/read-config.js';
import type { RelayConfig } from '../config/relay-config.js';
import { SecretFiles } from './secret-files.js';

/** Environment variables, as in `process.env`. */
export type Environment = Record<string, string | undefined>;

/**
 * Reads the configuration of a relay on Node.
 *
 * @param isDemo - true to use an account of the demo's own and to ignore a real one
 * @param files - reads the files that variables name
 * @throws ConfigError with every mistake
 */
export function readNodeConfig(environment: Environment, isDemo: boolean, files = new SecretFiles()): RelayConfig {
  return readConfig(isDemo ? withDemoAccount(environment) : environment, files.read);
}

function withDemoAccount(environment: Environment): Environment {
  const withoutAccount = Object.entries(environment).filter(
    ([name]) => !name.startsWith('HAPTIK_') || name.startsWith('HAPTIK_WEBHOOK_'),
  );
  return {
    ...Object.fromEntries(withoutAccount),
    HAPTIK_BASE_URL: 'http://localhost',
    HAPTIK_TOKEN: newSecret(),
    HAPTIK_CLIENT_ID: 'demo',
    ALLOWED_ORIGINS: environment.ALLOWED_ORIGINS || 'http://localhost',
    ...(hasOwnLinks(environment) ? {} : { PUBLIC_URL: 'http://localhost', LINK_SECRET: newSecret() }),
  };
}

/** True when the operator configures links. Else the demo makes up a `LINK_SECRET`, and its `PUBLIC_URL` when it listens. */
export function hasOwnLinks(environment: Environment): boolean {
  return ['PUBLIC_URL', 'LINK_SECRET', 'LINK_SECRET_FILE'].some((name) => environment[name]);
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
