import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
let folder: string;

/** Unpacks the package as npm would publish it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'haptik-feedback-licences-'));
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const packed = execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync('tar', ['-xzf', filename], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(folder, 'package', path), 'utf8');
const scriptsIn = (path: string) =>
  readdirSync(join(folder, 'package', path))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `${path}/${name}`);

/** Returns the packages whose code a built file contains, according to its source map. */
function packagesIn(script: string): string[] {
  // A file that only re-exports has no source map.
  if (!existsSync(join(folder, 'package', `${script}.map`))) return [];
  const { sources } = JSON.parse(read(`${script}.map`)) as { sources: string[] };
  const paths = sources.map(
    (source) => /node_modules\/((?:.+\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1],
  );
  return [...new Set(paths)].filter((path) => path !== undefined);
}

const nameOf = (path: string) => path.split('/node_modules/').at(-1)!;
const installedVersion = (path: string) =>
  (JSON.parse(readFileSync(join(ROOT, 'node_modules', path, 'package.json'), 'utf8')) as { version: string }).version;

describe('the packed package', () => {
  it('contains its own licence', () => {
    expect(read('LICENSE')).toContain('MIT License');
  });

  it.each([
    ['dist/embed', 'dist/embed/haptik-feedback.notices.txt', ['ky', 'preact', '@preact/signals-core']],
    ['dist/relay', 'dist/relay/notices.txt', ['hono', 'pino', 'ioredis', 'jose', 'rate-limiter-flexible']],
  ])('names every package whose code is in %s, with its licence', (folderPath, notices, expected) => {
    const paths = [...new Set(scriptsIn(folderPath).flatMap(packagesIn))];

    expect(paths).toEqual(expect.arrayContaining(expected));
    for (const path of paths) expect(read(notices)).toContain(`\n${nameOf(path)} ${installedVersion(path)} (`);
  });

  it('keeps a notice for each package that the playground bundles', () => {
    for (const name of ['ky', 'preact', '@preact/signals', '@preact/signals-core']) {
      expect(read('dist/playground/notices.txt')).toContain(`\n${name} ${installedVersion(name)} (MIT)`);
    }
  });

  it('names the notices in each browser file that contains foreign code, and in no other', () => {
    const comment = '/*! haptik-feedback.notices.txt */';

    for (const script of scriptsIn('dist/embed')) {
      expect([script, read(script).startsWith(comment)]).toEqual([script, packagesIn(script).length > 0]);
    }
  });
});
