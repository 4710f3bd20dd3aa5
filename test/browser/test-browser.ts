import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { chromiumArguments, findHeadlessChromium } from './find-browser.mjs';
import { html, type Site, startSite } from './site.js';

/** A page, and what went wrong on it. */
export interface Visit {
  page: Page;
  /** The texts of `console.error`. */
  errors: string[];
  /** Uncaught errors and rejections. */
  thrown: string[];
}

/** How a page is visited. */
export interface VisitOptions extends Pick<BrowserContextOptions, 'viewport' | 'reducedMotion' | 'forcedColors'> {
  /** Whether the visitor was here before: the data that earlier pages of the test have stored is kept. */
  isReturning?: boolean;
  /** Prepares the page before it is loaded. */
  before?: (page: Page) => Promise<unknown>;
}

/** A browser for the tests of one file. */
export interface TestBrowser {
  /** Opens a URL in a new page, which is closed after the test. */
  visit(url: string, options?: VisitOptions): Promise<Visit>;
}

/** A browser and a site for the tests of one file. */
export interface TestSite extends TestBrowser {
  site: Site;
  /** Serves a page at `/` of the site and visits it. */
  open(body: string, head?: string, options?: VisitOptions): Promise<Visit>;
}

let launched: Promise<Browser> | undefined;

/**
 * Launches the browser that all test files of this worker share; it ends with the worker. Workers do not share one:
 * pages of two windows slow each other down.
 */
export function launchBrowser(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: findHeadlessChromium()!,
    // Pages share a process, which saves a fifth of the processor time.
    args: [...chromiumArguments(), '--renderer-process-limit=1'],
  });
  return launched;
}

/**
 * Opens pages for the tests of one file. They share a context, because Chromium needs a second of processor time for
 * a new context and a third of that for a page. Before a visit the stored data of `origins` is deleted.
 */
export function setUpBrowser(origins: () => string[], contextOptions: BrowserContextOptions = {}): TestBrowser {
  let context: BrowserContext;
  let firstPage: Page;

  beforeAll(async () => {
    const browser = await launchBrowser();
    context = await browser.newContext({ reducedMotion: 'reduce', ...contextOptions });
    // Chromium closes its window with the last page, and a new window is slow.
    firstPage = await context.newPage();
  });
  afterEach(async () => {
    await Promise.all(context.pages().map((page) => page !== firstPage && page.close()));
    await context.setOffline(false);
  });
  afterAll(() => context.close());

  return {
    async visit(url, { isReturning = false, before, viewport, ...media } = {}) {
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.setDefaultNavigationTimeout(20_000);
      if (!isReturning) await deleteStoredData(page, origins());
      if (viewport) await page.setViewportSize(viewport);
      if (Object.keys(media).length > 0) await page.emulateMedia(media);
      const visit: Visit = { page, errors: [], thrown: [] };
      page.on('console', (message) => message.type() === 'error' && visit.errors.push(message.text()));
      page.on('pageerror', (error) => visit.thrown.push(String(error)));
      await before?.(page);
      await page.goto(url);
      return visit;
    },
  };
}

/** Serves a site and opens its pages for the tests of one file; before each test the site is reset. */
export function setUpSite(): TestSite {
  const browser = setUpBrowser(() => [test.site.url, test.site.otherUrl]);
  const test: TestSite = {
    ...browser,
    site: undefined as unknown as Site,
    open(body, head = '', options = {}) {
      test.site.serve('/', html(body, head));
      return test.visit(test.site.url, options);
    },
  };

  beforeAll(async () => {
    test.site = await startSite();
  });
  beforeEach(() => test.site.reset());
  afterAll(() => test.site.close());

  return test;
}

async function deleteStoredData(page: Page, origins: string[]) {
  const session = await page.context().newCDPSession(page);
  for (const origin of origins) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
}

/** Fills in the form and sends it, as a visitor would. */
export async function give(page: Page, comment = ''): Promise<void> {
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  if (comment) await page.getByRole('textbox').fill(comment);
  await page.getByRole('button', { name: 'Send feedback' }).click();
}

/** Finds the thanks that a visitor reads after sending. */
export function thanks(page: Page) {
  return page.getByText('Thank you for your feedback.');
}

/** Waits two frames: then the page's changes are rendered and observers have been called. */
export function waitUntilRendered(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** Holds back a page's requests to matching URLs until the returned function is called. */
export async function holdRequests(page: Page, url: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
