import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** What the README's pictures show is made of these. */
const SOURCES = [
  'build/pictures.mjs',
  'src/messages/ar.ts',
  'src/messages/en.ts',
  ...readdirSync(join(ROOT, 'src/widget'))
    .filter((name) => /\.(css|tsx)$/.test(name))
    .map((name) => `src/widget/${name}`),
].sort();

/** The file in which the pictures say what they were taken of. */
export const RECORD = join(ROOT, 'public/pictures/taken-of.sha256');

/** @returns {string} a hash of all that the pictures show, as hex */
export function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES) hash.update(`${path}\n`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}
