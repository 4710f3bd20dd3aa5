import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashOfSources, RECORD } from '../../build/picture-sources.mjs';

const root = join(import.meta.dirname, '../..');

test("the README's pictures are there, and of the form as it is: else run `npm run pictures`", () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/src="(public\/pictures\/[\w-]+\.png)"/g)].map(([, path]) => path!);
  expect(shown.length).toBeGreaterThanOrEqual(5);
  for (const path of shown) expect(existsSync(join(root, path)), path).toBe(true);
  expect(readFileSync(RECORD, 'utf8').trim()).toBe(hashOfSources());
});
