import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { codeBlocks } from './pages.js';

const SECRET = 'a-secret-of-at-least-32-bytes-for-tests';

const folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-sign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How each language of docs/identity.md runs its block: the arguments of the command, given a program as text. */
const LANGUAGES = [
  {
    language: 'js',
    command: 'node',
    argumentsFor: (code: string) => [
      '--input-type=module',
      '-e',
      `${code}process.stdout.write(signVisitor('visitor-1', '${SECRET}'))`,
    ],
  },
  {
    language: 'python',
    command: 'python3',
    argumentsFor: (code: string) => ['-c', `${code}print(sign_visitor('visitor-1', '${SECRET}'), end='')`],
  },
  {
    language: 'php',
    command: 'php',
    argumentsFor: (code: string) => ['-r', `${code}echo sign_visitor('visitor-1', '${SECRET}');`],
  },
  {
    language: 'go',
    command: 'go',
    argumentsFor(code: string) {
      const path = join(folder, 'sign.go');
      writeFileSync(path, `package main\n${code}func main() { print(signVisitor("visitor-1", "${SECRET}")) }`);
      return ['run', path];
    },
  },
];

describe('the code in docs/identity.md that signs a visitor', () => {
  it.for(LANGUAGES)(
    'makes a token that the relay accepts, in $language',
    // Go compiles the program first.
    { timeout: 60_000 },
    async ({ language, command, argumentsFor }, { skip }) => {
      const block = codeBlocks(language).find(
        ({ where, code }) => where.startsWith('docs/identity.md') && /sign_?visitor/i.test(code),
      );
      if (spawnSync(command, ['--version']).error) skip(`${command} is not installed`);

      const { stdout, stderr } = spawnSync(command, argumentsFor(block!.code), { encoding: 'utf8' });

      // Go's print() writes to stderr.
      const { payload } = await jwtVerify(stdout || stderr, new TextEncoder().encode(SECRET), {
        requiredClaims: ['exp'],
      });
      expect(payload.auth_id).toBe('visitor-1');
    },
  );
});
