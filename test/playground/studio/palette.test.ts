import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkContrasts } from '../../../src/playground/studio/contrast.js';
import { createPalette } from '../../../src/playground/studio/palette.js';

const brands = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('createPalette', () => {
  it('gives enough contrast in light and dark for any brand colour', () => {
    fc.assert(
      fc.property(brands, (brand) => {
        for (const { label, isText, ratio } of checkContrasts({ colors: createPalette(brand), dimensions: {} })) {
          const minimum = isText ? 7 : 3;
          expect(ratio.light, label).toBeGreaterThanOrEqual(minimum);
          expect(ratio.dark, label).toBeGreaterThanOrEqual(minimum);
        }
      }),
    );
  });

  it('keeps a brand colour that has enough contrast', () => {
    const { accent } = createPalette('#0b4a6b');

    expect(accent!.light).toBe('#0b4a6b');
    expect(accent!.dark).not.toBe('#0b4a6b');
  });

  it('keeps the hue: a red brand stays red', () => {
    const { accent } = createPalette('#ff3b30');

    for (const color of [accent!.light, accent!.dark]) {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
      expect(red).toBeGreaterThan(Math.max(green!, blue!));
    }
  });
});
