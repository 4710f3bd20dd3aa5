import type { Page } from 'playwright';
import { attributes } from './site.js';

declare global {
  interface Window {
    /** What a test has recorded on the page, for example the names of events. */
    heard: string[];
  }
}

/** A script tag without options, which registers the element. */
export const SCRIPT = '<script async src="/haptik-feedback.js"></script>';

/** A script tag that shows a launcher. */
export const LAUNCHER_SCRIPT = `<script async src="/haptik-feedback.js" ${attributes('data-')}></script>`;

/** Finds the launcher of an English page. */
export function launcher(page: Page) {
  return page.getByRole('button', { name: 'Give feedback' });
}

/** Waits until the script has registered the element. */
export function waitUntilRegistered(page: Page) {
  return page.waitForFunction(() => customElements.get('haptik-feedback'));
}
