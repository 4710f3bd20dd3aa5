import type { BrowserContext, CDPSession, Page } from 'playwright';
import { LOCALES } from '../../../src/messages/locale.js';
import { attributes, html, type Site, startSite } from '../site.js';
import { launchBrowser } from '../test-browser.js';
import { boxFont } from './box-font.js';

export type Display = 'inline' | 'popover';

/** How the widget looks and speaks. */
export interface Look {
  /** A BCP 47 tag. */
  locale: string;
  colours: 'light' | 'dark' | 'forced';
  /** Of the page, in CSS pixels. */
  width: number;
  /** Every character a box, the same on each machine; else the machine's own fonts. */
  isBoxed: boolean;
}

export interface Scene {
  display: Display;
  /** Attributes of the element, besides those that every form needs. */
  attributes?: string | undefined;
  /** Leaves out the relay's URL, which every form needs. */
  isIncomplete?: boolean | undefined;
  /** The page's language; English if not said. */
  locale?: string;
}

/** One page, on which one visitor after the other finds the widget. */
export interface Stage {
  readonly page: Page;
  /** What asks the browser itself about the page; when one is ended, a page that was offline hears that it is back. */
  readonly session: CDPSession;
  readonly site: Site;
  readonly display: Display;
  /** Makes ready for a new visitor's first visit; all is as it was at first. */
  reset(scene: Scene): Promise<void>;
  /** Loads the page; once more, it is the same visitor's next visit. */
  load(): Promise<void>;
  /** Brings the form into view: opens the panel of a popover. */
  open(): Promise<void>;
  /** Changes the look; the state stays. Everything else of the look is the default. */
  show(look?: Partial<Look>): Promise<void>;
  /** Has the page fetch every language and font, so that it can be shown without a network. */
  fetchAll(): Promise<void>;
  /** Opens an empty page in a window of its own. */
  openApart(): Promise<Page>;
  close(): Promise<void>;
}

/** The time at which every visit begins. */
export const NOW = new Date('2026-03-02T10:30:00Z');

/** Height enough for any state, so that nothing has to be scrolled. */
const HEIGHT = 1100;
const PLAIN: Look = { locale: 'en', colours: 'light', width: 1280, isBoxed: false };

/** The page follows the system's colours, and the widget follows the page. */
const HEAD = `<style>
  :root { color-scheme: light dark }
  body { margin: 12px }
  @font-face { font-family: Box; font-weight: 1 1000; src: url(/box.ttf) }
  .boxed { --hf-font: Box }
</style>
<script async src="/haptik-feedback.js"></script>`;

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
      if (next.locale !== look.locale || next.isBoxed !== look.isBoxed) await page.evaluate(dress, next);
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

/** Runs in the page. */
async function dress({ locale, isBoxed }: Look) {
  const widget = document.querySelector('haptik-feedback')!;
  const launcher = widget.shadowRoot!.querySelector('[part=launcher]');
  const before = launcher?.textContent;
  const isAnother = document.documentElement.lang !== locale;
  document.documentElement.lang = locale;
  widget.setAttribute('locale', locale);
  document.body.classList.toggle('boxed', isBoxed);
  if (isBoxed) await document.fonts.load('1em Box');
  // The texts of a language are fetched; the form names it on its outermost part, the launcher is its own witness.
  const isSpoken = () => {
    const form = widget.shadowRoot!.querySelector('.hf');
    return form ? form.getAttribute('lang') === locale : launcher?.textContent !== before;
  };
  const frame = () => new Promise(requestAnimationFrame);
  for (let frames = 0; isAnother && !isSpoken(); frames++) {
    if (frames > 300) throw new Error(`no texts in ${locale}`);
    await frame();
  }
  await frame();
}
