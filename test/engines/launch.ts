import { chromium, firefox, webkit } from 'playwright';
import { chromiumArguments } from '../browser/find-browser.mjs';
import { bidiDriver } from './bidi-driver.js';
import type { Driver } from './driver.js';
import type { Engine } from './find-engines.mjs';
import { playwrightDriver } from './playwright-driver.js';
import { webdriverDriver } from './webdriver-driver.js';

/** Starts an engine's browser with a temporary profile. */
export function launch(engine: Engine): Promise<Driver> {
  switch (engine.protocol) {
    case 'bidi':
      return bidiDriver(engine.path);
    case 'webdriver':
      return webdriverDriver(engine.path, engine.screen);
    case 'playwright':
      return playwrightDriver({ chromium, firefox, webkit }[engine.name], {
        executablePath: engine.path,
        args: engine.name === 'chromium' ? chromiumArguments() : [],
      });
  }
}
