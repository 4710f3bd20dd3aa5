/**
 * Makes the headers of Standard Webhooks, with which a receiver verifies who sent a body.
 *
 * Their library `standardwebhooks` cannot be bundled: it has no licence file, and a dependency under the Unlicense. The tests
 * verify these headers with it.
 *
 * @param id - the same for every try
 * @param secret - `whsec_` and the key in base64
 */
export async function signWebhook(
  id: string,
  body: string,
  secret: string,
  now = Date.now(),
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const bytes = Uint8Array.from(atob(secret.replace('whsec_', '')), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`,
  };
}
