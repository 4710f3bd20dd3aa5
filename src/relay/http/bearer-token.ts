/** Reads the token of an `Authorization: Bearer` header; `undefined` when the header has another form. */
export function readBearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
