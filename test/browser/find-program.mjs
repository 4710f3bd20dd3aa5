import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A way to install a program: commands, one after another.
 *
 * @typedef {{what: string, commands: string[][]}} Way
 */

/**
 * Finds a program: the first of the names in the folders of `PATH`, else the first of the paths.
 *
 * @param {readonly string[]} names
 * @param {readonly string[]} [elsewhere] - whole paths
 * @returns {string | undefined} its path; `undefined` when there is none
 */
export function findProgram(names, elsewhere = []) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const systems = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...systems, ...elsewhere].find(isProgram);
}

/**
 * The program that an environment variable names.
 *
 * @param {string} variable
 * @param {string} what - it has to be, for the message
 * @returns {string | undefined} its path; `undefined` when the variable is not set
 * @throws {Error} when it names no program
 */
export function programOf(variable, what) {
  const wanted = process.env[variable];
  if (!wanted || isProgram(wanted)) return wanted || undefined;
  throw new Error(`${variable} must be the path of ${what}; nothing runs at ${wanted}`);
}

/**
 * Finds something, and installs it where it is missing.
 *
 * @template Found
 * @param {string} name - of what is looked for
 * @param {() => Found | undefined} find
 * @param {readonly Way[]} ways - to install it, the best first
 * @param {(line: string) => void} report - hears what is being done
 * @returns {Found | undefined} `undefined` when it can be neither found nor installed
 */
export function findOrInstall(name, find, ways, report) {
  const found = find();
  if (found) return found;
  for (const { what, commands } of ways) {
    report(`no ${name} on this machine: trying ${what} (this can take some minutes) …`);
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
    report(`${what} did not work here`);
  }
  return undefined;
}

/**
 * Playwright's download of a browser, into its cache.
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
 * Debian's packages, where there is apt; as root, or with a `sudo` that asks for no password.
 *
 * @param {readonly string[]} packages
 * @returns {Way[]} none on other systems
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
