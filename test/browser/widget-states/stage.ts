import type { BrowserContext, CDPSession, Page } from 'playwright';
import { LOCALES } from '../../../src/messages/locale.js';
import { attributes, html, type Site, startSite } from '../site.js';
import { launchBrowser } from '../test-browser.js';
import { boxFont } from './box-font.js';

export type Display = 'inline' | 'popover';

/** The language and appearance of the widget. */
export interface Look {
  /** A BCP 47 tag. */
  locale: string;
  colours: 'light' | 'dark' | 'forced';
  /** The width of the page in CSS pixels. */
  width: number;
  /** Whether every character is a box, the same on every machine; else the machine's fonts are used. */
  isBoxed: boolean;
}

/** What the page contains. */
export interface Scene {
  display: Display;
  /** Attributes of the element, besides the required options. */
  attributes?: string | undefined;
  /** Whether the required `relay-url` is missing. */
  isIncomplete?: boolean | undefined;
  /** The page's language; English by default. */
  locale?: string;
}

/** A page that shows the widget to one visitor after another. */
export interface Stage {
  readonly page: Page;
  /** A DevTools session. It stays open, because closing one sends an offline page the event `online`. */
  readonly session: CDPSession;
  readonly site: Site;
  readonly display: Display;
  /** Prepares the first visit of a new visitor; everything else is reset. */
  reset(scene: Scene): Promise<void>;
  /** Loads the page. A second call is the same visitor's next visit. */
  load(): Promise<void>;
  /** Shows the form: opens the panel of a popover. */
  open(): Promise<void>;
  /** Changes the look, keeps the state and ends animations. Omitted properties get their defaults. */
  show(look?: Partial<Look>): Promise<void>;
  /** Lets the page fetch every language and font, so that they can be shown while it is offline. */
  fetchAll(): Promise<void>;
  /** Opens an empty page in another window. */
  openApart(): Promise<Page>;
  close(): Promise<void>;
}

/** The time of every visit. */
export const NOW = new Date('2026-03-02T10:30:00Z');

/** The height of the page in CSS pixels: no state needs more, so nothing scrolls. */
const HEIGHT = 1100;
const PLAIN: Look = { locale: 'en', colours: 'light', width: 1280, isBoxed: false };

/** The page follows the system's colour scheme, and the widget follows the page's. */
const HEAD = `<style>
  :root { color-scheme: light dark }
  body { margin: 12px }
  @font-face { font-family: Box; font-weight: 1 1000; src: url(/box.ttf) }
  .boxed { --hf-font: Box }
</style>
<script async src="/haptik-feedback.js"></script>`;

/** Opens a stage in the worker's browser. */
export async function setStage(): Promise<Stage> {
  const [browser, site] = await Promise.all([launchBrowser(), startSite()]);
  const context: BrowserContext = await browser.newContext({
    viewport: { width: PLAIN.width, height: HEIGHT },
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const session = await context.newCDPSession(page);
  const font = boxFont();
  const widget = page.locator('haptik-feedback');
  let apart: BrowserContext | undefined;
  let visitors = 0;
  let scene: Scene = { display: 'inline' };
  let look = PLAIN;

  const stage: Stage = {
    page,
    session,
    site,
    get display() {
      return scene.display;
    },
    async reset(next) {
      scene = next;
      look = { ...PLAIN, locale: next.locale ?? PLAIN.locale };
      visitors++;
      const options = attributes().replace('visitor-1', `visitor-${visitors}`);
      const needed = scene.isIncomplete ? options.replace(/relay-url="[^"]*"/, '') : options;
      const element = `<haptik-feedback ${needed} display="${scene.display}" retries="0" ${scene.attributes ?? ''}></haptik-feedback>`;
      await page.unrouteAll();
      site.reset();
      site.serve('/box.ttf', { body: font, type: 'font/ttf' });
      const body = html(`<main><h1>Site</h1>${element}</main>`, HEAD);
      site.serve('/', body.replace('lang="en"', `lang="${look.locale}"`));
      await Promise.all([
        context.setOffline(false),
        page.clock.setFixedTime(NOW),
        page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' }),
        page.setViewportSize({ width: PLAIN.width, height: HEIGHT }),
      ]);
    },
    async load() {
      await page.goto(`${site.url}/`);
    },
    async open() {
      if (scene.display === 'popover') await widget.locator('[part=launcher]').click();
      await widget.locator('.hf, [role=alert]').first().waitFor();
    },
    async show(change) {
      const next = { ...PLAIN, ...change };
      if (next.width !== look.width) await page.setViewportSize({ width: next.width, height: HEIGHT });
      if (next.colours !== look.colours)
        await page.emulateMedia({
          colorScheme: next.colours === 'dark' ? 'dark' : 'light',
          forcedColors: next.colours === 'forced' ? 'active' : 'none',
        });
      if (next.locale !== look.locale || next.isBoxed !== look.isBoxed) await page.evaluate(applyLook, next);
      await page.evaluate(finishAnimations);
      look = next;
    },
    async fetchAll() {
      for (const locale of LOCALES) await stage.show({ locale, isBoxed: true });
      await stage.show();
    },
    async openApart() {
      apart ??= await browser.newContext();
      return apart.newPage();
    },
    async close() {
      await context.close();
      await apart?.close();
      await site.close();
    },
  };
  return stage;
}

/** Runs in the page: finishes all animations but the endless one of the spinner. */
function finishAnimations() {
  for (const animation of document.querySelector('haptik-feedback')!.shadowRoot!.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  }
}

/** Runs in the page: applies language and font, and waits until they are shown. */
async function applyLook({ locale, isBoxed }: Look) {
  const widget = document.querySelector('haptik-feedback')!;
  const launcher = widget.shadowRoot!.querySelector('[part=launcher]');
  const before = launcher?.textContent;
  const isAnother = document.documentElement.lang !== locale;
  document.documentElement.lang = locale;
  widget.setAttribute('locale', locale);
  document.body.classList.toggle('boxed', isBoxed);
  if (isBoxed) await document.fonts.load('1em Box');
  // The texts must be fetched first. Then a form has a new `lang`, and a launcher without a form has a new text.
  const isShown = () => {
    const form = widget.shadowRoot!.querySelector('.hf');
    return form ? form.getAttribute('lang') === locale : launcher?.textContent !== before;
  };
  const frame = () => new Promise(requestAnimationFrame);
  for (let frames = 0; isAnother && !isShown(); frames++) {
    if (frames > 300) throw new Error(`The widget did not show the texts of ${locale}.`);
    await frame();
  }
  await frame();
}
