import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type RelayProcess, runRelay } from '../relay/relay-process.js';
import { setUpBrowser, type VisitOptions } from './test-browser.js';

const RELAY = { folder: join(import.meta.dirname, '../../dist/relay'), remove() {} };

/** The playground of the built relay in demo mode, for the tests of one file. */
export interface TestPlayground {
  /** Where the relay serves the playground, with a final slash. */
  url: string;
  /** The page that `open` has opened last. */
  page: Page;
  /** Opens the playground, for example at `#studio`, in a page of its own. */
  open(fragment?: string, options?: VisitOptions): Promise<Page>;
  stopRelay(): Promise<void>;
  /** Starts the relay, on the same port as before. */
  startRelay(): Promise<void>;
}

/** Starts the relay in demo mode for the tests of one file. After each test, no page may have thrown an error. */
export function setUpPlayground(): TestPlayground {
  const browser = setUpBrowser(() => [new URL(playground.url).origin], {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  let relay: RelayProcess;
  let thrown: string[][] = [];
  const playground: TestPlayground = {
    url: '',
    page: undefined as unknown as Page,
    async open(fragment = '', options = {}) {
      const visit = await browser.visit(playground.url + fragment, options);
      thrown.push(visit.thrown);
      playground.page = visit.page;
      return visit.page;
    },
    async stopRelay() {
      await relay.stop();
    },
    async startRelay() {
      const port = playground.url ? new URL(playground.url).port : '0';
      relay = await runRelay(RELAY, { PORT: port, LOG_LEVEL: 'silent' }, ['--demo']);
      playground.url = relay.url;
    },
  };

  beforeAll(() => playground.startRelay());
  beforeEach(async () => {
    thrown = [];
    await fetch(`${playground.url}demo/reset`, { method: 'POST' });
    await fetch(`${playground.url}demo/fault`, { method: 'PUT', body: '{"fault":"none"}' });
  });
  afterEach(() => expect(thrown.flat()).toEqual([]));
  afterAll(() => playground.stopRelay());

  return playground;
}

/** Finds the frame in which the studio previews the form. */
export function preview(page: Page) {
  return page.frameLocator('iframe');
}

/** Returns the colour of the button in the preview. */
export function previewedAccent(page: Page): Promise<string> {
  const button = preview(page).getByRole('button', { name: 'Send feedback' });
  return button.evaluate((element) => getComputedStyle(element).backgroundColor);
}

/** Finds the list of what Haptik has received. */
export function inbox(page: Page) {
  return page.getByRole('log', { name: 'What Haptik received' });
}

/** Answers every question of the form. */
export async function fill(page: Page, comment: string): Promise<void> {
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await page.getByRole('textbox', { name: 'Tell us more (optional)' }).fill(comment);
}

/** Presses *Send feedback*. */
export function send(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Send feedback' }).click();
}
