import { firefox, webkit } from 'playwright';
import { findChromium, findOrInstallChromium } from '../browser/find-browser.mjs';
import {
  debianPackages,
  findOrInstall,
  findProgram,
  isProgram,
  playwrightDownload,
  programOf,
} from '../browser/find-program.mjs';

/** The engines that the spec tests. */
export const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'webkit']);

/** @typedef {typeof ENGINES[number]} EngineName */

/**
 * A browser and the protocol that drives it.
 *
 * @typedef {{name: EngineName, protocol: 'playwright' | 'bidi', path: string}
 *   | {name: EngineName, protocol: 'webdriver', path: string, screen: string}} Engine
 *   `path` is the path of the browser, or with `webdriver` of the driver; `screen` is the path of the X server
 */

const FIREFOX_ELSEWHERE = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** @type {Record<EngineName, {find: () => Engine | undefined, ways: () => import('../browser/find-program.mjs').Way[], help: string}>} */
const KINDS = {
  chromium: {
    find() {
      const path = findChromium();
      return path ? { name: 'chromium', protocol: 'playwright', path } : undefined;
    },
    ways: () => [],
    help: '',
  },
  firefox: {
    find() {
      const path =
        programOf('FIREFOX_PATH', 'a Firefox program') ?? findProgram(['firefox-esr', 'firefox'], FIREFOX_ELSEWHERE);
      if (path) return { name: 'firefox', protocol: 'bidi', path };
      return ofPlaywright('firefox', firefox.executablePath());
    },
    ways: () => [...debianPackages(['firefox-esr', 'fonts-noto-core']), playwrightDownload('firefox')],
    help:
      'Install Firefox (Debian: sudo apt-get install firefox-esr; else: npx playwright install firefox), ' +
      'or set FIREFOX_PATH to the path of one.',
  },
  webkit: {
    find() {
      const path = programOf('WEBKIT_DRIVER_PATH', 'a WebKitWebDriver') ?? findProgram(['WebKitWebDriver']);
      const screen = programOf('XVFB_PATH', 'an Xvfb') ?? findProgram(['Xvfb']);
      if (path && screen) return { name: 'webkit', protocol: 'webdriver', path, screen };
      return ofPlaywright('webkit', webkit.executablePath());
    },
    ways: () => [...debianPackages(['webkit2gtk-driver', 'xvfb', 'fonts-noto-core']), playwrightDownload('webkit')],
    help:
      'Install WebKitGTK with its driver, and Xvfb (Debian and Ubuntu: sudo apt-get install webkit2gtk-driver xvfb; ' +
      'else: npx playwright install webkit), or set WEBKIT_DRIVER_PATH and XVFB_PATH to the paths of WebKitWebDriver and Xvfb.',
  },
};

/**
 * Finds an engine: the one that an environment variable names, else the system's, else the one in Playwright's cache.
 *
 * @param {EngineName} name
 * @returns {Engine | undefined}
 * @throws {Error} when an environment variable names no program
 */
export function findEngine(name) {
  return KINDS[name].find();
}

/**
 * Finds an engine, and installs it when it is missing.
 *
 * @param {EngineName} name
 * @param {(line: string) => void} report - receives progress messages
 * @returns {Engine}
 * @throws {Error} when it cannot be installed; the message says what to do
 */
export function findOrInstallEngine(name, report) {
  if (name === 'chromium') return { name, protocol: 'playwright', path: findOrInstallChromium(report) };
  const { find, ways, help } = KINDS[name];
  const found = findOrInstall(name, find, ways(), report);
  if (found) return found;
  throw new Error(`The engine tests need ${name}. It was not found and could not be installed. ${help}`);
}

/**
 * @param {EngineName} name
 * @param {string} path
 * @returns {Engine | undefined}
 */
function ofPlaywright(name, path) {
  return isProgram(path) ? { name, protocol: 'playwright', path } : undefined;
}
