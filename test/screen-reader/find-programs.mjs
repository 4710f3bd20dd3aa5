import { debianPackages, findOrInstall, findProgram } from '../browser/find-program.mjs';

/** The Debian packages with everything that the screen reader needs, except the browsers. */
const PACKAGES = ['orca', 'at-spi2-core', 'dbus-x11', 'xvfb', 'xdotool', 'openbox', 'fonts-noto-core'];
const PROGRAMS = ['orca', 'dbus-daemon', 'dbus-send', 'Xvfb', 'xdotool', 'openbox'];
/** Where Debian puts the program that starts the accessibility bus. */
const ACCESSIBILITY_BUS = ['/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher'];

/**
 * Finds Orca and the desktop that it needs, and installs Debian's packages where something is missing.
 *
 * @param {(line: string) => void} report - receives a line of progress
 * @throws {Error} when something is missing and cannot be installed; the message lists the packages
 */
export function findOrInstallScreenReader(report) {
  if (
    findOrInstall('screen reader', () => missingPrograms().length === 0 || undefined, debianPackages(PACKAGES), report)
  )
    return;
  throw new Error(
    `Orca cannot run here; missing: ${missingPrograms().join(', ')}. ` +
      `Install Debian's packages: sudo apt-get install ${PACKAGES.join(' ')}.`,
  );
}

function missingPrograms() {
  const missing = PROGRAMS.filter((name) => !findProgram([name]));
  return findProgram([], ACCESSIBILITY_BUS) ? missing : [...missing, 'at-spi-bus-launcher'];
}
