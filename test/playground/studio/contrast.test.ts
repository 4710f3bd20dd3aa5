import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../../src/playground/design/theme.js';
import { contrast, formatRatio, mix, readContrasts, verdictOf } from '../../../src/playground/studio/contrast.js';
import { PRESETS } from '../../../src/playground/studio/presets.js';

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.478],
    ['#595959', '#ffffff', 7.004],
  ])('of %s on %s is %f, whichever comes first', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 2);
    expect(contrast(b, a)).toBe(contrast(a, b));
  });

  it('mixes as color-mix in srgb does', () => {
    expect(mix('#ffffff', '#000000', 0.5)).toBe('#808080');
    expect(mix('#f7a600', '#000000', 0.66)).toBe('#a36e00');
    expect(mix('#123456', '#abcdef', 1)).toBe('#123456');
  });

  it('cuts a ratio instead of rounding it up to a pass', () => {
    expect(formatRatio(6.999)).toBe('6.99:1');
    expect(formatRatio(21)).toBe('21.00:1');
  });

  it('says what a ratio passes', () => {
    expect(verdictOf(7, true)).toEqual({ isGood: true, text: 'passes 7:1' });
    expect(verdictOf(6.99, true)).toEqual({ isGood: true, text: 'passes 4.5:1, fails 7:1' });
    expect(verdictOf(4.49, true)).toEqual({ isGood: false, text: 'fails 4.5:1 and 7:1' });
    expect(verdictOf(3, false).isGood).toBe(true);
    expect(verdictOf(2.99, false).isGood).toBe(false);
  });

  it('follows the accent with the focus ring unless a theme says otherwise', () => {
    const accent = { light: '#777777', dark: '#777777' };
    const ring = (theme: typeof PLAIN) => readContrasts(theme).find(({ label }) => label === 'Focus ring')!.ratio.light;
    expect(ring({ ...PLAIN, colors: { accent } })).toBeCloseTo(4.478, 2);
    expect(ring({ ...PLAIN, colors: { accent, focus: { light: '#000000', dark: '#ffffff' } } })).toBe(21);
  });
});

describe.each(PRESETS)('the preset $label', ({ theme }) => {
  it.each(readContrasts(theme))('$label can be read and seen, light and dark', ({ isText, ratio }) => {
    const least = isText ? 7 : 3;
    expect(ratio.light).toBeGreaterThanOrEqual(least);
    expect(ratio.dark).toBeGreaterThanOrEqual(least);
  });
});
