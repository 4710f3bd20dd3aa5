import { readFileSync } from 'node:fs';

/** What `GET /version.json` answers. */
export interface Version {
  /** The package's version. */
  version: string;
  /** The commit that was built; missing when the build did not know it. */
  commit?: string;
  /** The browser files that this relay serves, by name. */
  files: Record<string, { bytes: number; integrity: string }>;
}

/** Reads the package's version. */
export function readPackageVersion(): string {
  return (readJson(new URL('../../package.json', import.meta.url)) as { version: string }).version;
}

/**
 * Reads what this relay is and which browser files it serves.
 *
 * @param integrityFile - written by the build; without it `files` is empty
 */
export function readVersion(integrityFile: URL): Version {
  const version = readPackageVersion();
  try {
    const { commit, files } = readJson(integrityFile) as Version;
    const withoutTags = Object.entries(files).map(([name, { bytes, integrity }]) => [name, { bytes, integrity }]);
    return { version, ...(commit !== undefined && { commit }), files: Object.fromEntries(withoutTags) };
  } catch {
    return { version, files: {} };
  }
}

function readJson(url: URL): unknown {
  return JSON.parse(readFileSync(url, 'utf8'));
}
