import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './pages.js';

it('shows the transcript of the tests in docs/accessibility.md', () => {
  const transcript = readFileSync(join(ROOT, 'test/screen-reader/flows/missing.firefox.txt'), 'utf8');

  const page = readFileSync(join(ROOT, 'docs/accessibility.md'), 'utf8');

  expect(page).toContain(`\`\`\`text\n${transcript}\`\`\``);
});
