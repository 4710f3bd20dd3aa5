import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Finds foreign code in a package that no notices file of its folder names. The source maps say whose code a file holds:
 * another source than the list from which the build writes the notices.
 *
 * @param {string} folder - the unpacked package
 * @param {(path: string) => string} versionOf - tells the version of the package at a path, as in `node_modules/hono`
 * @returns {{scanned: string[], problems: string[]}} the packages that were found, as `name@version`, and a sentence for
 *   each one that is not named
 */
export function scanLicences(folder, versionOf) {
  /** @type {Set<string>} */
  const scanned = new Set();
  /** @type {Set<string>} */
  const problems = new Set();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map(({ parentPath, path, name }) => join(parentPath ?? path, name));
  for (const map of files.filter((file) => file.endsWith('.map'))) {
    const place = join(map, '..');
    const notices = files.filter((file) => join(file, '..') === place && /notices\.txt$/.test(file));
    const text = notices.map((file) => readFileSync(file, 'utf8')).join('\n');
    for (const path of packagesInMap(readFileSync(map, 'utf8'))) {
      const name = /** @type {string} */ (path.split('node_modules/').at(-1));
      const version = versionOf(path);
      scanned.add(`${name}@${version}`);
      if (text.split('\n').some((line) => line.startsWith(`${name} ${version} (`))) continue;
      problems.add(`${basename(map, '.map')} holds code of ${name}@${version}, which no notices file beside it names`);
    }
  }
  return { scanned: [...scanned].sort(), problems: [...problems] };
}

/**
 * Reads where the packages are whose code a file holds.
 *
 * @param {string} map - a source map
 * @returns {string[]} as in `node_modules/hono`; a package inside another one keeps both names
 */
function packagesInMap(map) {
  /** @type {{sources?: (string | null)[]}} */
  const { sources = [] } = JSON.parse(map);
  const paths = sources.map(
    (source) => /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(source ?? '')?.[0],
  );
  return [...new Set(paths.filter((path) => path !== undefined))];
}
