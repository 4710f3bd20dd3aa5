import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pageOf, ROOT } from './pages.js';

/** The largest number of files that a rating may pass through on its way to Haptik. */
const FILES_MAX = 16;

const { text } = pageOf('docs/architecture.md');

/** One numbered step of a path: the files and the code that it names. */
interface Step {
  step: string;
  files: string[];
  code: string[];
}

/** Returns the steps of the numbered list below a heading. */
function stepsBelow(heading: string): Step[] {
  const section = text.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  return [...section.matchAll(/^\d+\. ((?:.+\n)(?: +.+\n)*)/gm)].map(([, step]) => {
    const quoted = [...step!.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
    const files = quoted.filter((code) => code.startsWith('src/'));
    return { step: step!.split(':')[0]!, files, code: quoted.filter((code) => !code.startsWith('src/')) };
  });
}

const RATING = stepsBelow('The path of a rating, from the star to Haptik');
const DUPLICATE = stepsBelow('The path of `duplicate` back');

describe('the paths through the code', () => {
  it('have more than a few steps', () => {
    expect(RATING.length).toBeGreaterThan(10);
    expect(DUPLICATE.length).toBeGreaterThan(5);
  });

  it.each([...RATING, ...DUPLICATE])('name code that exists in the named file: $step', ({ files, code }) => {
    for (const file of files) {
      const source = readFileSync(join(ROOT, file), 'utf8');
      for (const name of code) expect(source, `${file}: ${name}`).toContain(name.replace(/\(.*\)$/, '('));
    }
  });

  it(`lead a rating through at most ${FILES_MAX} files`, () => {
    const runtimes = RATING.at(-1)!.files.length;
    const files = new Set(RATING.flatMap(({ files }) => files));

    // The last step names one file for each runtime. A rating passes through only one of them.
    expect(files.size - (runtimes - 1)).toBeLessThanOrEqual(FILES_MAX);
  });
});

describe('the layers', () => {
  const named = [...text.matchAll(/^\| `(src\/[\w/]+)` \|/gm)].map(([, folder]) => folder!);

  it('are folders that exist', () => {
    expect(named.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });

  it('include all folders of src', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());

    expect(named).toEqual(expect.arrayContaining(folders.map(({ name }) => `src/${name}`)));
  });
});
