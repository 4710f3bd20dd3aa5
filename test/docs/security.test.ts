import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './pages.js';

/** Every test that the documents name, by file and title. */
const NAMED = ['docs/security.md', 'docs/accessibility.md', 'docs/integration-checklist.md']
  .filter((page) => existsSync(join(ROOT, page)))
  .flatMap((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    return [...text.matchAll(/`(test\/[\w./-]+)`: "([^"]+)"/g)].map(([, file, title]) => ({
      page,
      file: file!,
      title: title!,
    }));
  });

describe('a test that a document names', () => {
  it.each(NAMED)('exists: $file, "$title" ($page)', ({ file, title }) => {
    expect(readFileSync(join(ROOT, file), 'utf8').replaceAll("\\'", "'")).toContain(title);
  });

  it('is one of more than 20', () => {
    expect(NAMED.length).toBeGreaterThan(20);
  });
});
