import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP } from '../../src/feedback/help.js';

const ROOT = join(import.meta.dirname, '../..');
const TROUBLESHOOTING = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');

/** The arguments of each message for a site's developer, by file. Lines of the option `debug` are left out. */
const MESSAGES = ['embed', 'feedback', 'memory', 'messages', 'transport', 'widget']
  .flatMap((folder) =>
    readdirSync(join(ROOT, 'src', folder), { recursive: true }).map((file) => `src/${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/console\.(?:error|warn|info)\(\s*([`'][^;]+)\);/g)]
      .map(([, message]) => ({ file, message: message! }))
      .filter(({ message }) => !/haptik-feedback: (\$\{text\}|options')/.test(message)),
  );

describe('console messages', () => {
  it('are found', () => {
    expect(MESSAGES.length).toBeGreaterThanOrEqual(6);
  });

  it.each(MESSAGES)('end with a link to docs/troubleshooting.md: $file $message', ({ message }) => {
    expect(message).toMatch(/\$\{HELP\}/);
  });

  it('link to a page that the package contains', () => {
    const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };

    expect(HELP).toMatch(/\/docs\/troubleshooting\.md$/);
    expect(files).toContain('docs/*.md');
  });

  it.each([
    'the script has no data-relay-url',
    'target must be an element or selector',
    'NAME must be',
    'identityToken must return a token',
    'does its ALLOWED_ORIGINS name',
    'This page has an opaque origin',
  ])('are explained in docs/troubleshooting.md: %s', (text) => {
    expect(TROUBLESHOOTING).toMatch(new RegExp(`^\\| \`${text}`, 'm'));
  });
});
