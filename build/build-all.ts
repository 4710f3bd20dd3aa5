import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ViteBuilder } from 'vite';
import { BROWSER_ENVIRONMENTS, BROWSER_FOLDER, browserFilePaths } from './browser-files.ts';
import { checkBudgets } from './budgets.ts';
import { writeIntegrity } from './integrity.ts';
import { writeNotices } from './notices.ts';
import { completePackage } from './package.ts';
import { relayEnvironments } from './relay.ts';
import { printSnippets } from './snippets.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Several environments write to these folders, so no environment may empty them. */
const SHARED_FOLDERS = [BROWSER_FOLDER, 'dist/relay'];

/**
 * Builds the browser files, the npm package, the playground (`client`) and the relay, one after another.
 *
 * @throws {Error} when a browser file is over its budget, or contains code under a licence that is not accepted
 */
export async function buildAll({ build, environments }: ViteBuilder): Promise<void> {
  for (const folder of SHARED_FOLDERS) rmSync(join(ROOT, folder), { recursive: true, force: true });
  for (const name of [...BROWSER_ENVIRONMENTS, 'package', 'client', ...Object.keys(relayEnvironments())]) {
    await build(environments[name]!);
  }
  completePackage(ROOT);
  writeNotices();
  writeIntegrity();
  printSnippets();
  checkBudgets(browserFilePaths());
}
