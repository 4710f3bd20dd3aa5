import type { BrowserType } from 'playwright';
import { type Driver, VIEWPORT } from './driver.js';

/** Drives Chromium, or one of Playwright's own builds of Firefox and WebKit. */
export async function playwrightDriver(
  type: BrowserType,
  options: { executablePath: string; args?: string[] },
): Promise<Driver> {
  const browser = await type.launch(options);
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  // Touch goes through the protocol, because a context with `hasTouch` has no hover.
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
    // Characters that a US keyboard lacks are inserted without key events.
    type: (text) => page.keyboard.type(text),
    setOffline: (isOffline) => context.setOffline(isOffline),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
