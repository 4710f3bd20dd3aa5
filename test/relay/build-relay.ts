import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBuilder } from 'vite';
import { relayEnvironments } from '../../build/relay.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface BuiltRelay {
  /** The folder of index.js, worker.js and node.js. `embed` and `playground` are beside it, as in the package. */
  readonly folder: string;
  remove(): void;
}

/**
 * Builds the relay into a folder outside the repository, where it finds no dependency that it forgot to bundle.
 *
 * @param files - contents of browser files by path, as in `embed/haptik-feedback.js`
 */
export async function buildRelay(files: Record<string, string> = {}): Promise<BuiltRelay> {
  const root = mkdtempSync(join(tmpdir(), 'relay-'));
  const folder = join(root, 'dist/relay');
  const builder = await createBuilder({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    environments: relayEnvironments(folder),
  });
  await builder.build(builder.environments.relay!);
  await builder.build(builder.environments.relayNode!);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', version: '1.2.3' }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, 'dist', path, '..'), { recursive: true });
    writeFileSync(join(root, 'dist', path), content);
  }
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}
