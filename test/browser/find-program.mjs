import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A way to install a program: the commands to run, in order.
 *
 * @typedef {{what: string, commands: string[][]}} Way
 */

/**
 * Finds a program: the first name that is in a folder of `PATH`, else the first path that exists.
 *
 * @param {readonly string[]} names
 * @param {readonly string[]} [elsewhere] - absolute paths
 * @returns {string | undefined} its path; `undefined` when it is not installed
 */
export function findProgram(names, elsewhere = []) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const systems = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...systems, ...elsewhere].find(isProgram);
}

/**
 * Returns the path of the program that an environment variable names.
 *
 * @param {string} variable
 * @param {string} what - what the program must be, for the error message
 * @returns {string | undefined} `undefined` when the variable is not set
 * @throws {Error} when the variable names no program
 */
export function programOf(variable, what) {
  const wanted = process.env[variable];
  if (!wanted || isProgram(wanted)) return wanted || undefined;
  throw new Error(`${variable} must be the path of ${what}; there is no program at ${wanted}`);
}

/**
 * Finds a program, and installs it when it is missing.
 *
 * @template Found
 * @param {string} name - the program's name, for messages
 * @param {() => Found | undefined} find
 * @param {readonly Way[]} ways - how to install it, the best way first
 * @param {(line: string) => void} report - receives progress messages
 * @returns {Found | undefined} `undefined` when it is missing and cannot be installed
 */
export function findOrInstall(name, find, ways, report) {
  const found = find();
  if (found) return found;
  for (const { what, commands } of ways) {
    report(`${name} is not installed: trying ${what} (this can take some minutes) …`);
    const failed = commands.find(([command, ...args]) => {
      const { status, error } = spawnSync(/** @type {string} */ (command), args, {
        stdio: ['ignore', 'ignore', 'ignore'],
        timeout: 900_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      return status !== 0 || error;
    });
    const installed = failed ? undefined : find();
    if (installed) {
      report(`installed ${name}`);
      return installed;
    }
    report(`${what} failed`);
  }
  return undefined;
}

/**
 * Returns the way to download a browser into Playwright's cache.
 *
 * @param {string} browser
 * @returns {Way}
 */
export function playwrightDownload(browser) {
  return {
    what: "Playwright's download",
    commands: [[process.execPath, join('node_modules', 'playwright', 'cli.js'), 'install', browser]],
  };
}

/**
 * Returns the way to install Debian's packages: as root, or with a `sudo` that needs no password.
 *
 * @param {readonly string[]} packages
 * @returns {Way[]} none on systems without apt
 */
export function debianPackages(packages) {
  if (!existsSync('/usr/bin/apt-get')) return [];
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  return [
    {
      what: packages.length > 1 ? "Debian's packages" : "Debian's package",
      commands: [
        [...asRoot, 'apt-get', 'update'],
        [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...packages],
      ],
    },
  ];
}

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
