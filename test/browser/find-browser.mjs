import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium: `CHROMIUM_PATH`, else the system's own, else Playwright's cache.
 *
 * @returns {string | undefined} the path of the program; `undefined` when there is none
 * @throws {Error} when `CHROMIUM_PATH` names no program
 */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (isProgram(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH must be the path of a Chromium or Chrome program; nothing runs at ${wanted}`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const systems = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...systems, ...ELSEWHERE, chromium.executablePath()].find(isProgram);
}

/**
 * Finds a Chromium, and installs one where there is none: Playwright's download, else Debian's package.
 *
 * @param {(line: string) => void} report - hears what is being done
 * @returns {string} the path of the program
 * @throws {Error} when none can be had; the message says how to help
 */
export function findOrInstallChromium(report) {
  const found = findChromium();
  if (found) return found;
  for (const { what, commands } of waysToInstall()) {
    report(`no Chromium on this machine: trying ${what} (this can take some minutes) …`);
    const failed = commands.find(([command, ...args]) => {
      const { status, error } = spawnSync(/** @type {string} */ (command), args, {
        stdio: ['ignore', 'ignore', 'ignore'],
        timeout: 900_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      return status !== 0 || error;
    });
    const installed = !failed && findChromium();
    if (installed) {
      report(`installed: ${installed}`);
      return installed;
    }
    report(`${what} did not work here`);
  }
  throw new Error(
    'The tests need Chromium or Chrome, and none could be found or installed. Install one ' +
      '(Debian and Ubuntu: sudo apt-get install chromium; else: npx playwright install chromium), ' +
      'or set CHROMIUM_PATH to the path of one.',
  );
}

/** What every Chromium of ours is started with: no traffic of its own, and no sandbox where root would be refused one. */
export function chromiumArguments() {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}

function waysToInstall() {
  const ways = [
    {
      what: "Playwright's download",
      commands: [[process.execPath, join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']],
    },
  ];
  if (existsSync('/usr/bin/apt-get')) {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    ways.push({
      what: "Debian's package",
      commands: [
        [...asRoot, 'apt-get', 'update'],
        [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core'],
      ],
    });
  }
  return ways;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
