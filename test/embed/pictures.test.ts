import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('shows only pictures that exist in the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/(?:src|srcset)="(public\/pictures\/[\w-]+\.png)"/g)].map(([, path]) => path!);

  expect(shown.length).toBeGreaterThan(0);
  for (const path of shown) expect(existsSync(join(root, path)), path).toBe(true);
});
