import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBuilder } from 'vite';
import { relayEnvironments } from '../../build/relay.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The version of a package with a built relay. */
export const BUILT_VERSION = '1.2.3';

/** A relay that was built into a temporary folder. */
export interface BuiltRelay {
  /** The folder of index.js, worker.js and node.js. `embed` and `playground` are beside it, as in the package. */
  readonly folder: string;
  remove(): void;
}

/** The built files by name. The test files of a process share them, and so build once. */
let building: Promise<Map<string, Buffer>> | undefined;

/**
 * Builds the relay into a folder outside the repository, where it finds no dependency that it forgot to bundle.
 *
 * @param files - contents of browser files by path, as in `embed/haptik-feedback.js`
 */
export async function buildRelay(files: Record<string, string> = {}): Promise<BuiltRelay> {
  building ??= build();
  const built = await building;
  const root = mkdtempSync(join(tmpdir(), 'relay-'));
  const folder = join(root, 'dist/relay');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of built) writeFileSync(join(folder, name), content);
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', version: BUILT_VERSION }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, 'dist', path, '..'), { recursive: true });
    writeFileSync(join(root, 'dist', path), content);
  }
  return { folder, remove: () => rmSync(root, { recursive: true, force: true }) };
}

async function build(): Promise<Map<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'relay-build-'));
  const builder = await createBuilder({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    environments: relayEnvironments(folder),
  });
  await builder.build(builder.environments.relay!);
  await builder.build(builder.environments.relayNode!);
  const built = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  rmSync(folder, { recursive: true });
  return built;
}
