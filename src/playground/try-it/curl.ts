/**
 * Writes a request to the relay as a command for a shell.
 *
 * @param url the relay's feedback endpoint; its origin is the page's
 */
export function writeCurl(url: URL, body: unknown): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  return [
    `curl ${quote(url.href)}`,
    `-H ${quote('content-type: application/json')}`,
    `-H ${quote(`origin: ${url.origin}`)}`,
    `--data-raw ${quote(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}
