import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumArguments } from '../../browser/find-browser.mjs';
import { VIEWPORT } from './visit.mjs';

/** Debian's Chromium makes no connection ahead of need, as Chrome does by itself, unless its user wishes it. */
const PREFERENCES = { net: { network_prediction_options: 0 } };

/**
 * Starts a Chromium with a profile of its own.
 *
 * @param {string} executablePath
 * @returns {Promise<{ context: import('playwright').BrowserContext, version: string, close: () => Promise<void> }>}
 */
export async function launch(executablePath) {
  const version = await versionOf(executablePath);
  const profile = mkdtempSync(join(tmpdir(), 'bench-widget-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(PREFERENCES));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: chromiumArguments(),
    viewport: VIEWPORT,
    // PostHog shows nothing to a browser that calls itself headless.
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
