import { type ColorName, type ColorScheme, colorOf, type Theme } from '../settings/theme.js';

/** Computes the contrast ratio of two colours, from 1 to 21 (WCAG 2.2: contrast ratio). */
export function contrastRatio(a: string, b: string): number {
  const [dark, light] = [luminanceOf(a), luminanceOf(b)].sort((one, other) => one - other) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * Mixes two colours as CSS `color-mix(in srgb, …)` does.
 *
 * @param share how much of the first colour, from 0 to 1
 */
export function mixColors(a: string, b: string, share: number): string {
  const [first, second] = [channelsOf(a), channelsOf(b)];
  const mixed = first.map((value, index) => Math.round(value * share + second[index]! * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminanceOf(color: string): number {
  const [red, green, blue] = linearChannelsOf(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Converts `#rrggbb` to linear light, from 0 to 1 (CSS Color 4: sRGB). */
export function linearChannelsOf(color: string): [red: number, green: number, blue: number] {
  return channelsOf(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

/** The contrast of one pair of the theme's colours. */
export interface ContrastResult {
  label: string;
  /** Text needs 4.5:1, better 7:1. Other parts need 3:1. */
  isText: boolean;
  ratio: Record<ColorScheme, number>;
  /** The colours that the contrast depends on. */
  names: readonly ColorName[];
}

type ColorLookup = (name: ColorName) => string;

/** The pairs of a colour and its background in the widget. */
const PAIRS: readonly { label: string; isText: boolean; pair: (color: ColorLookup) => [string, string] }[] = [
  { label: 'Questions and answers', isText: true, pair: (color) => [color('text'), color('surface')] },
  { label: 'Characters left', isText: true, pair: (color) => [color('muted'), color('surface')] },
  { label: 'Button', isText: true, pair: (color) => [color('on-accent'), color('accent')] },
  {
    label: 'Problem',
    isText: true,
    pair: (color) => [color('error'), mixColors(color('error'), color('surface'), 0.07)],
  },
  {
    label: 'Offline',
    isText: true,
    pair: (color) => [color('info'), mixColors(color('info'), color('surface'), 0.07)],
  },
  { label: 'Borders', isText: false, pair: (color) => [color('border'), color('surface')] },
  { label: 'Empty stars', isText: false, pair: (color) => [color('star-empty'), color('surface')] },
  {
    label: 'Lit stars',
    isText: false,
    pair: (color) => [mixColors(color('star'), '#000000', 0.66), color('surface')],
  },
  {
    label: 'Success',
    isText: false,
    pair: (color) => [color('success'), mixColors(color('success'), color('surface'), 0.12)],
  },
  { label: 'Focus ring', isText: false, pair: (color) => [color('focus'), color('surface')] },
];

/** Computes the contrast of every pair of the theme's colours that appear together. */
export function checkContrasts(theme: Theme): ContrastResult[] {
  return PAIRS.map(({ label, isText, pair }) => {
    const names = new Set<ColorName>();
    const ratioIn = (scheme: ColorScheme) =>
      contrastRatio(
        ...pair((name) => {
          names.add(name);
          return colorOf(theme, name)[scheme];
        }),
      );
    return { label, isText, ratio: { light: ratioIn('light'), dark: ratioIn('dark') }, names: [...names] };
  });
}

/** Finds the weakest contrast that a colour is part of: the one with the smallest ratio relative to its limit. */
export function weakestContrast(theme: Theme, name: ColorName, scheme: ColorScheme): ContrastResult | undefined {
  const relativeRatio = ({ ratio, isText }: ContrastResult) => ratio[scheme] / (isText ? 4.5 : 3);
  const results = checkContrasts(theme).filter(({ names }) => names.includes(name));
  return results.sort((one, other) => relativeRatio(one) - relativeRatio(other))[0];
}

/** Says in words which limits of WCAG 2.2 a contrast ratio passes. */
export function rateContrast(ratio: number, isText: boolean): { isGood: boolean; text: string } {
  if (!isText) return ratio >= 3 ? { isGood: true, text: 'passes 3:1' } : { isGood: false, text: 'fails 3:1' };
  if (ratio >= 7) return { isGood: true, text: 'passes 7:1' };
  if (ratio >= 4.5) return { isGood: true, text: 'passes 4.5:1, fails 7:1' };
  return { isGood: false, text: 'fails 4.5:1 and 7:1' };
}

/** Formats a ratio with two decimals. Rounds down, so that 6.999 does not look like a pass of 7:1. */
export function formatRatio(ratio: number): string {
  return `${(Math.floor(ratio * 100) / 100).toFixed(2)}:1`;
}
