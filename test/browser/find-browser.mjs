import { chromium } from 'playwright';
import { debianPackages, findOrInstall, findProgram, playwrightDownload, programOf } from './find-program.mjs';

/** What `CHROMIUM_PATH` must be, for messages. */
const CHROMIUM = 'a Chromium or Chrome program';
const CHROMIUM_PACKAGES = ['chromium', 'fonts-noto-core'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds Chromium: `CHROMIUM_PATH`, else the system's, else the one in Playwright's cache.
 *
 * @returns {string | undefined} the path of the program; `undefined` when none is installed
 * @throws {Error} when `CHROMIUM_PATH` names no program
 */
export function findChromium() {
  return programOf('CHROMIUM_PATH', CHROMIUM) ?? findProgram(NAMES, [...ELSEWHERE, chromium.executablePath()]);
}

/**
 * Finds Chromium, and installs it when it is missing: by Playwright's download, else as Debian's package.
 *
 * @param {(line: string) => void} report - receives progress messages
 * @returns {string} the path of the program
 * @throws {Error} when it cannot be installed; the message says what to do
 */
export function findOrInstallChromium(report) {
  const ways = [playwrightDownload('chromium'), ...debianPackages(CHROMIUM_PACKAGES)];
  const found = findOrInstall('Chromium', findChromium, ways, report);
  if (found) return found;
  throw new Error(
    'The tests need Chromium or Chrome. None was found, and none could be installed. Install one ' +
      '(Debian and Ubuntu: sudo apt-get install chromium; else: npx playwright install chromium), ' +
      'or set CHROMIUM_PATH to the path of one.',
  );
}

/**
 * Finds a Chromium for tests that need no window: `CHROMIUM_PATH`, else the headless shell, which needs a third of the
 * processor time for a page, else a whole Chromium.
 *
 * @returns {string | undefined} the path of the program; `undefined` when none is installed
 * @throws {Error} when `CHROMIUM_PATH` names no program
 */
export function findHeadlessChromium() {
  return findHeadlessShell() ?? findChromium();
}

function findHeadlessShell() {
  return programOf('CHROMIUM_PATH', CHROMIUM) ?? findProgram(['chromium-headless-shell']);
}

/**
 * Finds a Chromium for tests that need no window. As root it installs the headless shell from Debian's packages. Else
 * it uses a whole Chromium, which it installs when it is missing.
 *
 * @param {(line: string) => void} report - receives progress messages
 * @returns {string} the path of the program
 * @throws {Error} when none can be installed; the message says what to do
 */
export function findOrInstallHeadlessChromium(report) {
  const ways = process.getuid?.() === 0 ? debianPackages(['chromium-headless-shell', ...CHROMIUM_PACKAGES]) : [];
  return findOrInstall("Chromium's headless shell", findHeadlessShell, ways, report) ?? findOrInstallChromium(report);
}

/** Returns the arguments that stop background traffic and, for root, the sandbox, which root cannot use. */
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
