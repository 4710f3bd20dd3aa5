import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/messages/locale.js';
import { IS_FULL_MATRIX } from '../matrix.js';
import { accessibilityTree } from './accessibility-tree.js';
import { expectPictures, takePicture } from './appearance.js';
import { violations } from './axe.js';
import { readControls } from './controls.js';
import { findMisfits } from './fit.js';
import { type Display, type Look, type Stage, setStage } from './stage.js';
import { type State, statesOf } from './states.js';

/** The narrowest page that is supported: 1280 pixels at 400 %. */
const NARROW = 320;
const WIDE = 1280;
/** The pictures of a state: all colours, and in light colours another script (Hindi) and another direction (Arabic). */
const LOOKS: Record<string, Partial<Look>> = {
  light: {},
  dark: { colours: 'dark' },
  forced: { colours: 'forced' },
  hi: { locale: 'hi' },
  ar: { locale: 'ar' },
};

/** States that look different in a panel; the others are the inline form in a panel. */
const OWN_IN_POPOVER = ['closed', 'editing', 'sent', 'unavailable', 'not-fetched'];

/** In the slice of `npm test`: the longest words (French), the longest texts (German), wide letters (Tamil), another direction. */
const LOCALES_TO_FIT = IS_FULL_MATRIX ? ['en', ...LOCALES] : ['en', 'fr', 'de', 'ta', 'ar'];
const LOOKS_OF_AXE: readonly Partial<Look>[] = IS_FULL_MATRIX
  ? ['en', 'hi', 'ar'].flatMap((locale) =>
      (['light', 'dark', 'forced'] as const).map((colours) => ({ locale, colours })),
    )
  : [{ colours: 'light' }, { colours: 'dark' }, { colours: 'forced' }, { locale: 'ar' }];

/**
 * Brings the widget into each state once, and tests what must be true in every state. The reviewed trees and pictures
 * are updated with `npx vitest run --project built test/browser/widget-states -u`, after `npm run build`.
 */
export function checkStates(display: Display): void {
  let stage: Stage;
  let darkroom: Page;
  beforeAll(async () => {
    stage = await setStage();
    // This page needs its own window: in front of the stage's page it would slow that page down.
    darkroom = await stage.openApart();
  });
  afterAll(() => stage.close());

  const isOwn = (state: State) => display === 'inline' || OWN_IN_POPOVER.includes(state.name);
  const states = statesOf(display).filter((state) => IS_FULL_MATRIX || isOwn(state));

  describe.each(states)(`${display}, $name`, (state) => {
    const file = (folder: string, ending: string) =>
      join(import.meta.dirname, folder, `${display}-${state.name}${ending}`);

    beforeAll(async () => {
      await stage.reset({ ...state, display });
      await state.reach(stage);
    });

    it.runIf(isOwn(state))('has the reviewed accessibility tree', async () => {
      await expect(await accessibilityTree(stage)).toMatchFileSnapshot(file('trees', '.txt'));
    });

    it('has controls of 44 pixels whose names contain their visible words', async () => {
      for (const width of [WIDE, NARROW]) {
        await show(stage, state, { width });
        for (const { name, words, size, isHit } of await readControls(stage)) {
          // Users of voice input do not speak a number that counts down.
          expect(name.replace(/\d+/, '')).toContain(words.replace(/\d+/, ''));
          expect({ name, isLarge: size >= 44, isHit }).toEqual({ name, isLarge: true, isHit: true });
        }
      }
    });

    it('has no violation that axe finds in any colours, and text with a contrast of 7:1', async () => {
      const found: string[] = [];
      for (const look of LOOKS_OF_AXE) {
        await show(stage, state, look);
        // Colours change nothing but contrast.
        const isContrastOnly = (look.colours ?? 'light') !== 'light';
        const faults = await violations(stage, isContrastOnly);
        found.push(...faults.map((fault) => `${JSON.stringify(look)}: ${fault}`));
      }
      expect(found).toEqual([]);
    });

    it('fits into a page of 320 pixels in every language, also with spaced text', async () => {
      const found: string[] = [];
      for (const locale of LOCALES_TO_FIT) {
        await show(stage, state, { locale, width: NARROW });
        found.push(...(await findMisfits(stage)).map((misfit) => `${locale}: ${misfit}`));
      }
      expect(found).toEqual([]);
    });

    it.runIf(isOwn(state)).each([NARROW, WIDE])('looks like the reviewed picture, %i pixels wide', async (width) => {
      const pictures = new Map<string, string>();
      for (const [name, look] of Object.entries(LOOKS)) {
        await show(stage, state, { ...look, width, isBoxed: true });
        pictures.set(name, await takePicture(stage));
      }
      await expectPictures(darkroom, file('looks', `-${width}.png`), pictures);
    });
  });
}

/** Changes the look. A state whose texts cannot change is reached again in the other language. */
async function show(stage: Stage, state: State, look: Partial<Look>) {
  const { locale = 'en' } = look;
  if (state.isFixed && (await stage.page.evaluate(() => document.documentElement.lang)) !== locale) {
    await stage.reset({ ...state, display: stage.display, locale });
    await state.reach(stage);
  }
  await stage.show(look);
}
