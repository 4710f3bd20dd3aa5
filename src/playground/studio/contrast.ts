import { colorOf, type Scheme, type Theme } from '../design/theme.js';

/** The contrast of two colours, 1 to 21. WCAG 2.2: contrast ratio. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** As `color-mix(in srgb, …)` mixes: so much of the first, the rest of the second. */
export function mix(a: string, b: string, share: number): string {
  const [first, second] = [channels(a), channels(b)];
  const mixed = first.map((value, index) => Math.round(value * share + second[index]! * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}

export interface Reading {
  label: string;
  /** Text has to reach 4.5:1, better 7:1; what is only seen 3:1. */
  isText: boolean;
  ratio: Record<Scheme, number>;
}

type Look = (name: Parameters<typeof colorOf>[1]) => string;

/** What stands on what in the widget. */
const PAIRS: readonly { label: string; isText: boolean; pair: (look: Look) => [string, string] }[] = [
  { label: 'Questions and answers', isText: true, pair: (look) => [look('text'), look('surface')] },
  { label: 'Characters left', isText: true, pair: (look) => [look('muted'), look('surface')] },
  { label: 'Button', isText: true, pair: (look) => [look('on-accent'), look('accent')] },
  {
    label: 'Problem',
    isText: true,
    pair: (look) => [look('error'), mix(look('error'), look('surface'), 0.07)],
  },
  { label: 'Borders', isText: false, pair: (look) => [look('border'), look('surface')] },
  { label: 'Empty stars', isText: false, pair: (look) => [look('star-empty'), look('surface')] },
  {
    label: 'Lit stars',
    isText: false,
    pair: (look) => [mix(look('star'), '#000000', 0.66), look('surface')],
  },
  {
    label: 'Success',
    isText: false,
    pair: (look) => [look('success'), mix(look('success'), look('surface'), 0.12)],
  },
  { label: 'Focus ring', isText: false, pair: (look) => [look('focus'), look('surface')] },
];

/** Every contrast that a theme decides. */
export function readContrasts(theme: Theme): Reading[] {
  return PAIRS.map(({ label, isText, pair }) => {
    const read = (scheme: Scheme) => contrast(...pair((name) => colorOf(theme, name)[scheme]));
    return { label, isText, ratio: { light: read('light'), dark: read('dark') } };
  });
}

/** What a ratio is good for, in words; ratios are cut, not rounded, so that 6.99 is not 7. */
export function verdictOf(ratio: number, isText: boolean): { isGood: boolean; text: string } {
  if (!isText) return ratio >= 3 ? { isGood: true, text: 'passes 3:1' } : { isGood: false, text: 'fails 3:1' };
  if (ratio >= 7) return { isGood: true, text: 'passes 7:1' };
  if (ratio >= 4.5) return { isGood: true, text: 'passes 4.5:1, fails 7:1' };
  return { isGood: false, text: 'fails 4.5:1 and 7:1' };
}

export function formatRatio(ratio: number): string {
  return `${(Math.floor(ratio * 100) / 100).toFixed(2)}:1`;
}
