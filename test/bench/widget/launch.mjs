import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArguments } from '../../browser/find-browser.mjs';
import { VIEWPORT } from './visit.mjs';

/** Turns on preconnect hints. They are on by default in Chrome, but off in Debian's Chromium. */
const PREFERENCES = { net: { network_prediction_options: 0 } };

/**
 * Starts Chromium with a new profile.
 *
 * @param {string} executablePath
 * @returns {Promise<{ context: import('playwright').BrowserContext, version: string, close: () => Promise<void> }>}
 */
export async function launchChromium(executablePath) {
  const version = await versionOf(executablePath);
  const profile = mkdtempSync(join(tmpdir(), 'bench-widget-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: chromiumArguments(),
    viewport: VIEWPORT,
    // PostHog shows no survey to a browser whose user agent says headless.
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`,
  });
  return {
    context,
    version,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** @param {string} executablePath */
async function versionOf(executablePath) {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
  try {
    return browser.version();
  } finally {
    await browser.close();
  }
}
