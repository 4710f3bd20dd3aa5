import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { BROWSER_FOLDER, browserFilePaths, fetchedVersionOf, isScriptFile, packageVersion } from './browser-files.ts';
import { integrityOf } from './hashes.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** What `dist/embed/integrity.json` says about a build. */
export interface Integrity {
  /** The package's version. */
  version: string;
  /** The commit that was built; missing when the files did not come from a clean checkout. */
  commit?: string;
  /** The browser files by name. */
  files: Record<string, FileIntegrity>;
}

/** What `dist/embed/integrity.json` says about a browser file. */
export interface FileIntegrity {
  /** The file's size, not compressed. */
  bytes: number;
  /** The hash, in the format of an `integrity` attribute. */
  integrity: string;
  /** The tag that loads exactly this file; `https://RELAY` stands for the relay's address. */
  tag: string;
}

/**
 * Gives the tag that loads exactly this build of a browser file.
 *
 * @param attributes - further attributes of a script tag, for example the options
 */
export function pinnedTag(path: string, attributes = ''): string {
  const url = `https://RELAY/${basename(path)}`;
  const pin = `integrity="${integrityOf(path)}" crossorigin`;
  if (isScriptFile(path)) return `<script async src="${url}" ${pin}${attributes && ` ${attributes}`}></script>`;
  return `<link rel="modulepreload" href="${url}?v=${fetchedVersionOf(path)}" ${pin}>`;
}

/** Writes `dist/embed/integrity.json`, from which a site or a script can pin the browser files. */
export function writeIntegrity(): void {
  const version = packageVersion();
  const commit = readCommit();
  const files = browserFilePaths().map((path): [string, FileIntegrity] => [
    basename(path),
    { bytes: statSync(path).size, integrity: integrityOf(path), tag: pinnedTag(path) },
  ]);
  const integrity: Integrity = { version, ...(commit && { commit }), files: Object.fromEntries(files) };
  writeFileSync(join(ROOT, BROWSER_FOLDER, 'integrity.json'), `${JSON.stringify(integrity, null, 2)}\n`);
}

/** Gives the commit of a clean checkout; `undefined` when a file is changed, or this is not a checkout. */
function readCommit(): string | undefined {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  const head = git('rev-parse', '--show-prefix', 'HEAD');
  const [prefix, commit] = head.stdout?.split('\n') ?? [];
  // A prefix means that this folder lies inside somebody else's repository.
  if (head.status !== 0 || prefix !== '') return undefined;
  return git('status', '--porcelain').stdout === '' ? commit : undefined;
}
