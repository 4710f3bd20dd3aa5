import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanLicences } from '../../build/release/licence-scan.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  mkdirSync(join(folder, 'dist/relay'), { recursive: true });
  const sources = ['../src/a.ts', '../node_modules/hono/a.js', '../node_modules/a/node_modules/@x/redis/b.js', null];
  writeFileSync(join(folder, 'dist/relay/node.js.map'), JSON.stringify({ sources }));
});

afterEach(() => rmSync(folder, { recursive: true }));

const writeNotices = (path: string, ...packages: string[]) => writeFileSync(join(folder, path), packages.join('\n'));

describe('scanLicences', () => {
  it('accepts code of packages that the notices beside it name', () => {
    writeNotices('dist/relay/notices.txt', 'hono 1.0.0 (MIT)', '@x/redis 1.0.0 (ISC)');

    expect(scanLicences(folder, () => '1.0.0')).toEqual({ scanned: ['@x/redis@1.0.0', 'hono@1.0.0'], problems: [] });
  });

  it('reports code of a package that is not named', () => {
    writeNotices('dist/relay/notices.txt', '@x/redis 1.0.0 (ISC)', 'hono-extra 1.0.0 (MIT)');

    expect(scanLicences(folder, () => '1.0.0').problems).toEqual([
      'node.js holds code of hono@1.0.0, which no notices file beside it names',
    ]);
  });

  it('reports code of another version than the one that is named', () => {
    writeNotices('dist/relay/notices.txt', 'hono 0.9.0 (MIT)', '@x/redis 1.0.0 (ISC)');

    expect(scanLicences(folder, () => '1.0.0').problems).toHaveLength(1);
  });

  it('asks for the version of a package inside another one by its path', () => {
    const paths: string[] = [];

    scanLicences(folder, (path) => {
      paths.push(path);
      return '1.0.0';
    });

    expect(paths).toEqual(['node_modules/hono', 'node_modules/a/node_modules/@x/redis']);
  });

  it('does not count the notices of another folder', () => {
    writeNotices('dist/notices.txt', 'hono 1.0.0 (MIT)', '@x/redis 1.0.0 (ISC)');

    expect(scanLicences(folder, () => '1.0.0').problems).toHaveLength(2);
  });
});
