import { SignJWT } from 'jose';
import type { RelayConfig } from '../../config/relay-config.js';
import { type Finding, findingsAbout } from './finding.js';
import { sendRequest } from './send-request.js';

/** How long the token that the check sends is valid, in seconds. */
const TOKEN_SECONDS = 60;

const { ok, toDo, note } = findingsAbout('identity');

/**
 * Checks that the relay can prove who a visitor is.
 *
 * @param relayUrl - the address of the running relay, with a final slash; `undefined` when it does not answer
 */
export async function checkIdentity(
  config: RelayConfig,
  relayUrl: string | undefined,
  origin: string,
): Promise<Finding[]> {
  if (config.identityJwksUrl !== undefined) return checkKeys(config.identityJwksUrl);
  if (config.identitySecrets.length === 0) {
    return [note("anyone can give feedback in anyone's name: set IDENTITY_SECRET or IDENTITY_JWKS_URL")];
  }
  if (relayUrl === undefined) return [note('could not be checked, because the relay does not answer')];
  const findings = [];
  for (const [index, secret] of config.identitySecrets.entries()) {
    const name = config.identitySecrets.length === 1 ? 'IDENTITY_SECRET' : `IDENTITY_SECRET (secret ${index + 1})`;
    findings.push(await checkSecret(name, secret, config, relayUrl, origin));
  }
  return findings;
}

/** Posts an empty body with a signed token. The relay checks the token, and refuses the body before it asks Haptik. */
async function checkSecret(
  name: string,
  secret: string,
  config: RelayConfig,
  relayUrl: string,
  origin: string,
): Promise<Finding> {
  const { identityAudience, identityIssuer, identityClaim = 'auth_id' } = config;
  const token = new SignJWT({ [identityClaim]: 'doctor' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_SECONDS}s`);
  if (identityAudience !== undefined) token.setAudience(identityAudience);
  if (identityIssuer !== undefined) token.setIssuer(identityIssuer);
  const signed = await token.sign(new TextEncoder().encode(secret));
  const reply = await sendRequest(`${relayUrl}feedback`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json', authorization: `Bearer ${signed}` },
    body: '{}',
  });
  if ('failure' in reply) return toDo(`after a post with a token: the relay ${reply.failure}`);
  const { status } = reply.answer;
  if (status === 400) return ok(`the relay accepts a token signed with ${name}`);
  if (status === 401) {
    return toDo(
      `the relay refuses a token signed with ${name} (401): restart it with this secret, or let the proxy in front pass Authorization on`,
    );
  }
  return note(`could not be checked: a post with a token is answered with ${status}`);
}

async function checkKeys(jwksUrl: string): Promise<Finding[]> {
  const reply = await sendRequest(jwksUrl);
  if ('failure' in reply) return [toDo(`IDENTITY_JWKS_URL ${reply.failure}`)];
  if (reply.answer.status !== 200) return [toDo(`IDENTITY_JWKS_URL answers ${reply.answer.status}, not 200`)];
  const count = countKeys(reply.text);
  if (count === 0) return [toDo('IDENTITY_JWKS_URL has no key for RS256, ES256 or EdDSA: correct the address')];
  return [
    ok(`IDENTITY_JWKS_URL has ${count === 1 ? 'a key' : `${count} keys`} that can verify tokens`),
    note('aud, iss and the claim were not checked, because that needs a token of your auth server'),
  ];
}

/** Counts the public keys of a JSON Web Key Set (RFC 7517) that can verify. */
function countKeys(text: string): number {
  try {
    const { keys } = JSON.parse(text) as { keys: { kty?: string; use?: string }[] };
    return keys.filter(({ kty, use = 'sig' }) => /^(RSA|EC|OKP)$/.test(kty ?? '') && use === 'sig').length;
  } catch {
    return 0;
  }
}
