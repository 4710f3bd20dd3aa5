import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = ['src', 'build', 'vite.config.ts', 'package-lock.json'];
/** The file that the build writes last. */
const BUILT = 'dist/relay/node.js';

/**
 * Builds the browser files and the relay if a source is newer. Ends the process when the build fails.
 *
 * @param {(line: string) => void} report - receives a line of progress
 */
export function buildIfStale(report) {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (!SOURCES.some((source) => newestChange(source) > built)) return;
  report('building the browser files and the relay …');
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--app', '--logLevel', 'error'];
  const { status, stdout, stderr } = spawnSync(process.execPath, vite, { encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${stdout}${stderr}`);
  process.exit(1);
}

/**
 * Finds the newest change in a file or a folder.
 *
 * @param {string} path
 * @returns {number} milliseconds since the epoch
 */
function newestChange(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newestChange(join(path, name))));
}
