import { describe, expect, it } from 'vitest';
import { DEFAULT_THEME } from '../../../src/playground/settings/theme.js';
import {
  checkContrasts,
  contrastRatio,
  formatRatio,
  mixColors,
  rateContrast,
} from '../../../src/playground/studio/contrast.js';
import { PRESETS } from '../../../src/playground/studio/presets.js';

describe('contrastRatio', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.478],
    ['#595959', '#ffffff', 7.004],
  ])('of %s and %s is %f in either order', (a, b, ratio) => {
    expect(contrastRatio(a, b)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(b, a)).toBe(contrastRatio(a, b));
  });
});

describe('mixColors', () => {
  it('mixes as color-mix(in srgb) does', () => {
    expect(mixColors('#ffffff', '#000000', 0.5)).toBe('#808080');
    expect(mixColors('#f7a600', '#000000', 0.66)).toBe('#a36e00');
    expect(mixColors('#123456', '#abcdef', 1)).toBe('#123456');
  });
});

describe('formatRatio', () => {
  it('rounds down', () => {
    expect(formatRatio(6.999)).toBe('6.99:1');
    expect(formatRatio(21)).toBe('21.00:1');
  });
});

describe('rateContrast', () => {
  it('names the limits that a ratio passes', () => {
    expect(rateContrast(7, true)).toEqual({ isGood: true, text: 'passes 7:1' });
    expect(rateContrast(6.99, true)).toEqual({ isGood: true, text: 'passes 4.5:1, fails 7:1' });
    expect(rateContrast(4.49, true)).toEqual({ isGood: false, text: 'fails 4.5:1 and 7:1' });
    expect(rateContrast(3, false).isGood).toBe(true);
    expect(rateContrast(2.99, false).isGood).toBe(false);
  });
});

describe('checkContrasts', () => {
  it('uses the accent for the focus ring unless the theme sets one', () => {
    const accent = { light: '#777777', dark: '#777777' };
    const focusRing = (theme: typeof DEFAULT_THEME) =>
      checkContrasts(theme).find(({ label }) => label === 'Focus ring')!.ratio.light;
    expect(focusRing({ ...DEFAULT_THEME, colors: { accent } })).toBeCloseTo(4.478, 2);
    expect(focusRing({ ...DEFAULT_THEME, colors: { accent, focus: { light: '#000000', dark: '#ffffff' } } })).toBe(21);
  });
});

describe.each(PRESETS)('the preset $label', ({ theme }) => {
  it.each(checkContrasts(theme))('has enough contrast, light and dark: $label', ({ isText, ratio }) => {
    const minimum = isText ? 7 : 3;

    expect(ratio.light).toBeGreaterThanOrEqual(minimum);
    expect(ratio.dark).toBeGreaterThanOrEqual(minimum);
  });
});
