/** A colour for each colour scheme, as `#rrggbb`. */
export interface ColorPair {
  light: string;
  dark: string;
}

export type Scheme = keyof ColorPair;

/** The widget's own colours, where a theme says nothing; the focus ring follows the accent. */
export const COLORS = {
  accent: { label: 'Accent', initial: { light: '#3d3a9e', dark: '#b8bdff' } },
  'on-accent': { label: 'On accent', initial: { light: '#ffffff', dark: '#14143a' } },
  surface: { label: 'Surface', initial: { light: '#ffffff', dark: '#1a1c22' } },
  text: { label: 'Text', initial: { light: '#1b1d26', dark: '#eff0f5' } },
  muted: { label: 'Muted text', initial: { light: '#4c5061', dark: '#b9bdcb' } },
  border: { label: 'Borders', initial: { light: '#82869a', dark: '#747a8e' } },
  star: { label: 'Lit stars', initial: { light: '#f7a600', dark: '#ffc24a' } },
  'star-empty': { label: 'Empty stars', initial: { light: '#82869a', dark: '#747a8e' } },
  error: { label: 'Problems', initial: { light: '#a1160a', dark: '#ffb3a8' } },
  success: { label: 'Success', initial: { light: '#0a5c36', dark: '#86e3b0' } },
  focus: { label: 'Focus ring', initial: undefined },
} as const satisfies Record<string, { label: string; initial: ColorPair | undefined }>;

export type ColorName = keyof typeof COLORS;
export const COLOR_NAMES = Object.keys(COLORS) as ColorName[];

interface Measure {
  label: string;
  initial: number;
  min: number;
  max: number;
  step: number;
  unit: 'px' | 'em' | 'rem' | '';
}

export const MEASURES = {
  radius: { label: 'Roundness', initial: 12, min: 0, max: 32, step: 1, unit: 'px' },
  space: { label: 'Spacing', initial: 1, min: 0.5, max: 2, step: 0.05, unit: 'em' },
  'font-size': { label: 'Text size', initial: 1, min: 0.875, max: 1.5, step: 0.0625, unit: 'rem' },
  'star-size': { label: 'Star size', initial: 2.25, min: 1.5, max: 3.5, step: 0.125, unit: 'em' },
  width: { label: 'Width', initial: 26, min: 16, max: 48, step: 1, unit: 'em' },
  'z-index': { label: 'Layer (z-index)', initial: 10000000, min: 0, max: 2147483647, step: 1, unit: '' },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

/** Font stacks of fonts that visitors have already, so that nothing is fetched. */
export const FONTS = {
  system: { label: 'The system’s', css: 'system-ui, sans-serif' },
  humanist: { label: 'Humanist', css: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", sans-serif' },
  rounded: { label: 'Rounded', css: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Nunito, sans-serif' },
  serif: { label: 'Serif', css: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif' },
  classic: { label: 'Classic', css: '"Iowan Old Style", "Palatino Linotype", "URW Palladio L", P052, serif' },
  mono: { label: 'Monospaced', css: 'ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace' },
} as const;

/** True for a list of font families, and for nothing that would end the declaration. */
export function isFont(css: string): boolean {
  return css.length <= 200 && /^[\p{L}\d\s,'"-]+$/u.test(css) && css.trim() !== '';
}

export const SHADOWS = {
  soft: { label: 'Soft', css: '0 1px 2px rgb(20 20 50 / 6%), 0 8px 24px rgb(20 20 50 / 8%)' },
  none: { label: 'None', css: 'none' },
  lifted: { label: 'Lifted', css: '0 2px 6px rgb(0 0 0 / 8%), 0 24px 56px rgb(0 0 0 / 18%)' },
  hard: { label: 'Hard', css: '0.375em 0.375em 0 rgb(0 0 0 / 22%)' },
} as const;

export type ShadowName = keyof typeof SHADOWS;
export const SHADOW_NAMES = Object.keys(SHADOWS) as ShadowName[];

/** What differs from the widget's own looks. */
export interface Theme {
  colors: Partial<Record<ColorName, ColorPair>>;
  measures: Partial<Record<MeasureName, number>>;
  /** A list of font families. */
  font?: string | undefined;
  shadow?: ShadowName | undefined;
}

export const PLAIN: Theme = { colors: {}, measures: {} };

/** The colour that is seen, whether the theme or the widget says it. */
export function colorOf(theme: Theme, name: ColorName): ColorPair {
  return theme.colors[name] ?? COLORS[name].initial ?? colorOf(theme, 'accent');
}

export function measureOf(theme: Theme, name: MeasureName): number {
  return theme.measures[name] ?? MEASURES[name].initial;
}

/** A theme without what the widget does by itself, so that equal looks are equal themes. */
export function simplify(theme: Theme): Theme {
  const colors: Theme['colors'] = {};
  for (const name of COLOR_NAMES) {
    const pair = theme.colors[name];
    const { [name]: _, ...others } = theme.colors;
    const own = colorOf({ ...theme, colors: others }, name);
    if (pair && (pair.light !== own.light || pair.dark !== own.dark)) colors[name] = pair;
  }
  const measures: Theme['measures'] = {};
  for (const name of MEASURE_NAMES) {
    const value = theme.measures[name];
    if (value !== undefined && value !== MEASURES[name].initial) measures[name] = value;
  }
  return {
    colors,
    measures,
    ...(theme.font && theme.font !== FONTS.system.css && { font: theme.font }),
    ...(theme.shadow && theme.shadow !== 'soft' && { shadow: theme.shadow }),
  };
}

/** The theme as CSS declarations, in the order of the documentation; none for the widget's own looks. */
export function declarationsOf(theme: Theme): [variable: string, value: string][] {
  const { colors, measures, font, shadow } = simplify(theme);
  const declarations: [string, string][] = [];
  for (const name of COLOR_NAMES) {
    const pair = colors[name];
    if (!pair) continue;
    const value = pair.light === pair.dark ? pair.light : `light-dark(${pair.light}, ${pair.dark})`;
    declarations.push([`--hf-${name}`, value]);
  }
  for (const name of MEASURE_NAMES) {
    const value = measures[name];
    if (value !== undefined) declarations.push([`--hf-${name}`, lengthOf(value, MEASURES[name].unit)]);
  }
  if (font) declarations.push(['--hf-font', font]);
  if (shadow) declarations.push(['--hf-shadow', SHADOWS[shadow].css]);
  return declarations;
}

/** Many pages make their `rem` 10 px; it follows the visitor's text size, but must not go below what was chosen. */
function lengthOf(value: number, unit: Measure['unit']): string {
  return unit === 'rem' ? `max(${value * 16}px, ${value}rem)` : `${value}${unit}`;
}

/** Gives an element the theme, and takes from it what an earlier one gave. */
export function dress(style: CSSStyleDeclaration, declarations: readonly (readonly [string, string])[]): void {
  for (const variable of Array.from(style)) if (variable.startsWith('--hf-')) style.removeProperty(variable);
  for (const [variable, value] of declarations) style.setProperty(variable, value);
}
