import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT } from './pages.js';

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

  it('names only source files that exist', () => {
    const named = [...text.matchAll(/`((?:src|test|build|public|docs)\/[\w./-]+\.\w+)`/g)].map(([, name]) => name!);

    expect(named.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
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
