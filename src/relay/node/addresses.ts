/**
 * Finds the addresses of a server.
 *
 * @param basePath - the path that everything is below, without a final slash
 * @returns its URL with a final slash, and every origin by which a browser on this machine may reach it
 */
export function addressesOf(host: string, port: number, basePath = ''): { url: string; ownOrigins: string[] } {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const names = new Set([name, '127.0.0.1', 'localhost']);
  const url = new URL(`http://${name}:${port}${basePath}/`);
  return { url: url.href, ownOrigins: [...names].map((own) => new URL(`http://${own}:${port}`).origin) };
}
