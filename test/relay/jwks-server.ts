import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** A key pair of an auth server. */
export interface SigningKey {
  readonly publicJwk: JWK;
  /** Signs a token. The header names the key and its algorithm unless `header` says otherwise. */
  sign(claims: JWTPayload, header?: Record<string, unknown>): Promise<string>;
}

/** An auth server that publishes keys. */
export interface JwksServer {
  readonly url: string;
  /** The keys that it publishes. */
  keys: JWK[];
  /** Answers with this status; 200 at first. */
  status: number;
  /** How often the keys were fetched. */
  readonly fetches: number;
  close(): Promise<void>;
}

/** Makes a key pair for one of the algorithms that jose knows. */
export async function createSigningKey(alg: string, kid: string): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    publicJwk: { ...(await exportJWK(publicKey)), alg, kid, use: 'sig' },
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(privateKey),
  };
}

/** Publishes keys on loopback, as an auth server does. */
export async function startJwksServer(...keys: SigningKey[]): Promise<JwksServer> {
  let fetches = 0;
  const server = createServer((_, response) => {
    fetches += 1;
    response.writeHead(published.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: published.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const published: JwksServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`,
    keys: keys.map(({ publicJwk }) => publicJwk),
    status: 200,
    get fetches() {
      return fetches;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return published;
}
