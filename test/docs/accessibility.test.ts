import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './pages.js';

it('docs/accessibility.md shows the transcript that the screen-reader tests expect', () => {
  const transcript = readFileSync(join(ROOT, 'test/screen-reader/flows/missing.firefox.txt'), 'utf8');

  const page = readFileSync(join(ROOT, 'docs/accessibility.md'), 'utf8');

  expect(page).toContain(`\`\`\`text\n${transcript}\`\`\``);
});

/** The success criteria of WCAG 2.2, levels A and AA. */
const CRITERIA = [
  ...[
    '1.1.1',
    '1.2.1',
    '1.2.2',
    '1.2.3',
    '1.2.4',
    '1.2.5',
    '1.3.1',
    '1.3.2',
    '1.3.3',
    '1.3.4',
    '1.3.5',
    '1.4.1',
    '1.4.2',
  ],
  ...['1.4.3', '1.4.4', '1.4.5', '1.4.10', '1.4.11', '1.4.12', '1.4.13', '2.1.1', '2.1.2', '2.1.4', '2.2.1', '2.2.2'],
  ...[
    '2.3.1',
    '2.4.1',
    '2.4.2',
    '2.4.3',
    '2.4.4',
    '2.4.5',
    '2.4.6',
    '2.4.7',
    '2.4.11',
    '2.5.1',
    '2.5.2',
    '2.5.3',
    '2.5.4',
  ],
  ...[
    '2.5.7',
    '2.5.8',
    '3.1.1',
    '3.1.2',
    '3.2.1',
    '3.2.2',
    '3.2.3',
    '3.2.4',
    '3.2.6',
    '3.3.1',
    '3.3.2',
    '3.3.3',
    '3.3.4',
  ],
  ...['3.3.7', '3.3.8', '4.1.2', '4.1.3'],
];

it('docs/accessibility.md has a verdict for every criterion of WCAG 2.2, levels A and AA', () => {
  const [, report] = readFileSync(join(ROOT, 'docs/accessibility.md'), 'utf8').split('### Level A\n');
  const [both] = report!.split('### Level AAA');
  const rows = both!.split('\n').filter((line) => /^\| \d/.test(line));

  const judged = rows
    .filter((row) => /^\| [^|]+ \| (supports|partly|not applicable)/.test(row))
    .flatMap((row) => row.split('|')[1]!.match(/\d\.\d\.\d+/g) ?? []);

  expect(judged).toHaveLength(new Set(judged).size);
  expect(judged).toEqual(expect.arrayContaining(CRITERIA));
});
