import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { BROWSER_FOLDER } from './browser-files.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** The licences that code inside the built files may have. Each requires only that its notice is kept. */
export const ACCEPTED_LICENCES = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/** The notices file of the browser files. The relay serves it beside them. */
export const BROWSER_NOTICES = 'haptik-feedback.notices.txt';

/** The notices file of each folder of built files; `null` where all code must be ours. */
const NOTICES_FILES: Record<string, string | null> = {
  [BROWSER_FOLDER]: BROWSER_NOTICES,
  'dist/relay': 'notices.txt',
  'dist/playground': 'notices.txt',
  'dist/package': null,
};

/** A package whose code is inside built files, as Vite's `build.license` writes it. */
export interface BundledPackage {
  name: string;
  version: string;
  /** An SPDX identifier; missing when the package names none. */
  identifier?: string;
  /** The text of the package's licence file; missing when it has none. */
  text?: string;
}

/** Code that the build tools generate and add to bundles. Vite lists imported packages only, so it misses this code. */
const HELPERS = [
  { modules: /^\0rolldown\/runtime\.js$/, title: 'rolldown (helpers)', file: 'node_modules/rolldown/LICENSE' },
  {
    modules: /^\0rolldown\/runtime\.js$/,
    title: 'esbuild (helpers)',
    file: 'node_modules/rolldown/THIRD-PARTY-LICENSE',
  },
  { modules: /^\0vite\//, title: 'vite (helpers)', file: 'node_modules/vite/LICENSE.md' },
  { modules: /^\0@oxc-project\+runtime@/, title: 'Babel (helpers)', file: 'build/notices/babel-helpers.txt' },
];

/** Creates a plugin that makes Vite write a list of the packages in each environment's files, into their folder. */
export function listPackages(): Plugin {
  return {
    name: 'list-packages',
    configEnvironment: (environment) => ({ build: { license: { fileName: `packages-of-${environment}.json` } } }),
  };
}

/**
 * Tells whether a bundled module is somebody else's code.
 *
 * @param id - a module's id in the bundler
 * @throws {Error} when a build tool added a module whose licence this file does not know
 */
export function isForeignModule(id: string): boolean {
  if (!id.startsWith('\0')) return id.includes('/node_modules/');
  if (HELPERS.some(({ modules }) => modules.test(id))) return true;
  if (id === '\0lean-jsx-runtime') return false;
  throw new Error(`The build tools added ${id.slice(1)}. Add its licence to HELPERS in build/notices.ts.`);
}

/**
 * Returns a comment of at most 40 bytes that names the notices file.
 *
 * @param moduleIds - the modules of a browser file
 * @returns `undefined` when all of the file's code is ours
 */
export function noticesComment(moduleIds: readonly string[]): string | undefined {
  return moduleIds.some(isForeignModule) ? `/*! ${BROWSER_NOTICES} */` : undefined;
}

/**
 * Writes the text of a notices file.
 *
 * @throws {Error} when a package has no licence text, or a licence that is not accepted
 */
export function formatNotices(packages: readonly BundledPackage[]): string {
  const problems = packages.flatMap(({ name, version, identifier, text }) => {
    if (!identifier || !ACCEPTED_LICENCES.includes(identifier)) {
      return [
        `${name} ${version} has the licence ${identifier ?? '(none)'}, not one of ${ACCEPTED_LICENCES.join(', ')}`,
      ];
    }
    return text ? [] : [`${name} ${version} (${identifier}) has no licence file`];
  });
  if (problems.length > 0) {
    throw new Error(
      `Built files contain code that may not be shipped: ${problems.join('; ')}. Replace the package, or correct its entry in HELPERS.`,
    );
  }
  const head = 'The files in this folder contain code of the packages below, under these licences.\n';
  const line = '-'.repeat(80);
  const sections = packages.map(({ name, version, identifier, text }) => {
    return `${line}\n${[name, version].filter(Boolean).join(' ')} (${identifier})\n\n${text!.replaceAll('\r\n', '\n').trim()}\n`;
  });
  return [head, ...sections].join('\n');
}

/** Joins the lists that Vite wrote for each environment into one notices file for each folder, and removes the lists. */
export function writeNotices(): void {
  for (const [folder, file] of Object.entries(NOTICES_FILES)) {
    const packages = new Map<string, BundledPackage>();
    for (const list of readdirSync(join(ROOT, folder)).filter((name) => /^packages-of-.+\.json$/.test(name))) {
      const path = join(ROOT, folder, list);
      for (const entry of JSON.parse(readFileSync(path, 'utf8')) as BundledPackage[]) {
        packages.set(`${entry.name} ${entry.version}`, entry);
      }
      rmSync(path);
    }
    if ((packages.size === 0) !== (file === null)) {
      throw new Error(
        `${folder} must ${file ? '' : 'not '}contain code of packages; Vite lists ${[...packages.keys()].join(', ') || 'none'}. Remove the import, or change NOTICES_FILES.`,
      );
    }
    if (!file) continue;
    const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
    writeFileSync(join(ROOT, folder, file), formatNotices([...sorted, ...readHelpers()]));
  }
}

function readHelpers(): BundledPackage[] {
  return HELPERS.map(({ title, file }) => {
    const path = join(ROOT, file);
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // Vite's file continues with the licences of the packages inside Vite. Their code is not in our files.
    return { name: title, version: '', identifier: 'MIT', text: text.split('\n# Licenses of bundled')[0]! };
  });
}
