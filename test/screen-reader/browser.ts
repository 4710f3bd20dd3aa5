import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { chromiumArguments } from '../browser/find-browser.mjs';
import type { Engine } from '../engines/find-engines.mjs';
import type { Desktop } from './desktop.js';

/** Stops Firefox from showing its own pages and questions. */
const FIREFOX_SETTINGS = {
  // Keeps accessibility on.
  'accessibility.force_disabled': -1,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
};

/** Opens a browser on a desktop as a person would, without automation, and waits for its window. */
export async function openBrowser(engine: Engine, desktop: Desktop, url: string): Promise<void> {
  const profile = join(desktop.home, 'profile');
  await mkdir(profile);
  if (engine.name === 'firefox') {
    const lines = Object.entries(FIREFOX_SETTINGS).map(([name, value]) => `user_pref("${name}", ${value});\n`);
    await writeFile(join(profile, 'user.js'), lines.join(''));
    desktop.start(engine.path, ['--no-remote', '--profile', profile, '--new-window', url]);
  } else {
    desktop.start(engine.path, [
      ...chromiumArguments(),
      `--user-data-dir=${profile}`,
      '--force-renderer-accessibility',
      url,
    ]);
  }
  await vi.waitFor(
    async () => {
      const name = await desktop.xdotool('getactivewindow', 'getwindowname');
      if (!/Firefox|Chrom/.test(name)) throw new Error(`the active window is ${name}`);
    },
    { timeout: 30_000, interval: 200 },
  );
}
