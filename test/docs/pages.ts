import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A document and its text. */
export interface Page {
  /** The path from the root of the repository. */
  path: string;
  text: string;
}

/** A fenced code block. */
export interface CodeBlock {
  /** The document and the line, as `docs/relay.md:12`. */
  where: string;
  language: string;
  code: string;
}

/** Every document that a user or a contributor reads. */
export const PAGES: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

/** Returns a document by its path. */
export function pageOf(path: string): Page {
  return PAGES.find((page) => page.path === path)!;
}

/** Returns the code blocks of all documents that are written in one of these languages. */
export function codeBlocks(...languages: string[]): CodeBlock[] {
  return PAGES.flatMap(({ path, text }) =>
    [...text.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms)].map((match) => ({
      where: `${path}:${text.slice(0, match.index).split('\n').length}`,
      language: match[2]!,
      code: match[3]!.replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''),
    })),
  ).filter(({ language }) => languages.includes(language));
}
