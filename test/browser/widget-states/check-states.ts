import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/messages/locale.js';
import { accessibilityTree } from './accessibility-tree.js';
import { expectPictures, takePicture } from './appearance.js';
import { violations } from './axe.js';
import { controls } from './controls.js';
import { misfits } from './fit.js';
import { type Display, type Look, type Stage, setStage } from './stage.js';
import { type State, statesOf } from './states.js';

/** The narrowest page that has to do: 1280 pixels at 400 %. */
const NARROW = 320;
const WIDE = 1280;
/** The colours that there are, and in the first of them another script, and another direction. */
const LOOKS: Record<string, Partial<Look>> = {
  light: {},
  dark: { colours: 'dark' },
  forced: { colours: 'forced' },
  hi: { locale: 'hi' },
  ar: { locale: 'ar' },
};

/** States that a panel shows in a way of its own; the others are the inline form in a panel. */
const OWN_IN_POPOVER = ['closed', 'editing', 'sent', 'unavailable', 'not-fetched'];

const LOCALES_OF_AXE = ['en', 'hi', 'ar'];
const COLOURS_OF_AXE = ['light', 'dark', 'forced'] as const;

/**
 * Reaches each state of a way of display once, and holds all that has to hold in it. The trees and pictures that were
 * reviewed are renewed with `npx vitest run --project built test/browser/states -u`, after `npm run build`.
 */
export function checkStates(display: Display): void {
  let stage: Stage;
  let darkroom: Page;
  beforeAll(async () => {
    stage = await setStage();
    // A page in front of the stage's own would slow that down.
    darkroom = await stage.openApart();
  });
  afterAll(() => stage.close());

  describe.each(statesOf(display))(`${display}, $name`, (state) => {
    const file = (folder: string, ending: string) =>
      join(import.meta.dirname, folder, `${display}-${state.name}${ending}`);
    const isOwn = display === 'inline' || OWN_IN_POPOVER.includes(state.name);

    beforeAll(async () => {
      await stage.reset({ ...state, display });
      await state.reach(stage);
    });

    it.runIf(isOwn)('is told to a screen reader as reviewed', async () => {
      await expect(await accessibilityTree(stage)).toMatchFileSnapshot(file('trees', '.txt'));
    });

    it('can be pressed with a finger, and called by the words that are seen', async () => {
      for (const width of [WIDE, NARROW]) {
        await show(stage, state, { width });
        for (const { name, words, size, isHit } of await controls(stage)) {
          expect(name).toContain(words);
          expect({ name, isLarge: size >= 44, isHit }).toEqual({ name, isLarge: true, isHit: true });
        }
      }
    });

    it('has no fault that axe knows, in any colours, and text of the contrast 7:1', async () => {
      const found: string[] = [];
      for (const locale of LOCALES_OF_AXE) {
        for (const colours of COLOURS_OF_AXE) {
          await show(stage, state, { locale, colours });
          // Nothing but contrast depends on colours.
          const faults = await violations(stage, colours !== 'light');
          found.push(...faults.map((fault) => `${locale}, ${colours}: ${fault}`));
        }
      }
      expect(found).toEqual([]);
    });

    it('fits into a page of 320 pixels in every language, and with its text spaced out', async () => {
      const found: string[] = [];
      for (const locale of ['en', ...LOCALES]) {
        await show(stage, state, { locale, width: NARROW });
        found.push(...(await misfits(stage)).map((misfit) => `${locale}: ${misfit}`));
      }
      expect(found).toEqual([]);
    });

    it.runIf(isOwn).each([NARROW, WIDE])('looks as reviewed, %i pixels wide', async (width) => {
      const pictures = new Map<string, string>();
      for (const [name, look] of Object.entries(LOOKS)) {
        await show(stage, state, { ...look, width, isBoxed: true });
        pictures.set(name, await takePicture(stage));
      }
      await expectPictures(darkroom, file('looks', `-${width}.png`), pictures);
    });
  });
}

/** Changes the look of a state; one whose texts are fixed is reached anew in another language. */
async function show(stage: Stage, state: State, look: Partial<Look>) {
  const { locale = 'en' } = look;
  if (state.isFixed && (await stage.page.evaluate(() => document.documentElement.lang)) !== locale) {
    await stage.reset({ ...state, display: stage.display, locale });
    await state.reach(stage);
  }
  await stage.show(look);
}
