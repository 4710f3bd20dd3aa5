/**
 * Returns the name under which one visitor's memory is stored. It depends on the relay and the user.
 *
 * The name is a hash, so it does not show who the user is. It joins two 32-bit FNV-1a hashes with different seeds, because
 * `crypto.subtle` is missing on pages without HTTPS.
 */
export function scopeOf(relayUrl: string, visitor: string): string {
  const text = `${relayUrl}\n${visitor}`;
  return [0x811c9dc5, 0x5bd1e995].map((seed) => fnv1a(text, seed).toString(36)).join('');
}

/** Returns a number from 0 to below 100 that is always the same for a scope. */
export function shareOf(scope: string): number {
  return (fnv1a(scope, 0x9747b28c) / 2 ** 32) * 100;
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Mixes the last characters into all bits.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
