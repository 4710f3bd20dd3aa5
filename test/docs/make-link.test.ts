import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLink } from '../../src/relay/links/link-token.js';
import { codeBlocks } from './pages.js';

const SECRET = 'a-secret-of-at-least-32-bytes-for-tests';
const ARGUMENTS = `"visitor-1", 343, "8107", "https://feedback.example.com", "${SECRET}"`;

const folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-link-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How each language of docs/links.md runs its block: the arguments of the command, given the code. */
const LANGUAGES = [
  {
    language: 'js',
    command: 'node',
    argumentsFor: (code: string) => [
      '--input-type=module',
      '-e',
      `${code}process.stdout.write(makeLink(${ARGUMENTS}))`,
    ],
  },
  {
    language: 'python',
    command: 'python3',
    argumentsFor: (code: string) => ['-c', `${code}print(make_link(${ARGUMENTS}), end='')`],
  },
  {
    language: 'php',
    command: 'php',
    argumentsFor: (code: string) => ['-r', `${code}echo make_link(${ARGUMENTS});`],
  },
  {
    language: 'go',
    command: 'go',
    argumentsFor(code: string) {
      const path = join(folder, 'link.go');
      writeFileSync(path, `package main\n${code}func main() { print(makeLink(${ARGUMENTS})) }`);
      return ['run', path];
    },
  },
];

describe('the code in docs/links.md that makes a link', () => {
  it.for(LANGUAGES)(
    'makes one that the relay accepts, in $language',
    // Go compiles the program first.
    { timeout: 60_000 },
    async ({ language, command, argumentsFor }, { skip }) => {
      const block = codeBlocks(language).find(
        ({ where, code }) => where.startsWith('docs/links.md') && /make_?link/i.test(code),
      );
      if (spawnSync(command, ['--version']).error) skip(`${command} is not installed`);

      const { stdout, stderr } = spawnSync(command, argumentsFor(block!.code), { encoding: 'utf8' });

      // Go's print() writes to stderr.
      const [page, token] = (stdout || stderr).split('#');
      expect(page).toBe('https://feedback.example.com/rate');
      expect(await readLink(token!, { secrets: [SECRET], maxDays: 7 }, Date.now())).toEqual({
        state: 'valid',
        link: { authId: 'visitor-1', businessId: 343, id: '8107' },
      });
    },
  );
});
