import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT } from './pages.js';

/** A path in the repository, in code font. Paths below `dist` are left out, because a build makes them. */
const IN_REPOSITORY =
  /`((?:src|test|build|public|docs)(?:\/[\w.-]+)*\/?|\.ci\/run|biome\.json|package\.json|[A-Z]+\.md)`/g;
/** A part of a path that the reader replaces, as in `src/relay/NAME.ts`. */
const PLACEHOLDER = /\b(NAME|TAG)\b/;

describe.each(PAGES)('$path', ({ path, text }) => {
  it('links only to files and headings that exist', () => {
    const broken: string[] = [];
    for (const [, target] of text.matchAll(/(?:\]\(|src(?:set)?=")([^)"\s]+)[)"]/g)) {
      if (/^https?:/.test(target!)) continue;
      const [file, heading] = target!.split('#');
      const linked = file ? join(ROOT, dirname(path), file) : join(ROOT, path);
      if (!existsSync(linked)) broken.push(target!);
      else if (heading && !headingsOf(readFileSync(linked, 'utf8')).includes(heading)) broken.push(target!);
    }

    expect(broken).toEqual([]);
  });

  it('names only files and folders of the repository that exist', () => {
    const named = [...text.matchAll(IN_REPOSITORY)].map(([, name]) => name!);

    const missing = named.filter((name) => !PLACEHOLDER.test(name) && !existsSync(join(ROOT, name)));
    expect(missing).toEqual([]);
  });
});

/** The anchors that GitHub gives to the headings of a document. */
function headingsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
