import { chromium } from 'playwright';
import { debianPackages, findOrInstall, findProgram, playwrightDownload, programOf } from './find-program.mjs';

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
  return (
    programOf('CHROMIUM_PATH', 'a Chromium or Chrome program') ??
    findProgram(NAMES, [...ELSEWHERE, chromium.executablePath()])
  );
}

/**
 * Finds a Chromium, and installs one where there is none: Playwright's download, else Debian's package.
 *
 * @param {(line: string) => void} report - hears what is being done
 * @returns {string} the path of the program
 * @throws {Error} when none can be had; the message says how to help
 */
export function findOrInstallChromium(report) {
  const ways = [playwrightDownload('chromium'), ...debianPackages(['chromium', 'fonts-noto-core'])];
  const found = findOrInstall('Chromium', findChromium, ways, report);
  if (found) return found;
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
