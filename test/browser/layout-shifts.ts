import type { Page } from 'playwright';
import { waitUntilRendered } from './test-browser.js';

declare global {
  interface Window {
    /** The layout shifts that the browser has reported. */
    shifts: { value: number; hadRecentInput: boolean }[];
  }
}

/** Records a page's layout shifts from the start. */
export const recordShifts = (page: Page) =>
  page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      window.shifts.push(...(list.getEntries() as unknown as Window['shifts']));
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** Adds up a page's layout shifts. */
export async function sumOfShifts(page: Page) {
  await waitUntilRendered(page);
  return page.evaluate(() => window.shifts.reduce((sum, { value }) => sum + value, 0));
}

/** Adds up a page's layout shifts as the metric CLS does: without those in the 500 ms after an input. */
export async function unexpectedShifts(page: Page) {
  await waitUntilRendered(page);
  return page.evaluate(() =>
    window.shifts.reduce((sum, { value, hadRecentInput }) => (hadRecentInput ? sum : sum + value), 0),
  );
}
