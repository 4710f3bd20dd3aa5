/**
 * Names the place where one visitor's memory is kept. A visitor is known by relay and user, of which the name gives
 * nothing away at a glance: it is a hash (64 bits, two rounds of FNV-1a, which also exists where `crypto.subtle` does
 * not).
 */
export function scopeOf(relayUrl: string, visitor: string): string {
  const text = `${relayUrl}\n${visitor}`;
  return [0x811c9dc5, 0x5bd1e995].map((seed) => fnv1a(text, seed).toString(36)).join('');
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // The last characters have to reach every bit, too.
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
