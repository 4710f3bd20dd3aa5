import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGES, ROOT } from './pages.js';

it('the documents show every picture of public/pictures, and no other', () => {
  const pictures = readdirSync(join(ROOT, 'public/pictures'));

  const shown = PAGES.flatMap(({ text }) =>
    [...text.matchAll(/(?:src|srcset)="(?:\.\.\/)?public\/pictures\/([^"]+)"/g)].map(([, name]) => name!),
  );

  expect(pictures.length).toBeGreaterThanOrEqual(5);
  expect([...new Set(shown)].sort()).toEqual(pictures.sort());
});
