import { isLoopback } from '../../feedback/loopback.js';
import type { EnvironmentReader } from './environment-reader.js';
import type { RelayConfig } from './relay-config.js';

/** The longest lifetime of a token by default: a day, in seconds. */
const MAX_AGE_SECONDS = 86_400;

/** The longest `IDENTITY_MAX_AGE`: a year, in seconds. */
const MAX_AGE_LIMIT_SECONDS = 31_536_000;

/** The variables that say what a token must contain. They need keys that verify it. */
const CLAIM_VARIABLES = ['IDENTITY_AUDIENCE', 'IDENTITY_ISSUER', 'IDENTITY_CLAIM', 'IDENTITY_MAX_AGE'] as const;

/** The part of the configuration that says how visitors are identified. */
export type IdentityConfig = Pick<
  RelayConfig,
  | 'identitySecrets'
  | 'identityJwksUrl'
  | 'identityAudience'
  | 'identityIssuer'
  | 'identityClaim'
  | 'identityMaxAgeSeconds'
>;

/** Reads the variables `IDENTITY_…`, except the secret itself. */
export function readIdentityVariables(
  reader: EnvironmentReader,
  identitySecrets: readonly string[],
): Required<IdentityConfig> {
  const identityJwksUrl = readJwksUrl(reader);
  const hasSecret = reader.isSet('IDENTITY_SECRET');
  if (hasSecret && reader.text('IDENTITY_JWKS_URL') !== undefined) {
    reader.mistakes.push('IDENTITY_SECRET and IDENTITY_JWKS_URL are both set; set one of them');
  }
  if (!hasSecret && reader.text('IDENTITY_JWKS_URL') === undefined) {
    for (const name of CLAIM_VARIABLES.filter((variable) => reader.text(variable) !== undefined)) {
      reader.mistakes.push(`${name} needs IDENTITY_SECRET or IDENTITY_JWKS_URL; set one of them, or remove ${name}`);
    }
  }
  return {
    identitySecrets,
    identityJwksUrl,
    identityAudience: reader.text('IDENTITY_AUDIENCE'),
    identityIssuer: reader.text('IDENTITY_ISSUER'),
    identityClaim: reader.text('IDENTITY_CLAIM') ?? 'auth_id',
    identityMaxAgeSeconds: reader.integer('IDENTITY_MAX_AGE', MAX_AGE_SECONDS, 60, MAX_AGE_LIMIT_SECONDS),
  };
}

/** Tells whether feedback needs an identity token. */
export function needsIdentity({ identitySecrets, identityJwksUrl }: IdentityConfig): boolean {
  return identitySecrets.length > 0 || identityJwksUrl !== undefined;
}

/** Returns what an operator should know about how visitors are identified; one sentence each. */
export function identityWarnings(config: IdentityConfig): string[] {
  if (!needsIdentity(config)) {
    return ["IDENTITY_SECRET and IDENTITY_JWKS_URL are not set: anyone can give feedback in anyone's name."];
  }
  if (config.identityJwksUrl !== undefined && config.identityAudience === undefined) {
    return ['IDENTITY_AUDIENCE is not set: tokens that the auth server issued for other apps are accepted, too.'];
  }
  return [];
}

function readJwksUrl(reader: EnvironmentReader): string | undefined {
  const value = reader.text('IDENTITY_JWKS_URL');
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url && isSafe && !url.username && !url.password) return url.href;
  reader.mistakes.push(
    'IDENTITY_JWKS_URL must be an https:// URL without a password (http:// is only for loopback addresses), ' +
      'as in https://auth.example.com/.well-known/jwks.json',
  );
  return undefined;
}
