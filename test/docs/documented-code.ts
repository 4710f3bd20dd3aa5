import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeBlocks } from './pages.js';

/** The languages in which the documents show code for a server. */
export const SERVER_LANGUAGES = ['js', 'python', 'php', 'go'] as const;

type ServerLanguage = (typeof SERVER_LANGUAGES)[number];

/** The command of each language, and the arguments with which it runs code and prints the result of a call. */
const RUNNERS: Record<
  ServerLanguage,
  { command: string; args: (code: string, call: string, folder: string) => string[] }
> = {
  js: {
    command: 'node',
    args: (code, call) => ['--input-type=module', '-e', `${code}process.stdout.write(${call})`],
  },
  python: { command: 'python3', args: (code, call) => ['-c', `${code}print(${call}, end='')`] },
  php: { command: 'php', args: (code, call) => ['-r', `${code}echo ${call};`] },
  go: {
    command: 'go',
    args(code, call, folder) {
      const path = join(folder, 'main.go');
      writeFileSync(path, `package main\n${code}func main() { print(${call}) }`);
      return ['run', path];
    },
  },
};

/**
 * Calls a function that a document defines.
 *
 * @param page - the document's path
 * @param name - the function's name in camel case; Python and PHP have it in snake case
 * @param values - its arguments, texts and numbers
 * @returns what the function returned; `undefined` when the language is not installed
 */
export function callDocumentedFunction(
  language: ServerLanguage,
  page: string,
  name: string,
  values: readonly (string | number)[],
): string | undefined {
  const { command, args } = RUNNERS[language];
  if (spawnSync(command, ['--version']).error) return undefined;
  const isSnakeCase = language === 'python' || language === 'php';
  const spelled = isSnakeCase ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name;
  const call = `${spelled}(${values.map((value) => JSON.stringify(value)).join(', ')})`;
  const { code } = codeBlocks(language).find(
    (block) => block.where.startsWith(`${page}:`) && block.code.includes(`${spelled}(`),
  )!;
  const folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-code-'));
  try {
    const { stdout, stderr } = spawnSync(command, args(code, call, folder), { encoding: 'utf8' });
    // Go's print() writes to stderr.
    return stdout || stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
