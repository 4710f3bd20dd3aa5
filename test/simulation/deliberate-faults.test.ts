import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAULTS } from './deliberate-faults.mjs';

test.each(FAULTS)('"$name" can be put into $file', ({ file, find, replace }) => {
  const code = readFileSync(file, 'utf8');

  expect(code.split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});
