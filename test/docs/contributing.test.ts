import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MESSAGE_KEYS } from '../../src/feedback/problem.js';
import { pageOf, ROOT } from './pages.js';

const { text } = pageOf('CONTRIBUTING.md');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Returns the rows of the tables below a heading, as texts. */
function rowsBelow(page: string, heading: string): string[] {
  const section = pageOf(page).text.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return section.split('\n').filter((line) => line.startsWith('| `'));
}

describe('the commands of CONTRIBUTING.md', () => {
  it('are the scripts of package.json', () => {
    const rows = rowsBelow('CONTRIBUTING.md', 'Commands').map((row) => row.split(' | ')[0]!);
    const named = rows.flatMap((row) => [...row.matchAll(/`npm (?:run )?([\w:-]+)`/g)].map(([, name]) => name!));

    const wanted = Object.keys(scripts).filter((name) => name !== 'prepack');
    expect(named.sort()).toEqual(wanted.sort());
  });
});

describe('the layout of CONTRIBUTING.md', () => {
  it('names folders that exist', () => {
    const folders = [...text.matchAll(/^\| `([\w/]+)` \|/gm)].map(([, folder]) => folder!);

    expect(folders).toContain('src');
    expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });
});

describe('the problem kinds', () => {
  it('are the rows of docs/reliability.md', () => {
    const kinds = rowsBelow('docs/reliability.md', 'Problems').map((row) => /`([\w-]+)`/.exec(row)![1]!);

    expect(kinds.sort()).toEqual(Object.keys(MESSAGE_KEYS).sort());
  });

  it('are the outcomes in docs/relay.md, together with every reason to refuse a post', () => {
    const cells = rowsBelow('docs/relay.md', 'Metrics').map((row) => row.split(' | ')[0]!);
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name!));
    const refusal = readFileSync(join(ROOT, 'src/relay/http/refusal.ts'), 'utf8');
    const reasons = [...refusal.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, reason]) => reason!);

    // The browser decides `expired`, so the relay never logs it. `method` refuses requests that are not posts.
    const kinds = Object.keys(MESSAGE_KEYS).filter((kind) => kind !== 'expired');
    const posted = reasons.filter((reason) => reason !== 'method');
    expect(reasons.length).toBeGreaterThan(10);
    const others = ['recorded', 'accepted', 'ignored', 'timeout', 'internal-error'];
    expect(named.sort()).toEqual([...new Set([...kinds, ...posted, ...others])].sort());
  });
});
