import type { BrowserType } from 'playwright';
import { type Driver, VIEWPORT } from './driver.js';

/** Drives a browser that Playwright speaks to: Chromium, and Playwright's own builds of the others. */
export async function playwrightDriver(
  type: BrowserType,
  options: { executablePath: string; args?: string[] },
): Promise<Driver> {
  const browser = await type.launch(options);
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  // A context with `hasTouch` would have no mouse that hovers.
  const protocol = type.name() === 'chromium' ? await context.newCDPSession(page) : undefined;
  return {
    browser: `${type.name()} ${browser.version()}`,
    async open(url) {
      await page.goto(url);
    },
    async back() {
      await page.goBack();
    },
    evaluate: (action, ...args) => page.evaluate(`(${action})(...${JSON.stringify(args)})`) as Promise<never>,
    hover: ({ x, y }) => page.mouse.move(x, y),
    click: ({ x, y }) => page.mouse.click(x, y),
    ...(protocol && {
      async tap(point) {
        await protocol.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
        await protocol.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      },
    }),
    press: (key) => page.keyboard.press(key),
    // Unlike `keyboard.type`, which inserts what no key of a US keyboard gives, as pasting would.
    type: (text) => page.keyboard.type(text),
    setOffline: (isOffline) => context.setOffline(isOffline),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
