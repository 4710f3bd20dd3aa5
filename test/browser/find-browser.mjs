import { chromium } from 'playwright';
import { debianPackages, findOrInstall, findProgram, playwrightDownload, programOf } from './find-program.mjs';

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
  return (
    programOf('CHROMIUM_PATH', 'a Chromium or Chrome program') ??
    findProgram(NAMES, [...ELSEWHERE, chromium.executablePath()])
  );
}

/**
 * Finds Chromium, and installs it when it is missing: by Playwright's download, else as Debian's package.
 *
 * @param {(line: string) => void} report - is told what is being done
 * @returns {string} the path of the program
 * @throws {Error} when it cannot be installed; the message says what to do
 */
export function findOrInstallChromium(report) {
  const ways = [playwrightDownload('chromium'), ...debianPackages(['chromium', 'fonts-noto-core'])];
  const found = findOrInstall('Chromium', findChromium, ways, report);
  if (found) return found;
  throw new Error(
    'The tests need Chromium or Chrome. None was found, and none could be installed. Install one ' +
      '(Debian and Ubuntu: sudo apt-get install chromium; else: npx playwright install chromium), ' +
      'or set CHROMIUM_PATH to the path of one.',
  );
}

/** Gives the arguments for Chromium: no traffic of its own, and no sandbox for root, who cannot have one. */
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
